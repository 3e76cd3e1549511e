package it.sioss.steering.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.Refusal;
import it.sioss.steering.NewModules;
import java.time.Clock;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The publication of new modules for a year under way, for machines. */
@RestController
@RequestMapping("/api/v1/rilevazioni/{anno}/moduli")
@Tag(name = "Rilevazioni")
class NewModulesApi {

    private final NewModules newModules;
    private final Campaigns campaigns;
    private final CampaignBook book;
    private final Clock clock;

    NewModulesApi(NewModules newModules, Campaigns campaigns, CampaignBook book, Clock clock) {
        this.newModules = newModules;
        this.campaigns = campaigns;
        this.book = book;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(
            summary =
                    "Pubblica nuovi moduli per un anno già aperto o chiuso: ogni ATS riceve solo le loro schede, e chi ha"
                            + " già finalizzato integra la propria ricevuta; simulazione=true mostra che cosa cambia")
    ResponseEntity<CampaignJson.PublicationAnswer> publish(
            @PathVariable("anno") int year,
            @RequestParam(name = "simulazione", defaultValue = "false") boolean simulation,
            @RequestBody CampaignJson.PublicationBody body,
            Viewer viewer) {
        campaigns.require(year);
        NewModules.Wish wish = book.publication(year, body, clock.instant());
        return simulation
                ? ResponseEntity.ok(CampaignJson.PublicationAnswer.of(year, newModules.preview(year, wish), false))
                : ResponseEntity.status(201)
                        .body(CampaignJson.PublicationAnswer.of(
                                year, newModules.publish(year, wish, viewer.displayName()), true));
    }

    @GetMapping("/avanzamento")
    @Operation(summary = "A che punto è l'ultima pubblicazione di nuovi moduli")
    CampaignJson.PublicationProgress progress(@PathVariable("anno") int year, Viewer viewer) {
        var progress = newModules
                .progress(year)
                .orElseThrow(() -> new Refusal(404, "NON_TROVATO", "Per questo anno non sono stati aggiunti moduli."));
        return new CampaignJson.PublicationProgress(
                year,
                progress.total(),
                progress.done(),
                progress.failed(),
                viewer.administrator() ? CampaignJson.failures(progress) : java.util.List.of(),
                progress.finished());
    }
}
