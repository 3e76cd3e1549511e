package it.sioss.guide.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.guide.Faq;
import it.sioss.guide.FaqEntry;
import it.sioss.guide.FaqVersion;
import it.sioss.platform.Refusal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The frequent questions for machines: everybody searches, administrators write. */
@RestController
@RequestMapping("/api/v1/faq")
@Tag(name = "Guida e assistenza")
class FaqApi {

    private final Faq faq;

    FaqApi(Faq faq) {
        this.faq = faq;
    }

    record Entry(
            @JsonProperty("id") UUID id,
            @JsonProperty("domanda") String question,
            @JsonProperty("risposta") String answer,
            @JsonProperty("posizione") int place,
            @JsonProperty("nascosta") boolean hidden,
            @JsonProperty("versione") int version,
            @JsonProperty("modificataIl") Instant changedAt,
            @JsonProperty("modificataDa") String changedBy) {

        static Entry of(FaqEntry entry) {
            return new Entry(
                    entry.id(),
                    entry.question(),
                    entry.answer(),
                    entry.place(),
                    entry.hidden(),
                    entry.version(),
                    entry.changedAt(),
                    entry.changedBy());
        }
    }

    record Entries(@JsonProperty("domande") List<Entry> entries) {

        static Entries of(List<FaqEntry> entries) {
            return new Entries(entries.stream().map(Entry::of).toList());
        }
    }

    record Version(
            @JsonProperty("versione") int version,
            @JsonProperty("domanda") String question,
            @JsonProperty("risposta") String answer,
            @JsonProperty("posizione") int place,
            @JsonProperty("nascosta") boolean hidden,
            @JsonProperty("autore") String author,
            @JsonProperty("scrittaIl") Instant writtenAt) {

        static Version of(FaqVersion version) {
            return new Version(
                    version.version(),
                    version.question(),
                    version.answer(),
                    version.place(),
                    version.hidden(),
                    version.author(),
                    version.writtenAt());
        }
    }

    record Versions(@JsonProperty("versioni") List<Version> versions) {}

    record NewBody(
            @JsonProperty("domanda") @Nullable String question,
            @JsonProperty("risposta") @Nullable String answer) {}

    record ChangeBody(
            @JsonProperty("versione") @Nullable Integer version,
            @JsonProperty("domanda") @Nullable String question,
            @JsonProperty("risposta") @Nullable String answer,
            @JsonProperty("nascosta") @Nullable Boolean hidden) {}

    record PlaceBody(@JsonProperty("posizione") @Nullable Integer place) {}

    @GetMapping
    @Operation(summary = "Le domande frequenti; q cerca senza badare ad accenti e maiuscole")
    Entries search(@RequestParam(name = "q", defaultValue = "") String words) {
        return Entries.of(faq.search(words));
    }

    @GetMapping("/tutte")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Tutte le domande, anche quelle nascoste")
    Entries all() {
        return Entries.of(faq.all());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Aggiunge una domanda in fondo all'elenco")
    ResponseEntity<Entry> add(@RequestBody NewBody body, @Parameter(hidden = true) Viewer viewer) {
        FaqEntry added = faq.add(body.question(), body.answer(), viewer);
        return ResponseEntity.created(URI.create("/api/v1/faq/" + added.id() + "/storia"))
                .body(Entry.of(added));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Modifica una domanda; con «nascosta» la nasconde o la mostra di nuovo")
    Entry change(@PathVariable UUID id, @RequestBody ChangeBody body, @Parameter(hidden = true) Viewer viewer) {
        Boolean wanted = body.hidden();
        boolean hidden = wanted == null ? faq.require(id).hidden() : wanted;
        return Entry.of(faq.change(id, body.version(), body.question(), body.answer(), hidden, viewer));
    }

    @PutMapping(path = "/{id}/posizione", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Sposta una domanda; le altre fanno posto")
    Entries move(@PathVariable UUID id, @RequestBody PlaceBody body, @Parameter(hidden = true) Viewer viewer) {
        if (body.place() == null) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Manca «posizione».").with("campo", "posizione");
        }
        faq.move(id, body.place(), viewer);
        return all();
    }

    @GetMapping("/{id}/storia")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Chi ha scritto e cambiato una domanda, e quando")
    Versions history(@PathVariable UUID id) {
        faq.require(id);
        return new Versions(faq.history(id).stream().map(Version::of).toList());
    }
}
