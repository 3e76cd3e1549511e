package it.sioss.prefill.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.platform.RomeTime;
import it.sioss.prefill.PublicationPreview;
import it.sioss.prefill.Publications;
import it.sioss.prefill.PublishedVersion;
import it.sioss.prefill.SourceStatus;
import it.sioss.prefill.Sources;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What other systems publish, for machines: taken in whole or not at all, with a report of every row that is wrong. */
@RestController
@RequestMapping("/api/v1/precompilazione")
@PreAuthorize("hasRole('ADMINISTRATOR')")
@Tag(name = "Precompilazione")
class PublicationApi {

    private final Publications publications;
    private final Sources sources;

    PublicationApi(Publications publications, Sources sources) {
        this.publications = publications;
        this.sources = sources;
    }

    /** {@code simulazione=true} shows what would happen and changes nothing. */
    @PostMapping(
            path = "/pubblicazioni",
            consumes = {"text/csv", MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(summary = "Acquisisce una pubblicazione (CSV o JSON); la stessa due volte non cambia nulla")
    ResponseEntity<Map<String, Object>> take(
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            HttpServletRequest request,
            Principal principal)
            throws IOException {
        byte[] content = read(request.getInputStream());
        if (simulation) {
            return ResponseEntity.ok(body(publications.preview(content)));
        }
        PublicationPreview done = publications.apply(content, null, principal.getName());
        return ResponseEntity.status(done.alreadyKnown() ? 200 : 201).body(body(done));
    }

    /** One byte more than we accept is enough to know that it is too much. */
    static byte[] read(InputStream in) throws IOException {
        return in.readNBytes(Publications.MAX_BYTES + 1);
    }

    private static Map<String, Object> body(PublicationPreview preview) {
        return Map.of(
                "fonte", String.valueOf(preview.source()),
                "annualita", preview.year(),
                "estrattoIl", String.valueOf(preview.extractedOn()),
                "righe", preview.rows(),
                "nuove", preview.added(),
                "cambiate", preview.changed(),
                "uguali", preview.unchanged(),
                "giaPresente", preview.alreadyKnown(),
                "conflitti", preview.conflicts(),
                "errori", preview.errors());
    }

    /** One publication that was taken in. */
    record VersionBody(
            @JsonProperty("id") UUID id,
            @JsonProperty("fonte") String source,
            @JsonProperty("annualita") int year,
            @JsonProperty("versione") int number,
            @JsonProperty("estrattoIl") LocalDate extractedOn,
            @JsonProperty("righe") int rows,
            @JsonProperty("nuove") int added,
            @JsonProperty("cambiate") int changed,
            @JsonProperty("impronta") String contentHash,
            @JsonProperty("acquisitaDa") String author,
            @JsonProperty("acquisitaIl") Instant importedAt) {

        static VersionBody of(PublishedVersion version) {
            return new VersionBody(
                    version.id(),
                    version.source(),
                    version.year(),
                    version.number(),
                    version.extractedOn(),
                    version.rows(),
                    version.added(),
                    version.changed(),
                    version.contentHash(),
                    version.author(),
                    version.importedAt());
        }
    }

    @GetMapping("/pubblicazioni")
    @Operation(summary = "Le pubblicazioni acquisite, dalla più recente")
    List<VersionBody> history() {
        return publications.history().stream().map(VersionBody::of).toList();
    }

    /** Whether a source answers, in the words of the pages. */
    record StatusBody(
            @JsonProperty("fonte") String source,
            @JsonProperty("nome") String name,
            @JsonProperty("estrattoIl") @Nullable LocalDate extractedOn,
            @JsonProperty("nonDisponibileDal") @Nullable Instant missingSince,
            @JsonProperty("inParole") @Nullable String words) {

        static StatusBody of(SourceStatus status) {
            Instant since = status.missingSince();
            return new StatusBody(
                    status.source(),
                    status.name(),
                    status.extractedOn(),
                    since,
                    since == null ? null : status.source() + " non disponibile dal " + RomeTime.minute(since));
        }
    }

    @GetMapping("/fonti")
    @Operation(summary = "Lo stato delle fonti: ultimo arrivo, e da quando non rispondono")
    List<StatusBody> status(@RequestParam("anno") int year) {
        return sources.status(year).stream().map(StatusBody::of).toList();
    }

    @GetMapping(path = "/schema", produces = "application/schema+json")
    @Operation(summary = "Lo schema JSON di una pubblicazione")
    byte[] schema() throws IOException {
        return new ClassPathResource("precompilazione/pubblicazione.schema.json").getContentAsByteArray();
    }
}
