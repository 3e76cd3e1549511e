package it.sioss.services.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.TaggedPdf;
import it.sioss.services.AnnexView;
import it.sioss.services.DatabaseReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The receipt of a services database on paper: number, instants, fingerprint, and the fingerprint of each sheet. */
@Component
class DatabaseReceiptDocument {

    private final TaggedPdf printer;
    private final ObjectMapper json;

    DatabaseReceiptDocument(TaggedPdf printer, ObjectMapper json) {
        this.printer = printer;
        this.json = json;
    }

    /** A sheet as the receipt lists it. */
    public record Line(String module, String body, String receipt, String fingerprint) {}

    byte[] pdf(DatabaseReceipt receipt, AnnexView view) {
        JsonNode content = content(receipt);
        return printer.print(
                "servizi/ricevuta-pdf",
                Map.of(
                        "receipt", receipt,
                        "view", view,
                        "receivedAt", RomeTime.minute(receipt.receivedAt()),
                        "deadline", RomeTime.deadline(receipt.deadlineApplied()),
                        "decidedAt", RomeTime.minute(receipt.decidedAt()),
                        "activated", activated(content),
                        "lines", content.path("modalita").size(),
                        "sheets", sheets(content)));
    }

    private JsonNode content(DatabaseReceipt receipt) {
        try {
            return json.readTree(receipt.canonical());
        } catch (IOException impossible) {
            throw new UncheckedIOException("the receipt of our own making cannot be read", impossible);
        }
    }

    private static long activated(JsonNode content) {
        long yes = 0;
        for (JsonNode service : content.path("servizi")) {
            yes += service.path("attivato").asBoolean() ? 1 : 0;
        }
        return yes;
    }

    private static List<Line> sheets(JsonNode content) {
        var lines = new ArrayList<Line>();
        for (JsonNode sheet : content.path("schede")) {
            lines.add(new Line(
                    sheet.path("modulo").asText(),
                    sheet.path("soggettoAttuatore").asText(),
                    sheet.path("ricevuta").asText(),
                    sheet.path("impronta").asText()));
        }
        return lines;
    }
}
