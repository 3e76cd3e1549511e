package it.sioss.notice.web;

import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.Campaigns;
import it.sioss.notice.NoticeKind;
import it.sioss.notice.NoticeLine;
import it.sioss.notice.Notices;
import it.sioss.platform.RomeTime;
import java.util.Arrays;
import java.util.List;
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

/** The page of one's own notices. */
@Controller
@RequestMapping("/avvisi")
class NoticePages {

    private static final int PAGE = 30;

    private final Notices notices;
    private final Campaigns campaigns;

    NoticePages(Notices notices, Campaigns campaigns) {
        this.notices = notices;
        this.campaigns = campaigns;
    }

    /** A choice of a filter. */
    public record Choice(String value, String label) {}

    /** A notice in words. */
    public record Line(
            UUID id,
            String kind,
            String title,
            String body,
            List<NoticeLine> lines,
            String link,
            String written,
            boolean read,
            @Nullable String mail) {}

    private static Line line(Notices.Notice notice) {
        return new Line(
                notice.id(),
                notice.kind().label(),
                notice.title(),
                notice.body(),
                notice.lines(),
                notice.link(),
                RomeTime.minute(notice.writtenAt()),
                notice.readAt() != null,
                notice.mail() == null
                        ? null
                        : switch (notice.mail()) {
                            case "SENT" -> "inviato anche per posta";
                            case "WAITING" -> "in partenza anche per posta";
                            case "REFUSED" -> "la posta non è arrivata: l'amministratore lo vede";
                            default -> "non inviato per posta";
                        });
    }

    @GetMapping
    String list(
            @RequestParam(name = "stato", defaultValue = "") String state,
            @RequestParam(name = "tipo", defaultValue = "") String kind,
            @RequestParam(name = "anno", defaultValue = "") String year,
            @RequestParam(name = "page", defaultValue = "0") int asked,
            Viewer viewer,
            Model model) {
        int page = Math.max(0, Math.min(asked, 100_000));
        Notices.Page found = notices.list(viewer, NoticeApi.filter(state, kind, year, page, PAGE));
        model.addAttribute(
                "lines", found.notices().stream().map(NoticePages::line).toList());
        model.addAttribute("total", found.total());
        model.addAttribute("unread", found.unread());
        model.addAttribute("page", page);
        model.addAttribute("pages", (int) Math.max(1, (found.total() + PAGE - 1) / PAGE));
        model.addAttribute("state", state);
        model.addAttribute("kind", kind);
        model.addAttribute("year", year);
        model.addAttribute("narrowed", !(state + kind + year).isBlank());
        model.addAttribute("states", List.of(new Choice("NON_LETTI", "Non letti")));
        model.addAttribute(
                "kinds",
                Arrays.stream(NoticeKind.values())
                        .map(one -> new Choice(one.word(), one.label()))
                        .toList());
        model.addAttribute(
                "years",
                campaigns.all().stream()
                        .map(Campaign::year)
                        .map(one -> new Choice(one.toString(), one.toString()))
                        .toList());
        model.addAttribute(
                "address",
                UriComponentsBuilder.fromPath("/avvisi")
                        .queryParam("stato", "{s}")
                        .queryParam("tipo", "{t}")
                        .queryParam("anno", "{a}")
                        .build(state, kind, year)
                        .toString());
        model.addAttribute("preference", notices.preference(viewer));
        return "avvisi/elenco";
    }

    @PostMapping("/{id}/lettura")
    String mark(
            @PathVariable UUID id, @RequestParam(name = "letto", defaultValue = "true") boolean read, Viewer viewer) {
        notices.mark(viewer, id, read);
        return "redirect:/avvisi";
    }

    @PostMapping("/lettura")
    String markAll(Viewer viewer, RedirectAttributes redirect) {
        notices.markAll(viewer);
        redirect.addFlashAttribute("message", "Tutti gli avvisi sono segnati come letti.");
        return "redirect:/avvisi";
    }

    @PostMapping("/preferenze")
    String prefer(
            @RequestParam(name = "posta", defaultValue = "false") boolean mail,
            Viewer viewer,
            RedirectAttributes redirect) {
        notices.prefer(viewer, mail);
        redirect.addFlashAttribute(
                "message",
                mail
                        ? "D'ora in poi gli avvisi arrivano anche per posta."
                        : "D'ora in poi gli avvisi si leggono soltanto qui.");
        return "redirect:/avvisi";
    }
}
