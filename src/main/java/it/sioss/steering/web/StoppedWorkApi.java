package it.sioss.steering.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.StoppedWorks;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Works of a campaign that have left something aside, for machines. */
@RestController
@RequestMapping("/api/v1/rilevazioni/{anno}/lavori")
@PreAuthorize("hasRole('ADMINISTRATOR')")
@Tag(name = "Rilevazioni")
class StoppedWorkApi {

    private final Campaigns campaigns;
    private final StoppedWorks works;

    StoppedWorkApi(Campaigns campaigns, StoppedWorks works) {
        this.campaigns = campaigns;
        this.works = works;
    }

    record Failure(
            @JsonProperty("voce") String item,
            @JsonProperty("motivo") String reason) {}

    record Work(
            @JsonProperty("id") UUID id,
            @JsonProperty("tipo") String kind,
            @JsonProperty("inParole") String title,
            @JsonProperty("conseguenza") String leftAside,
            @JsonProperty("falliti") long failed,
            @JsonProperty("errori") List<Failure> failures) {

        static Work of(StoppedWorks.Stopped stopped) {
            return new Work(
                    stopped.id(),
                    stopped.kind(),
                    stopped.title(),
                    stopped.leftAside(),
                    stopped.failed(),
                    stopped.failures().stream()
                            .map(failure -> new Failure(failure.item(), CampaignJson.words(failure.reason())))
                            .toList());
        }
    }

    record Works(
            @JsonProperty("anno") int year,
            @JsonProperty("lavori") List<Work> works) {}

    @GetMapping
    @Operation(
            summary =
                    "I lavori su molte schede che si sono fermati: apertura, proroghe, approvazioni in blocco e altri")
    Works stopped(@PathVariable("anno") int year) {
        campaigns.require(year);
        return new Works(year, works.of(year).stream().map(Work::of).toList());
    }

    @PostMapping("/{id}/nuovo-tentativo")
    @Operation(summary = "Riprende un lavoro fermo: rimette in coda ciò che non è riuscito; ripetuta, non cambia nulla")
    ResponseEntity<Works> takeUp(@PathVariable("anno") int year, @PathVariable UUID id) {
        campaigns.require(year);
        works.takeUp(year, id);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/rilevazioni/" + year + "/lavori"))
                .body(stopped(year));
    }
}
