package it.sioss.notice.web;

import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.notice.Solicitations;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.platform.web.FormProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page from which the region, or the ministry, solicits late districts. */
@Controller
@RequestMapping("/solleciti")
class SolicitationPages {

    private final Solicitations solicitations;
    private final Campaigns campaigns;
    private final Clock clock;

    SolicitationPages(Solicitations solicitations, Campaigns campaigns, Clock clock) {
        this.solicitations = solicitations;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /** A late district in words. */
    public record Line(
            String ats,
            String name,
            String missing,
            String deadline,
            String remaining,
            String last,
            @Nullable String again) {}

    @GetMapping
    String form(
            @RequestParam(name = "anno", required = false) @Nullable Integer asked,
            @RequestParam(name = "ats", required = false) @Nullable List<String> chosen,
            Viewer viewer,
            Model model) {
        if (!Solicitations.maySolicit(viewer)) {
            throw new Refusal(403, "NON_AUTORIZZATO", "Sollecita il supervisore regionale, o un amministratore.");
        }
        int year = asked == null ? openYear() : campaigns.require(asked).year();
        List<Line> lines = solicitations.late(year, viewer.scope()).stream()
                .map(this::line)
                .toList();
        model.addAttribute("year", year);
        model.addAttribute("contextYear", year);
        model.addAttribute("open", campaigns.require(year).state() == CampaignState.OPEN);
        model.addAttribute("lines", lines);
        model.addAttribute("chosen", chosen == null ? List.of() : chosen);
        model.addAttribute("possible", lines.stream().anyMatch(line -> line.again() == null));
        return "solleciti/solleciti";
    }

    private int openYear() {
        List<Campaign> all = campaigns.all();
        return all.stream()
                .filter(campaign -> campaign.state() == CampaignState.OPEN)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(Campaign::year)
                .orElseThrow(() -> new Refusal(404, "NON_TROVATO", "Non c'è ancora nessuna rilevazione."));
    }

    private Line line(Solicitations.Late late) {
        String sheets = late.sheets() == 0 ? "" : late.sheets() == 1 ? "1 scheda" : late.sheets() + " schede";
        String database = late.database() ? "banca dati" : "";
        return new Line(
                late.ats(),
                late.name(),
                sheets.isEmpty() || database.isEmpty() ? sheets + database : sheets + ", " + database,
                RomeTime.deadline(late.deadline()),
                RomeTime.remaining(clock.instant(), late.deadline()),
                late.last() == null ? "mai" : RomeTime.compact(late.last()),
                late.again() == null ? null : RomeTime.minute(late.again()));
    }

    @PostMapping
    String solicit(
            @RequestParam("anno") int year,
            @RequestParam(name = "ats", required = false) @Nullable List<String> chosen,
            @RequestParam(name = "frase", defaultValue = "") String sentence,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            List<Solicitations.Outcome> outcomes =
                    solicitations.solicit(year, chosen == null ? List.of() : List.copyOf(chosen), sentence, viewer);
            long sent = outcomes.stream().filter(Solicitations.Outcome::sent).count();
            int people =
                    outcomes.stream().mapToInt(Solicitations.Outcome::people).sum();
            String others = outcomes.stream()
                    .filter(one -> !one.sent())
                    .map(one -> one.ats() + ", " + one.words())
                    .collect(Collectors.joining("; "));
            redirect.addFlashAttribute(
                    "message",
                    (sent == 1 ? "Sollecitato 1 ambito" : "Sollecitati " + sent + " ambiti") + ", persone avvisate: "
                            + people + "." + (others.isEmpty() ? "" : " Non sollecitati: " + others + "."));
        } catch (Refusal refusal) {
            if (refusal.status() == 404) {
                throw refusal;
            }
            FormProblem.show(refusal, model, response);
            model.addAttribute("sentence", sentence);
            return form(year, chosen, viewer, model);
        }
        return "redirect:/solleciti?anno=" + year;
    }
}
