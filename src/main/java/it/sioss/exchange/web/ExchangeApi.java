package it.sioss.exchange.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.exchange.ConflictChoice;
import it.sioss.exchange.Exchange;
import it.sioss.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Sheets as spreadsheets for machines: download, and upload with or without effect. */
@RestController
@RequestMapping("/api/v1/schede")
@Tag(name = "Scambio")
class ExchangeApi {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String CSV = "text/csv";
    private static final String UPLOAD =
            "Accetta il foglio XLSX o il CSV scaricati da qui. simulazione=true dice che cosa"
                    + " cambierebbe, con gli stessi errori dell'invio vero; conflitti=foglio|sioss dice quale valore tenere dove"
                    + " sono cambiati entrambi (senza: 412 con l'elenco). Tutto o niente.";

    private final Exchange exchange;
    private final Clock clock;

    ExchangeApi(Exchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    @GetMapping(path = "/{id}/foglio.xlsx", produces = XLSX)
    @Operation(summary = "La scheda come cartella di lavoro da compilare")
    ResponseEntity<byte[]> workbook(@PathVariable("id") UUID id, @Parameter(hidden = true) Viewer viewer) {
        return download(exchange.workbook(id, viewer), "scheda-" + id + ".xlsx", MediaType.parseMediaType(XLSX));
    }

    @GetMapping(path = "/{id}/foglio.csv", produces = "text/csv;charset=UTF-8")
    @Operation(summary = "La scheda come CSV da compilare")
    ResponseEntity<byte[]> csv(@PathVariable("id") UUID id, @Parameter(hidden = true) Viewer viewer) {
        return download(
                exchange.csv(id, viewer), "scheda-" + id + ".csv", MediaType.parseMediaType("text/csv;charset=UTF-8"));
    }

    static ResponseEntity<byte[]> download(byte[] bytes, String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(bytes);
    }

    @PostMapping(
            path = "/{id}/foglio",
            consumes = {XLSX, CSV, MediaType.APPLICATION_OCTET_STREAM_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Carica il foglio di questa scheda", description = UPLOAD)
    ExchangeBody upload(
            @PathVariable("id") UUID id,
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            @RequestParam(name = "conflitti", defaultValue = "chiedi") String conflicts,
            HttpServletRequest request,
            @Parameter(hidden = true) Viewer viewer)
            throws IOException {
        return upload(read(request.getInputStream()), id, simulation, conflicts, viewer);
    }

    @PostMapping(
            path = "/{id}/foglio",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Come sopra, con il file nella parte «file»", description = UPLOAD)
    ExchangeBody uploadFile(
            @PathVariable("id") UUID id,
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            @RequestParam(name = "conflitti", defaultValue = "chiedi") String conflicts,
            @RequestParam("file") MultipartFile file,
            @Parameter(hidden = true) Viewer viewer)
            throws IOException {
        return upload(read(file.getInputStream()), id, simulation, conflicts, viewer);
    }

    @PostMapping(
            path = "/fogli",
            consumes = {XLSX, CSV, MediaType.APPLICATION_OCTET_STREAM_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Carica un foglio con una o più schede", description = UPLOAD)
    ExchangeBody uploadMany(
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            @RequestParam(name = "conflitti", defaultValue = "chiedi") String conflicts,
            HttpServletRequest request,
            @Parameter(hidden = true) Viewer viewer)
            throws IOException {
        return upload(read(request.getInputStream()), null, simulation, conflicts, viewer);
    }

    @PostMapping(
            path = "/fogli",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Come sopra, con il file nella parte «file»", description = UPLOAD)
    ExchangeBody uploadManyAsFile(
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            @RequestParam(name = "conflitti", defaultValue = "chiedi") String conflicts,
            @RequestParam("file") MultipartFile file,
            @Parameter(hidden = true) Viewer viewer)
            throws IOException {
        return upload(read(file.getInputStream()), null, simulation, conflicts, viewer);
    }

    private ExchangeBody upload(byte[] file, @Nullable UUID only, boolean simulation, String conflicts, Viewer viewer) {
        return ExchangeBody.of(
                exchange.upload(file, only, choice(conflicts), simulation, null, viewer, clock.instant()));
    }

    static ConflictChoice choice(String word) {
        return ConflictChoice.of(word)
                .orElseThrow(() -> new Refusal(
                        400, "VALORE_NON_VALIDO", "Il parametro «conflitti» ammette: chiedi, foglio, sioss."));
    }

    /** One byte more than we accept is enough to know that it is too much. */
    static byte[] read(InputStream in) throws IOException {
        return in.readNBytes(Exchange.MAX_BYTES + 1);
    }
}
