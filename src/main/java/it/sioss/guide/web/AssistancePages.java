package it.sioss.guide.web;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.guide.Assistance;
import it.sioss.guide.AssistanceFilter;
import it.sioss.guide.AssistancePage;
import it.sioss.guide.AssistanceReading;
import it.sioss.guide.AssistanceState;
import it.sioss.guide.AssistanceView;
import it.sioss.guide.Faq;
import it.sioss.platform.Refusal;
import it.sioss.platform.web.FormProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The requests of assistance as pages: to ask, to read the answers, and for the administrator to answer in place. */
@Controller
@RequestMapping("/aiuto/assistenza")
class AssistancePages {

    private final Assistance assistance;
    private final AssistanceReading reading;
    private final Faq faq;

    AssistancePages(Assistance assistance, AssistanceReading reading, Faq faq) {
        this.assistance = assistance;
        this.reading = reading;
        this.faq = faq;
    }

    /** One choice of a filter. */
    public record Choice(String value, String label) {}

    @GetMapping
    String list(@RequestParam Map<String, String> parameters, Viewer viewer, Model model) {
        AssistanceFilter filter = AssistanceFilter.of(parameters);
        AssistancePage page = reading.list(filter, viewer);
        model.addAttribute("lines", page.rows().stream().map(AssistanceLine::of).toList());
        model.addAttribute("page", page);
        model.addAttribute("state", parameters.getOrDefault("stato", ""));
        model.addAttribute(
                "states",
                Arrays.stream(AssistanceState.values())
                        .map(state -> new Choice(state.word(), state.label()))
                        .toList());
        model.addAttribute("desk", viewer.administrator());
        model.addAttribute("reader", viewer.administrator() || viewer.has(Role.REGION_SUPERVISOR));
        var address = UriComponentsBuilder.fromPath("/aiuto/assistenza");
        parameters.forEach((name, value) -> {
            if (!name.equals("page") && !value.isEmpty()) {
                address.queryParam(name, value);
            }
        });
        model.addAttribute("address", address.encode().toUriString());
        return "aiuto/assistenza";
    }

    @GetMapping("/nuova")
    String fresh(
            @RequestParam(name = "scheda", required = false) @Nullable UUID sheet,
            @RequestParam(name = "voce", required = false) @Nullable String question,
            Viewer viewer,
            Model model) {
        return form(assistance.about(sheet, question, viewer), "", model);
    }

    private String form(Assistance.About about, String words, Model model) {
        model.addAttribute("about", about);
        model.addAttribute("words", words);
        model.addAttribute("entries", faq.search(""));
        return "aiuto/richiesta-nuova";
    }

    @PostMapping
    String ask(
            @RequestParam(name = "scheda", required = false) @Nullable UUID sheet,
            @RequestParam(name = "voce", required = false) @Nullable String question,
            @RequestParam(name = "testo", defaultValue = "") String words,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Assistance.About about = assistance.about(sheet, question, viewer);
        AssistanceView asked;
        try {
            asked = assistance.ask(sheet, question, words, viewer);
        } catch (Refusal refusal) {
            FormProblem.show(refusal, model, response);
            return form(about, words, model);
        }
        redirect.addFlashAttribute(
                "message",
                sheet == null
                        ? "Richiesta inviata: la risposta comparirà qui e nella pagina Aiuto."
                        : "Richiesta inviata: la risposta comparirà qui, nella pagina Aiuto e sulla scheda.");
        return "redirect:/aiuto/assistenza/" + asked.id();
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Viewer viewer, Model model) {
        AssistanceView request = reading.require(id, viewer);
        model.addAttribute("line", AssistanceLine.of(request));
        model.addAttribute("desk", viewer.administrator());
        model.addAttribute("contextYear", request.year());
        if (!model.containsAttribute("words")) {
            model.addAttribute("words", "");
        }
        return "aiuto/richiesta";
    }

    @PostMapping("/{id}/risposta")
    String answer(
            @PathVariable UUID id,
            @RequestParam(name = "testo", defaultValue = "") String words,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return said(
                () -> assistance.answer(id, words, viewer),
                "Risposta inviata: chi ha chiesto la vede sulla scheda e nella pagina Aiuto.",
                id,
                words,
                viewer,
                model,
                response,
                redirect);
    }

    @PostMapping("/{id}/seguito")
    String askAgain(
            @PathVariable UUID id,
            @RequestParam(name = "testo", defaultValue = "") String words,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return said(
                () -> assistance.askAgain(id, words, viewer),
                "Inviato: la richiesta è di nuovo in attesa di risposta.",
                id,
                words,
                viewer,
                model,
                response,
                redirect);
    }

    private String said(
            Runnable deed,
            String done,
            UUID id,
            String words,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            deed.run();
        } catch (Refusal refusal) {
            if (refusal.status() == 403 || refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            model.addAttribute("words", words);
            return one(id, viewer, model);
        }
        redirect.addFlashAttribute("message", done);
        return "redirect:/aiuto/assistenza/" + id;
    }

    @PostMapping("/{id}/chiusura")
    String close(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
        assistance.close(id, viewer);
        redirect.addFlashAttribute("message", "Richiesta chiusa.");
        return "redirect:/aiuto/assistenza/" + id;
    }
}
