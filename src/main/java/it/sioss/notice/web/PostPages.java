package it.sioss.notice.web;

import it.sioss.notice.Outbox;
import it.sioss.platform.RomeTime;
import java.util.Arrays;
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

/** The post as a page, for the administrator. */
@Controller
@RequestMapping("/posta")
@PreAuthorize("hasRole('ADMINISTRATOR')")
class PostPages {

    private static final int PAGE = 50;

    private final Outbox outbox;

    PostPages(Outbox outbox) {
        this.outbox = outbox;
    }

    /** An e-mail in words. */
    public record Line(
            UUID id,
            UUID account,
            String person,
            @Nullable String address,
            String kind,
            String when,
            int attempts,
            @Nullable String problem,
            boolean refused) {}

    /** A state with its number. */
    public record Figure(String word, String label, long number) {}

    @GetMapping
    String post(
            @RequestParam(name = "stato", defaultValue = "RIFIUTATO") String state,
            @RequestParam(name = "page", defaultValue = "0") int asked,
            Model model) {
        Outbox.State wanted = PostApi.state(state);
        Outbox.Counts counts = outbox.counts();
        long total = number(counts, wanted);
        int pages = (int) Math.max(1, (total + PAGE - 1) / PAGE);
        int page = Math.max(0, Math.min(asked, pages - 1));
        model.addAttribute("counts", counts);
        model.addAttribute(
                "figures",
                Arrays.stream(Outbox.State.values())
                        .map(one -> new Figure(one.word(), one.label(), number(counts, one)))
                        .toList());
        model.addAttribute("state", wanted.word());
        model.addAttribute("stateWords", wanted.label());
        List<Line> lines = outbox.letters(wanted, page, PAGE).stream()
                .map(letter -> new Line(
                        letter.id(),
                        letter.account(),
                        letter.person(),
                        letter.address(),
                        letter.kind().label(),
                        RomeTime.compact(letter.at()),
                        letter.attempts(),
                        letter.problem(),
                        letter.state() == Outbox.State.REFUSED))
                .toList();
        model.addAttribute("lines", lines);
        model.addAttribute("total", total);
        model.addAttribute("page", page);
        model.addAttribute("pages", pages);
        model.addAttribute("address", "/posta?stato=" + wanted.word());
        return "posta/posta";
    }

    private static long number(Outbox.Counts counts, Outbox.State state) {
        return switch (state) {
            case WAITING -> counts.waiting();
            case SENT -> counts.sent();
            case REFUSED -> counts.refused();
            case UNSENT -> counts.unsent();
        };
    }

    @PostMapping("/{id}/nuovo-tentativo")
    String tryAgain(@PathVariable UUID id, RedirectAttributes redirect) {
        outbox.tryAgain(id);
        redirect.addFlashAttribute("message", "Il messaggio è di nuovo in coda.");
        return "redirect:/posta";
    }

    @PostMapping("/nuovo-tentativo")
    String tryAllAgain(RedirectAttributes redirect) {
        redirect.addFlashAttribute("message", "Messaggi di nuovo in coda: " + outbox.tryAllAgain() + ".");
        return "redirect:/posta?stato=IN_ATTESA";
    }
}
