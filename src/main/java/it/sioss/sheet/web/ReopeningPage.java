package it.sioss.sheet.web;

import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeDate;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.FormProblem;
import it.sioss.sheet.Reopenings;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import it.sioss.sheet.Verb;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
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

/** The page on which the ministry reopens one ended sheet: why, and until when. */
@Controller
@RequestMapping("/schede/{id}/riapertura")
@PreAuthorize("hasRole('ADMINISTRATOR')")
class ReopeningPage {

    private final Sheets sheets;
    private final Reopenings reopenings;

    ReopeningPage(Sheets sheets, Reopenings reopenings) {
        this.sheets = sheets;
        this.reopenings = reopenings;
    }

    /** The last day, or the instant, as typed. */
    static Instant until(@Nullable String words) {
        if (words == null || words.isBlank()) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Indicate fino a quando la scheda resta riaperta.")
                    .with("campo", "finoAl");
        }
        return RomeDate.deadline(words, "finoAl");
    }

    @GetMapping
    String form(@PathVariable UUID id, Viewer viewer, Model model) {
        SheetView view = sheets.view(id, viewer);
        model.addAttribute("body", SheetBody.of(view));
        model.addAttribute("contextYear", view.sheet().year());
        model.addAttribute("motives", view.action(Verb.REOPEN).motives());
        model.addAttribute("rectificationEnd", RomeTime.deadline(view.window().rectificationEnd()));
        model.addAttribute(
                "lastDay",
                view.window()
                        .rectificationEnd()
                        .minusSeconds(1)
                        .atZone(RomeTime.ROME)
                        .toLocalDate()
                        .toString());
        return "scheda/riapertura";
    }

    @PostMapping
    String reopen(
            @PathVariable UUID id,
            @RequestParam(name = "motivo", defaultValue = "") String reason,
            @RequestParam(name = "finoAl", defaultValue = "") String lastDay,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            Instant until = until(lastDay);
            SheetView fresh = reopenings.reopen(id, reason, until, viewer);
            redirect.addFlashAttribute(
                    "message",
                    "Scheda riaperta fino a " + RomeTime.deadline(until)
                            + ": questa è la nuova, con le risposte della precedente.");
            return "redirect:/schede/" + fresh.sheet().id();
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            model.addAttribute("reason", reason);
            model.addAttribute("until", lastDay);
            return form(id, viewer, model);
        }
    }
}
