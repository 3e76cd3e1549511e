package it.sioss.guide.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.guide.Assistance;
import it.sioss.guide.AssistanceFilter;
import it.sioss.guide.AssistanceReading;
import it.sioss.guide.AssistanceView;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Requests of assistance for machines: everybody asks and reads what is theirs, the administrator answers. */
@RestController
@RequestMapping("/api/v1/assistenza")
@Tag(name = "Guida e assistenza")
class AssistanceApi {

    private final Assistance assistance;
    private final AssistanceReading reading;

    AssistanceApi(Assistance assistance, AssistanceReading reading) {
        this.assistance = assistance;
        this.reading = reading;
    }

    record AskBody(
            @JsonProperty("scheda") @Nullable UUID sheet,
            @JsonProperty("voce") @Nullable String question,
            @JsonProperty("testo") @Nullable String words) {}

    record WordsBody(@JsonProperty("testo") @Nullable String words) {}

    @GetMapping
    @Operation(
            summary = "Le richieste che chi chiama può leggere, prima quelle in attesa",
            description = "Filtri: stato (APERTA, RISPOSTA, CHIUSA), scheda, mie, page (da 0), size (fino a 200).")
    AssistanceBody.Page list(@Parameter(hidden = true) Viewer viewer, @RequestParam Map<String, String> parameters) {
        return AssistanceBody.Page.of(reading.list(AssistanceFilter.of(parameters), viewer));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Una richiesta con le sue risposte")
    AssistanceBody one(@PathVariable UUID id, @Parameter(hidden = true) Viewer viewer) {
        return AssistanceBody.of(reading.require(id, viewer));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Richiede assistenza, su una voce di una scheda, su una scheda o in generale")
    ResponseEntity<AssistanceBody> ask(@RequestBody AskBody body, @Parameter(hidden = true) Viewer viewer) {
        AssistanceView asked = assistance.ask(body.sheet(), body.question(), body.words(), viewer);
        return ResponseEntity.created(URI.create("/api/v1/assistenza/" + asked.id()))
                .body(AssistanceBody.of(asked));
    }

    @PostMapping(path = "/{id}/risposta", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Risponde a una richiesta (amministratore)")
    AssistanceBody answer(@PathVariable UUID id, @RequestBody WordsBody body, @Parameter(hidden = true) Viewer viewer) {
        return AssistanceBody.of(assistance.answer(id, body.words(), viewer));
    }

    @PostMapping(path = "/{id}/seguito", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Aggiunge qualcosa alla propria richiesta, che torna in attesa di risposta")
    AssistanceBody askAgain(
            @PathVariable UUID id, @RequestBody WordsBody body, @Parameter(hidden = true) Viewer viewer) {
        return AssistanceBody.of(assistance.askAgain(id, body.words(), viewer));
    }

    @PostMapping("/{id}/chiusura")
    @Operation(summary = "Chiude una richiesta (chi l'ha fatta, o l'amministratore)")
    AssistanceBody close(@PathVariable UUID id, @Parameter(hidden = true) Viewer viewer) {
        return AssistanceBody.of(assistance.close(id, viewer));
    }
}
