package it.sioss.steering.web;

import it.sioss.access.Viewer;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.FormProblem;
import it.sioss.steering.NewModules;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page by which an administrator adds new modules to a year, with its preview. */
@Controller
@RequestMapping("/rilevazioni/{anno}/moduli")
@PreAuthorize("hasRole('ADMINISTRATOR')")
class NewModulesPages {

    private final NewModules newModules;
    private final Campaigns campaigns;
    private final CampaignBook book;
    private final Clock clock;

    NewModulesPages(NewModules newModules, Campaigns campaigns, CampaignBook book, Clock clock) {
        this.newModules = newModules;
        this.campaigns = campaigns;
        this.book = book;
        this.clock = clock;
    }

    /** A module that can be added. */
    public record Choice(String value, String label) {}

    /** What was asked for, as typed. */
    public record Wanted(List<String> modules, String opens, String deadline, String reason, String act) {}

    @GetMapping
    String form(@PathVariable("anno") int year, Model model) {
        campaigns.require(year);
        model.addAttribute("year", year);
        model.addAttribute("contextYear", year);
        model.addAttribute(
                "offered",
                newModules.offered(year).stream()
                        .map(module -> new Choice(module, module + " " + book.title(module, year)))
                        .toList());
        if (!model.containsAttribute("wanted")) {
            var proposed = CampaignBook.proposed(year, clock.instant());
            model.addAttribute(
                    "wanted",
                    new Wanted(
                            List.of(),
                            proposed.opensAt()
                                    .atZone(RomeTime.ROME)
                                    .toLocalDate()
                                    .toString(),
                            proposed.deadline()
                                    .minusSeconds(1)
                                    .atZone(RomeTime.ROME)
                                    .toLocalDate()
                                    .toString(),
                            "",
                            ""));
        }
        newModules.progress(year).ifPresent(progress -> model.addAttribute("progress", progress));
        return "rilevazioni/moduli";
    }

    /** Shows what a publication would change; with the confirmation, does it. */
    @PostMapping
    String publish(
            @PathVariable("anno") int year,
            @RequestParam(name = "moduli", required = false) String @Nullable [] modules,
            @RequestParam(name = "apertura", defaultValue = "") String opens,
            @RequestParam(name = "scadenza", defaultValue = "") String deadline,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            @RequestParam(name = "atto", defaultValue = "") String act,
            @RequestParam(name = "conferma", defaultValue = "false") boolean confirmed,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        List<String> chosen = modules == null ? List.of() : Arrays.asList(modules);
        model.addAttribute("wanted", new Wanted(chosen, opens, deadline, reason, act));
        var body = new CampaignJson.PublicationBody(
                chosen.stream()
                        .map(module -> new CampaignJson.WindowBody(module, opens, null, deadline, null))
                        .toList(),
                reason,
                act);
        try {
            NewModules.Wish wish = book.publication(year, body, clock.instant());
            if (confirmed) {
                NewModules.Preview done = newModules.publish(year, wish, viewer.displayName());
                redirect.addFlashAttribute(
                        "message",
                        "Moduli pubblicati: " + String.join(", ", done.modules())
                                + ". Le schede si stanno aggiungendo per " + done.districts() + " ambiti.");
                return "redirect:/rilevazioni/" + year;
            }
            model.addAttribute("preview", newModules.preview(year, wish));
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
        }
        return form(year, model);
    }
}
