package it.sioss.steering.web;

import it.sioss.campaign.Campaigns;
import it.sioss.platform.StoppedWorks;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** From a campaign's page an administrator takes up what has stopped. */
@Controller
class StoppedWorkPages {

    private final Campaigns campaigns;
    private final StoppedWorks works;

    StoppedWorkPages(Campaigns campaigns, StoppedWorks works) {
        this.campaigns = campaigns;
        this.works = works;
    }

    @PostMapping("/rilevazioni/{anno}/lavori/{id}/nuovo-tentativo")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String takeUp(@PathVariable("anno") int year, @PathVariable UUID id, RedirectAttributes redirect) {
        campaigns.require(year);
        works.takeUp(year, id);
        redirect.addFlashAttribute(
                "message", "Il lavoro riprende in sottofondo: ciò che non era riuscito è di nuovo in coda.");
        return "redirect:/rilevazioni/" + year;
    }
}
