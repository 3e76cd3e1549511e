package it.sioss.registry.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.platform.Refusal;
import it.sioss.registry.Ats;
import it.sioss.registry.Registry;
import it.sioss.registry.TerritoryImport;
import it.sioss.registry.TerritoryPreview;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The territory for machines: who belongs to whom in a year, and the upload that replaces it. */
@RestController
@RequestMapping("/api/v1/territorio")
@Tag(name = "Territorio")
class TerritoryApi {

    private static final int LARGEST_PAGE = 200;

    private final Registry registry;
    private final TerritoryImport territoryImport;
    private final TerritoryYear years;

    TerritoryApi(Registry registry, TerritoryImport territoryImport, TerritoryYear years) {
        this.registry = registry;
        this.territoryImport = territoryImport;
        this.years = years;
    }

    @GetMapping(path = "/enti", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Le 19 regioni e le due province autonome, con numero di ATS, comuni e residenti")
    TerritoryJson.Bodies bodies(@RequestParam(name = "anno", required = false) @Nullable Integer asked) {
        int year = years.orPresent(asked);
        return new TerritoryJson.Bodies(
                year,
                Registry.ATTRIBUTION,
                registry.regions(year).stream().map(TerritoryJson.Body::of).toList());
    }

    @GetMapping(path = "/ats", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Gli ATS di un anno, di tutta Italia o di una regione")
    TerritoryJson.AtsPage ats(
            @RequestParam(name = "anno", required = false) @Nullable Integer asked,
            @RequestParam(name = "regione", required = false) @Nullable String region,
            @RequestParam(name = "page", defaultValue = "0") int page,
            @RequestParam(name = "size", defaultValue = "100") int size) {
        int year = years.orPresent(asked);
        if (size < 1 || size > LARGEST_PAGE || page < 0 || page > 10_000) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "«page» parte da 0 e «size» va da 1 a " + LARGEST_PAGE + ".");
        }
        requireBody(region);
        return new TerritoryJson.AtsPage(
                year,
                Registry.ATTRIBUTION,
                page,
                size,
                registry.countAts(year, region),
                registry.summaries(year, region, page * size, size).stream()
                        .map(TerritoryJson.AtsLine::of)
                        .toList());
    }

    @GetMapping(path = "/ats/{codice}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Un ATS con i suoi comuni in quell'anno")
    TerritoryJson.AtsDetail ats(
            @PathVariable("codice") String code,
            @RequestParam(name = "anno", required = false) @Nullable Integer asked) {
        int year = years.orPresent(asked);
        Ats ats = registry.ats(code, year).orElseThrow(() -> Refusal.notFound("L'ATS indicato"));
        return TerritoryJson.AtsDetail.of(
                year,
                Registry.ATTRIBUTION,
                ats,
                registry.populationOf(code, year),
                registry.municipalitiesOf(code, year));
    }

    /** The present articulation in the very columns the upload accepts: download, correct, upload. */
    @GetMapping(path = "/articolazione", produces = "text/csv;charset=UTF-8")
    @Operation(summary = "L'articolazione in ATS di un anno, nelle colonne accettate dal caricamento (CSV)")
    ResponseEntity<byte[]> articulation(
            @RequestParam(name = "anno", required = false) @Nullable Integer asked,
            @RequestParam(name = "regione", required = false) @Nullable String region) {
        int year = years.orPresent(asked);
        requireBody(region);
        String name = "articolazione-ats-" + year + (region == null ? "" : "-" + region) + ".csv";
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(ArticulationCsv.write(registry.articulation(year, region)).getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping(
            path = "/ats",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(
            summary = "Sostituisce ATS e comuni da un anno in poi con il CSV inviato; simulazione=true mostra soltanto")
    ResponseEntity<TerritoryJson.Upload> replace(
            @RequestParam("anno") int year,
            @RequestParam(name = "regione", required = false) @Nullable String region,
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            HttpServletRequest request,
            Principal principal)
            throws IOException {
        return replace(read(request.getInputStream()), year, region, simulation, principal);
    }

    @PostMapping(
            path = "/ats",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Come l'invio del CSV, con il file nella parte «file»")
    ResponseEntity<TerritoryJson.Upload> replaceWithFile(
            @RequestParam("anno") int year,
            @RequestParam(name = "regione", required = false) @Nullable String region,
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            @RequestParam("file") MultipartFile file,
            Principal principal)
            throws IOException {
        return replace(read(file.getInputStream()), year, region, simulation, principal);
    }

    private ResponseEntity<TerritoryJson.Upload> replace(
            byte[] content, int year, @Nullable String region, boolean simulation, Principal principal) {
        String body = region == null || region.isBlank() ? null : region;
        if (simulation) {
            TerritoryPreview preview = territoryImport.preview(content, year, body);
            if (preview.errorCount() > 0) {
                throw preview.refusal();
            }
            return ResponseEntity.ok(TerritoryJson.Upload.of(preview, false));
        }
        TerritoryPreview done = territoryImport.apply(content, year, body, principal.getName());
        return ResponseEntity.status(done.applicable() ? 201 : 200)
                .body(TerritoryJson.Upload.of(done, done.applicable()));
    }

    /** One byte more than we accept is enough to know that it is too much. */
    static byte[] read(InputStream in) throws IOException {
        return in.readNBytes(TerritoryImport.MAX_BYTES + 1);
    }

    private void requireBody(@Nullable String region) {
        if (region != null && registry.regionalBody(region).isEmpty()) {
            throw new Refusal(
                    400,
                    "VALORE_NON_VALIDO",
                    "Il parametro «regione» non è il codice di una regione o provincia autonoma (per esempio 0100).");
        }
    }
}
