package it.sioss.sheet.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.sheet.SourceDesk;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person decides about the values that other systems sent, for machines and for the page of the sheet. */
@RestController
@RequestMapping("/api/v1/schede/{id}")
class SourceApi {

    private final SourceDesk desk;
    private final Clock clock;

    SourceApi(SourceDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    record DecisionBody(
            @JsonProperty("esito") @Nullable String outcome,
            @JsonProperty("motivo") @Nullable String reason) {}

    record ReasonBody(@JsonProperty("motivo") @Nullable String reason) {}

    @PutMapping("/conferme/{section}")
    ResponseEntity<SheetBody> confirm(@PathVariable UUID id, @PathVariable String section, Viewer viewer) {
        return SheetApi.tagged(desk.confirm(id, section, viewer, clock.instant()));
    }

    @PutMapping("/proposte/{question}")
    ResponseEntity<SheetBody> decide(
            @PathVariable UUID id, @PathVariable String question, @RequestBody DecisionBody body, Viewer viewer) {
        String reason = Objects.requireNonNullElse(body.reason(), "");
        return switch (Objects.requireNonNullElse(body.outcome(), "")) {
            case "ACCOLTA" -> SheetApi.tagged(desk.accept(id, question, viewer, clock.instant()));
            case "NON_ACCOLTA" -> SheetApi.tagged(desk.refuse(id, question, reason, viewer, clock.instant()));
            default -> throw new Refusal(422, "VALORE_NON_VALIDO", "L'esito deve essere ACCOLTA o NON_ACCOLTA.");
        };
    }

    @PutMapping("/motivi/{question}")
    ResponseEntity<SheetBody> explain(
            @PathVariable UUID id, @PathVariable String question, @RequestBody ReasonBody body, Viewer viewer) {
        return SheetApi.tagged(
                desk.explain(id, question, Objects.requireNonNullElse(body.reason(), ""), viewer, clock.instant()));
    }
}
