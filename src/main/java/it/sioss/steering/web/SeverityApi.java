package it.sioss.steering.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Severities;
import it.sioss.catalogue.Severity;
import it.sioss.platform.Refusal;
import it.sioss.steering.SeverityDesk;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The severities of a year's rules for machines: everybody reads, administrators change. */
@RestController
@RequestMapping("/api/v1/rilevazioni/{anno}/gravita")
@Tag(name = "Catalogo")
class SeverityApi {

    private final Campaigns campaigns;
    private final Severities severities;
    private final SeverityDesk desk;

    SeverityApi(Campaigns campaigns, Severities severities, SeverityDesk desk) {
        this.campaigns = campaigns;
        this.severities = severities;
        this.desk = desk;
    }

    record ChangeBody(
            @JsonProperty("gravita") @Nullable String severity,
            @JsonProperty("motivo") @Nullable String reason) {}

    record Decision(
            @JsonProperty("modulo") String module,
            @JsonProperty("codice") String code,
            @JsonProperty("gravita") String severity,
            @JsonProperty("motivo") String reason,
            @JsonProperty("decisaDa") String author,
            @JsonProperty("dal") Instant since,
            @JsonProperty("finoAl") @Nullable Instant until,
            @JsonProperty("superataDa") @Nullable String supersededBy) {}

    record Decisions(@JsonProperty("gravita") List<Decision> decisions) {}

    @GetMapping
    @Operation(summary = "Le gravità modificate di un'annualità, in vigore e superate, dalla più recente")
    Decisions all(@PathVariable("anno") int year) {
        campaigns.require(year);
        return new Decisions(
                severities.history(year).stream().map(SeverityApi::decision).toList());
    }

    private static Decision decision(Severities.Decision decision) {
        return new Decision(
                decision.module() == null ? SeverityDesk.EVERY_MODULE : decision.module(),
                decision.code(),
                decision.change().severity().italian(),
                decision.change().reason(),
                decision.change().author(),
                decision.change().at(),
                decision.supersededAt(),
                decision.supersededBy());
    }

    @PutMapping("/{modulo}/{codice}")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Modifica la gravità di una regola (modulo «tutti» per una regola comune in ogni modulo)")
    Decisions change(
            @PathVariable("anno") int year,
            @PathVariable("modulo") String module,
            @PathVariable("codice") String code,
            @RequestBody ChangeBody body,
            Viewer viewer) {
        desk.change(year, module, code, severity(body.severity()), body.reason(), viewer);
        return all(year);
    }

    static Severity severity(@Nullable String word) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.italian().equals(Objects.requireNonNullElse(word, "")))
                .findFirst()
                .orElseThrow(() -> new Refusal(422, "VALORE_NON_VALIDO", "La gravità deve essere BLOCCANTE o AVVISO."));
    }

    @DeleteMapping("/{modulo}/{codice}")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Ritira la modifica: torna la gravità pubblicata con il modulo")
    Decisions withdraw(
            @PathVariable("anno") int year,
            @PathVariable("modulo") String module,
            @PathVariable("codice") String code,
            Viewer viewer) {
        desk.withdraw(year, module, code, viewer);
        return all(year);
    }
}
