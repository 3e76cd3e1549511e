package it.sioss.steering.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.steering.ChosenSheets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether sheets that are not required may be started by choice, for machines: everybody reads, administrators decide. */
@RestController
@RequestMapping("/api/v1/rilevazioni/{anno}/schede-non-richieste")
@Tag(name = "Rilevazioni")
class ChosenSheetsApi {

    private final ChosenSheets chosen;

    ChosenSheetsApi(ChosenSheets chosen) {
        this.chosen = chosen;
    }

    record Wish(
            @JsonProperty("ammesse") @Nullable Boolean allowed,
            @JsonProperty("motivo") @Nullable String reason) {}

    record Decided(
            @JsonProperty("ammesse") boolean allowed,
            @JsonProperty("motivo") String reason,
            @JsonProperty("decisaDa") String author,
            @JsonProperty("il") Instant at) {}

    record Setting(
            @JsonProperty("ammesse") boolean allowed,
            @JsonProperty("decisioni") List<Decided> decisions) {}

    @GetMapping
    @Operation(summary = "Se gli ATS possono avviare per scelta le schede non richieste, e chi lo ha deciso")
    Setting setting(@PathVariable("anno") int year) {
        return new Setting(
                chosen.allowed(year),
                chosen.decisions(year).stream()
                        .map(one -> new Decided(one.allowed(), one.reason(), one.author(), one.at()))
                        .toList());
    }

    @PutMapping
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Ammette, o non ammette più, le schede non richieste per scelta")
    Setting decide(@PathVariable("anno") int year, @RequestBody Wish wish, Viewer viewer) {
        if (wish.allowed() == null) {
            throw new Refusal(400, "PARAMETRO_MANCANTE", "Indicate «ammesse»: true o false.");
        }
        chosen.decide(year, wish.allowed(), wish.reason(), viewer);
        return setting(year);
    }
}
