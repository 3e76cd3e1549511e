package it.sioss.exchange.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.exchange.AnnexExchange;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Allegato 1 as a spreadsheet for machines: download, and upload with or without effect. */
@RestController
@RequestMapping("/api/v1/servizi-attivati/{year}/{ats}")
@Tag(name = "Servizi attivati")
class AnnexExchangeApi {

    private static final String CSV = "text/csv";
    private static final String UPLOAD =
            "Accetta il foglio XLSX o il CSV scaricati da qui, senza formule né macro. simulazione=true dice che cosa"
                    + " cambierebbe, con gli stessi errori dell'invio vero. Tutto o niente; 412 se l'Allegato 1 è cambiato"
                    + " dopo lo scaricamento.";

    private final AnnexExchange exchange;
    private final Clock clock;

    AnnexExchangeApi(AnnexExchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    @GetMapping(path = "/foglio.xlsx", produces = ExchangeApi.XLSX)
    @Operation(summary = "L'Allegato 1 come cartella di lavoro da compilare")
    ResponseEntity<byte[]> workbook(
            @PathVariable("year") int year, @PathVariable("ats") String ats, @Parameter(hidden = true) Viewer viewer) {
        return ExchangeApi.download(
                exchange.workbook(year, ats, viewer),
                name(year, ats) + ".xlsx",
                MediaType.parseMediaType(ExchangeApi.XLSX));
    }

    @GetMapping(path = "/foglio.csv", produces = "text/csv;charset=UTF-8")
    @Operation(summary = "L'Allegato 1 come CSV da compilare")
    ResponseEntity<byte[]> csv(
            @PathVariable("year") int year, @PathVariable("ats") String ats, @Parameter(hidden = true) Viewer viewer) {
        return ExchangeApi.download(
                exchange.csv(year, ats, viewer),
                name(year, ats) + ".csv",
                MediaType.parseMediaType("text/csv;charset=UTF-8"));
    }

    private static String name(int year, String ats) {
        return "allegato-1-" + year + "-" + ats;
    }

    @PostMapping(
            path = "/foglio",
            consumes = {ExchangeApi.XLSX, CSV, MediaType.APPLICATION_OCTET_STREAM_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Carica il foglio di questo Allegato 1", description = UPLOAD)
    AnnexOutcomeBody upload(
            @PathVariable("year") int year,
            @PathVariable("ats") String ats,
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            HttpServletRequest request,
            @Parameter(hidden = true) Viewer viewer)
            throws IOException {
        byte[] file = ExchangeApi.read(request.getInputStream());
        return AnnexOutcomeBody.of(exchange.upload(year, ats, file, simulation, null, viewer, clock.instant()));
    }

    @PostMapping(
            path = "/foglio",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Come sopra, con il file nella parte «file»", description = UPLOAD)
    AnnexOutcomeBody uploadFile(
            @PathVariable("year") int year,
            @PathVariable("ats") String ats,
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            @RequestParam("file") MultipartFile file,
            @Parameter(hidden = true) Viewer viewer)
            throws IOException {
        byte[] content = ExchangeApi.read(file.getInputStream());
        return AnnexOutcomeBody.of(exchange.upload(year, ats, content, simulation, null, viewer, clock.instant()));
    }
}
