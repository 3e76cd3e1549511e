package it.sioss.notice.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.notice.Outbox;
import it.sioss.platform.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The post for machines, administrators only. */
@RestController
@RequestMapping(path = "/api/v1/posta", produces = MediaType.APPLICATION_JSON_VALUE)
@PreAuthorize("hasRole('ADMINISTRATOR')")
@Tag(name = "Avvisi")
class PostApi {

    private static final int PAGE = 200;

    private final Outbox outbox;

    PostApi(Outbox outbox) {
        this.outbox = outbox;
    }

    record Letter(
            @JsonProperty("id") UUID id,
            @JsonProperty("stato") String state,
            @JsonProperty("tipo") String kind,
            @JsonProperty("persona") String person,
            @JsonProperty("indirizzo") @Nullable String address,
            @JsonProperty("tentativi") int attempts,
            @JsonProperty("quando") Instant at,
            @JsonProperty("problema") @Nullable String problem) {}

    record Standing(
            @JsonProperty("configurata") boolean configured,
            @JsonProperty("inAttesa") long waiting,
            @JsonProperty("inRitardo") long delayed,
            @JsonProperty("inviati") long sent,
            @JsonProperty("rifiutati") long refused,
            @JsonProperty("nonInviati") long unsent,
            @JsonProperty("messaggi") List<Letter> letters) {}

    record Again(@JsonProperty("inCoda") int queued) {}

    @GetMapping
    @Operation(
            summary = "La posta in uscita: quanti messaggi per stato, e quelli di uno stato (RIFIUTATO se non detto)")
    Standing standing(
            @RequestParam(name = "stato", defaultValue = "RIFIUTATO") String state,
            @RequestParam(name = "page", defaultValue = "0") int page) {
        if (page < 0 || page > 100_000) {
            throw new Refusal(400, "VALORE_NON_VALIDO", "«page» parte da 0.");
        }
        Outbox.Counts counts = outbox.counts();
        return new Standing(
                counts.configured(),
                counts.waiting(),
                counts.delayed(),
                counts.sent(),
                counts.refused(),
                counts.unsent(),
                outbox.letters(state(state), page, PAGE).stream()
                        .map(letter -> new Letter(
                                letter.id(),
                                letter.state().word(),
                                letter.kind().word(),
                                letter.person(),
                                letter.address(),
                                letter.attempts(),
                                letter.at(),
                                letter.problem()))
                        .toList());
    }

    static Outbox.State state(String words) {
        String wanted = words.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(Outbox.State.values())
                .filter(state -> state.word().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                                400, "VALORE_NON_VALIDO", "«stato» è IN_ATTESA, INVIATO, RIFIUTATO oppure NON_INVIATO.")
                        .with("campo", "stato"));
    }

    @PostMapping("/{id}/nuovo-tentativo")
    @Operation(summary = "Rimette in coda un messaggio rifiutato, all'indirizzo che l'utente ha adesso")
    ResponseEntity<Void> tryAgain(@PathVariable UUID id) {
        outbox.tryAgain(id);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/nuovo-tentativo")
    @Operation(summary = "Rimette in coda tutti i messaggi rifiutati")
    Again tryAllAgain() {
        return new Again(outbox.tryAllAgain());
    }
}
