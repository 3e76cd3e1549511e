package it.sioss.exchange.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.exchange.PrintedSheet;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.TaggedPdf;
import it.sioss.sheet.Journal;
import it.sioss.sheet.SheetState;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A sheet on paper: all that is asked and answered, what the checks say, and on every page whether it counts. */
@RestController
@Tag(name = "Scambio")
class PrintApi {

    private final Sheets sheets;
    private final TaggedPdf printer;

    PrintApi(Sheets sheets, TaggedPdf printer) {
        this.sheets = sheets;
        this.printer = printer;
    }

    @GetMapping(path = "/api/v1/schede/{id}/scheda.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(summary = "La scheda come PDF accessibile; finché non è trasmessa ogni pagina lo dice")
    ResponseEntity<byte[]> sheet(@PathVariable("id") UUID id, @Parameter(hidden = true) Viewer viewer) {
        SheetView view = sheets.view(id, viewer);
        Map<String, Object> words = new HashMap<>();
        words.put("view", view);
        words.put("sections", PrintedSheet.of(view).sections());
        words.put("mark", mark(view.effectiveState()));
        words.put("deadline", RomeTime.deadline(view.window().deadline()));
        words.put("printedAt", RomeTime.minute(view.present()));
        words.put("savedOnBehalf", savedOnBehalf(sheets.history(id, viewer)));
        sheets.receipt(id, viewer).ifPresent(receipt -> {
            words.put("receipt", receipt);
            words.put("receivedAt", RomeTime.minute(receipt.receivedAt()));
        });
        String name = "scheda-" + view.sheet().year() + "-" + view.sheet().module() + "-"
                + view.sheet().ats() + ".pdf";
        return ExchangeApi.download(printer.print("scambio/scheda-pdf", words), name, MediaType.APPLICATION_PDF);
    }

    /** Whether who saved last did so on behalf of the ATS. */
    private static boolean savedOnBehalf(List<Journal.Entry> history) {
        return history.stream()
                .filter(entry -> entry.event().equals("ANSWERED"))
                .reduce((earlier, later) -> later)
                .map(Journal.Entry::onBehalfOf)
                .isPresent();
    }

    /** What every page says until the sheet has been transmitted; empty then. */
    private static String mark(SheetState state) {
        return switch (state) {
            case FINALIZED -> "";
            case LAPSED -> "Termine scaduto – non trasmessa";
            case WITHDRAWN -> "Ritirata – non trasmessa";
            case COMPILING, RETURNED, JUSTIFYING, IN_REVIEW, READY -> "BOZZA – non trasmessa";
        };
    }
}
