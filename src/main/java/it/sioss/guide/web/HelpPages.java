package it.sioss.guide.web;

import it.sioss.access.Viewer;
import it.sioss.guide.AssistanceFilter;
import it.sioss.guide.AssistanceReading;
import it.sioss.guide.Faq;
import it.sioss.guide.Manual;
import it.sioss.guide.ManualChapter;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door of the help and the chapters of the manual. */
@Controller
@RequestMapping("/aiuto")
class HelpPages {

    private static final int LATEST = 5;

    private final Manual manual;
    private final Faq faq;
    private final AssistanceReading requests;

    HelpPages(Manual manual, Faq faq, AssistanceReading requests) {
        this.manual = manual;
        this.faq = faq;
        this.requests = requests;
    }

    @GetMapping
    String index(@RequestParam(name = "q", defaultValue = "") String typed, Viewer viewer, Model model) {
        String words = PlainText.search(typed);
        model.addAttribute("words", words);
        model.addAttribute("entries", faq.search(words));
        model.addAttribute("found", manual.search(words, viewer));
        model.addAttribute("chapters", manual.inOrderFor(viewer));
        model.addAttribute("administrator", viewer.administrator());
        if (words.isEmpty()) {
            var mine =
                    requests.list(AssistanceFilter.of(Map.of("mie", "true", "size", Integer.toString(LATEST))), viewer);
            model.addAttribute(
                    "requests", mine.rows().stream().map(AssistanceLine::of).toList());
        } else {
            model.addAttribute("requests", List.of());
        }
        return "aiuto/indice";
    }

    @GetMapping("/manuale/{capitolo}")
    String chapter(@PathVariable("capitolo") String code, Viewer viewer, Model model) {
        ManualChapter chapter = manual.chapter(code)
                .orElseThrow(() -> new Refusal(404, "NON_TROVATO", "Il manuale non ha questo capitolo."));
        model.addAttribute("chapter", chapter);
        model.addAttribute("chapters", manual.inOrderFor(viewer));
        return "aiuto/capitolo";
    }
}
