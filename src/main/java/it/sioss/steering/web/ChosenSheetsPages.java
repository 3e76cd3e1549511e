package it.sioss.steering.web;

import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.FormProblem;
import it.sioss.steering.ChosenSheets;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page that says whether sheets that are not required may be started by choice; an administrator decides there. */
@Controller
@RequestMapping("/rilevazioni/{anno}/schede-non-richieste")
class ChosenSheetsPages {

    private final ChosenSheets chosen;

    ChosenSheetsPages(ChosenSheets chosen) {
        this.chosen = chosen;
    }

    /** One decision, in words. */
    public record Line(String outcome, String reason, String author, String at) {}

    @GetMapping
    String setting(@PathVariable("anno") int year, Viewer viewer, Model model) {
        model.addAttribute("year", year);
        model.addAttribute("contextYear", year);
        model.addAttribute("allowed", chosen.allowed(year));
        model.addAttribute("administrator", viewer.administrator());
        model.addAttribute(
                "decisions",
                chosen.decisions(year).stream()
                        .map(one -> new Line(
                                one.allowed() ? "ammesse" : "non più ammesse",
                                one.reason(),
                                one.author(),
                                RomeTime.minute(one.at())))
                        .toList());
        return "rilevazioni/non-richieste";
    }

    @PostMapping
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String decide(
            @PathVariable("anno") int year,
            @RequestParam("ammesse") boolean allowed,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            chosen.decide(year, allowed, reason, viewer);
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            model.addAttribute("reason", reason);
            return setting(year, viewer, model);
        }
        redirect.addFlashAttribute(
                "message",
                allowed
                        ? "Da ora gli ambiti possono avviare per scelta le schede non richieste."
                        : "Da ora le schede non richieste non si avviano più per scelta.");
        return "redirect:/rilevazioni/" + year + "/schede-non-richieste";
    }
}
