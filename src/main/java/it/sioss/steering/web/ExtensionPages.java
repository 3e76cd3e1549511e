package it.sioss.steering.web;

import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.FormProblem;
import it.sioss.steering.Extension;
import it.sioss.steering.ExtensionUndoing;
import it.sioss.steering.ReminderTrials;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which an administrator undoes an extension. */
@Controller
@RequestMapping("/rilevazioni/{anno}/proroghe/{id}/annullamento")
@PreAuthorize("hasRole('ADMINISTRATOR')")
class ExtensionPages {

    private final ExtensionUndoing undoing;
    private final ReminderTrials trials;

    ExtensionPages(ExtensionUndoing undoing, ReminderTrials trials) {
        this.undoing = undoing;
        this.trials = trials;
    }

    /** An extension in words. */
    public record Line(
            UUID id, String subject, String from, String to, String reason, String granted, String standing) {

        public boolean undone() {
            return !standing.isEmpty();
        }
    }

    static List<Line> lines(List<Extension.Granted> granted) {
        return granted.stream().map(ExtensionPages::line).toList();
    }

    private static Line line(Extension.Granted granted) {
        String modules = granted.modules().isEmpty() ? "" : "moduli " + String.join(", ", granted.modules());
        String database = granted.servicesDatabase() ? "banca dati dei servizi attivati" : "";
        String what = modules.isEmpty() || database.isEmpty() ? modules + database : modules + " e " + database;
        String where = granted.ats() != null
                ? "ATS " + granted.ats()
                : granted.region() != null ? "ente " + granted.region() : "tutti gli ATS";
        return new Line(
                granted.id(),
                what + " – " + where,
                RomeTime.deadline(granted.formerDeadline()),
                RomeTime.deadline(granted.deadline()),
                granted.reason(),
                granted.author() + ", " + RomeTime.compact(granted.at()),
                granted.undoneAt() == null
                        ? ""
                        : "annullata da " + granted.undoneBy() + ", " + RomeTime.compact(granted.undoneAt()));
    }

    @GetMapping
    String form(@PathVariable("anno") int year, @PathVariable UUID id, Model model) {
        model.addAttribute("year", year);
        model.addAttribute("extension", line(undoing.require(year, id)));
        Optional<Refusal> hindrance = undoing.hindrance(year, id);
        hindrance.ifPresent(refusal -> model.addAttribute("hindrance", refusal.message()));
        if (hindrance.isEmpty()) {
            model.addAttribute(
                    "rounds",
                    trials.undone(year, id).stream()
                            .map(CampaignJson.ReminderRound::of)
                            .toList());
        }
        return "rilevazioni/annullamento";
    }

    @PostMapping
    String undo(
            @PathVariable("anno") int year,
            @PathVariable UUID id,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            undoing.undo(year, id, reason, viewer.displayName());
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            model.addAttribute("reason", reason);
            return form(year, id, model);
        }
        redirect.addFlashAttribute("message", "Proroga annullata: vale di nuovo il termine di prima.");
        return "redirect:/rilevazioni/" + year;
    }
}
