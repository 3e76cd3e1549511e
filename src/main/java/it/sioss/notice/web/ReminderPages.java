package it.sioss.notice.web;

import it.sioss.access.Viewer;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.ReminderCalendar;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.FormProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page with the calendar of a year's reminders. */
@Controller
@RequestMapping("/rilevazioni/{anno}/promemoria")
class ReminderPages {

    private final ReminderCalendar calendar;
    private final Campaigns campaigns;
    private final Clock clock;

    ReminderPages(ReminderCalendar calendar, Campaigns campaigns, Clock clock) {
        this.calendar = calendar;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /** A reminder in words. */
    public record Line(String when, int days, String deadline, String moved, boolean past) {}

    @GetMapping
    String calendar(@PathVariable("anno") int year, Viewer viewer, Model model) {
        campaigns.require(year);
        List<Line> lines = calendar.all(year).stream().map(this::line).toList();
        model.addAttribute("year", year);
        model.addAttribute("contextYear", year);
        model.addAttribute("lines", lines);
        model.addAttribute("administrator", viewer.administrator());
        if (!model.containsAttribute("days")) {
            model.addAttribute(
                    "days", calendar.days(year).stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return "rilevazioni/promemoria";
    }

    private Line line(ReminderCalendar.Reminder reminder) {
        String feast = reminder.movedBy();
        return new Line(
                RomeTime.minute(reminder.at()),
                reminder.days(),
                RomeTime.deadline(reminder.deadline()),
                feast == null ? "" : "anticipato: il giorno contato è festivo (" + feast + ")",
                !reminder.at().isAfter(clock.instant()));
    }

    @PostMapping
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String decide(
            @PathVariable("anno") int year,
            @RequestParam(name = "giorni", defaultValue = "") String days,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            calendar.decide(year, numbers(days));
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            model.addAttribute("days", days);
            return calendar(year, viewer, model);
        }
        redirect.addFlashAttribute("message", "Giorni dei promemoria cambiati: valgono da adesso.");
        return "redirect:/rilevazioni/" + year + "/promemoria";
    }

    private static List<Integer> numbers(String words) {
        List<String> parts = Arrays.stream(words.split("[,;\\s]+"))
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.stream().anyMatch(part -> !part.matches("\\d{1,3}"))) {
            throw new Refusal(
                            422,
                            "VALORE_NON_VALIDO",
                            "Scrivete i giorni separati da virgole, per esempio 30, 10, 3, 1.")
                    .with("campo", "giorni");
        }
        return parts.stream().map(Integer::valueOf).toList();
    }
}
