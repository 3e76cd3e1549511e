package it.sioss.guide.web;

import it.sioss.access.Viewer;
import it.sioss.guide.AssistanceReading;
import it.sioss.guide.AssistanceView;
import it.sioss.guide.Faq;
import it.sioss.guide.FaqEntry;
import it.sioss.guide.FaqVersion;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.FormProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
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

/** Where the administrator writes, orders and hides the frequent questions. */
@Controller
@RequestMapping("/aiuto/domande")
@PreAuthorize("hasRole('ADMINISTRATOR')")
class FaqPages {

    private final Faq faq;
    private final AssistanceReading requests;

    FaqPages(Faq faq, AssistanceReading requests) {
        this.faq = faq;
        this.requests = requests;
    }

    /** A question as the list tells it. */
    public record Line(FaqEntry entry, String changed) {}

    /** One version of the history. */
    public record Past(FaqVersion version, String when) {}

    /** What stands in the fields of the form. */
    public record Draft(String question, String answer, boolean hidden, int version) {}

    @GetMapping
    String list(Model model) {
        model.addAttribute(
                "lines",
                faq.all().stream()
                        .map(entry -> new Line(entry, RomeTime.compact(entry.changedAt())))
                        .toList());
        return "aiuto/domande";
    }

    /** A new one; from a request of assistance, with what was asked and answered there. */
    @GetMapping("/nuova")
    String fresh(@RequestParam(name = "da", required = false) @Nullable UUID request, Viewer viewer, Model model) {
        return form(
                null, request == null ? new Draft("", "", false, 0) : from(requests.require(request, viewer)), model);
    }

    private static Draft from(AssistanceView request) {
        AssistanceView.Message answer = request.answer();
        return new Draft(
                request.asked().lines().findFirst().orElse(""), answer == null ? "" : answer.words(), false, 0);
    }

    private String form(@Nullable FaqEntry entry, Draft draft, Model model) {
        model.addAttribute("entry", entry);
        model.addAttribute("draft", draft);
        model.addAttribute(
                "history",
                entry == null
                        ? List.of()
                        : faq.history(entry.id()).stream()
                                .map(version -> new Past(version, RomeTime.compact(version.writtenAt())))
                                .toList());
        return "aiuto/domanda";
    }

    @PostMapping
    String add(
            @RequestParam(name = "domanda", defaultValue = "") String question,
            @RequestParam(name = "risposta", defaultValue = "") String answer,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            faq.add(question, answer, viewer);
        } catch (Refusal refusal) {
            FormProblem.show(refusal, model, response);
            return form(null, new Draft(question, answer, false, 0), model);
        }
        redirect.addFlashAttribute("message", "Domanda aggiunta in fondo all'elenco.");
        return "redirect:/aiuto/domande";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model) {
        FaqEntry entry = faq.require(id);
        return form(entry, new Draft(entry.question(), entry.answer(), entry.hidden(), entry.version()), model);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @RequestParam(name = "domanda", defaultValue = "") String question,
            @RequestParam(name = "risposta", defaultValue = "") String answer,
            @RequestParam(name = "nascosta", defaultValue = "false") boolean hidden,
            @RequestParam("versione") int version,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            faq.change(id, version, question, answer, hidden, viewer);
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            FaqEntry now = faq.require(id);
            return form(now, new Draft(question, answer, hidden, now.version()), model);
        }
        redirect.addFlashAttribute("message", "Domanda modificata.");
        return "redirect:/aiuto/domande";
    }

    @PostMapping("/{id}/posizione")
    String move(
            @PathVariable UUID id, @RequestParam("posizione") int place, Viewer viewer, RedirectAttributes redirect) {
        faq.move(id, place, viewer);
        redirect.addFlashAttribute("message", "Domanda spostata al posto " + place + ".");
        return "redirect:/aiuto/domande#d-" + id;
    }
}
