package it.sioss.steering.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.access.Viewer;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.steering.Simulation;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** «Cosa succede il …»: a year as it would be at the end of a day, for people and for machines. */
@Controller
@Tag(name = "Rilevazioni")
class SimulationPages {

    private static final int USUAL_DAYS = 15;
    private static final int LONGEST = 366;

    private final Simulation simulation;
    private final Campaigns campaigns;
    private final Clock clock;

    SimulationPages(Simulation simulation, Campaigns campaigns, Clock clock) {
        this.simulation = simulation;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    record WindowBody(
            @JsonProperty("modulo") @Nullable String module,
            @JsonProperty("regione") @Nullable String region,
            @JsonProperty("ats") @Nullable String ats,
            @JsonProperty("scadenza") Instant deadline,
            @JsonProperty("inParole") String words) {}

    record LineBody(
            @JsonProperty("modulo") String module,
            @JsonProperty("regione") String region,
            @JsonProperty("scadrebbero") long lapsing,
            @JsonProperty("attese") long expected,
            @JsonProperty("salvateDallaProroga") long saved,
            @JsonProperty("giaScadute") long lapsed,
            @JsonProperty("ripreseDallaProroga") long revived,
            @JsonProperty("finalizzate") long finalized) {}

    record DatabasesBody(
            @JsonProperty("scadrebbero") long lapsing,
            @JsonProperty("salvateDallaProroga") long saved,
            @JsonProperty("giaScadute") long lapsed,
            @JsonProperty("ripreseDallaProroga") long revived) {}

    record OutlookBody(
            @JsonProperty("anno") int year,
            @JsonProperty("adesso") Instant present,
            @JsonProperty("istante") Instant at,
            @JsonProperty("inParole") String words,
            @JsonProperty("giorniDiProroga") int days,
            @JsonProperty("scadrebbero") long lapsing,
            @JsonProperty("attese") long expected,
            @JsonProperty("salvateDallaProroga") long saved,
            @JsonProperty("giaScadute") long lapsed,
            @JsonProperty("ripreseDallaProroga") long revived,
            @JsonProperty("finestreChiuse") List<WindowBody> closing,
            @JsonProperty("dettaglio") List<LineBody> lines,
            @JsonProperty("bancheDati") DatabasesBody databases,
            @JsonProperty("promemoria") List<CampaignJson.ReminderRound> reminders) {}

    @GetMapping("/api/v1/rilevazioni/{anno}/simulazione")
    @ResponseBody
    @Operation(summary = "Che cosa accadrebbe entro la fine di un giorno, e quali schede salverebbe una proroga")
    OutlookBody outlook(
            @PathVariable("anno") int year,
            @RequestParam(name = "data", required = false) @Nullable String day,
            @RequestParam(name = "giorni", defaultValue = "15") int days,
            Viewer viewer) {
        return body(simulation.at(year, day(day, year), days(days), viewer.scope()));
    }

    private static OutlookBody body(Simulation.Outlook outlook) {
        return new OutlookBody(
                outlook.year(),
                outlook.present(),
                outlook.at(),
                RomeTime.deadline(outlook.at()),
                outlook.days(),
                outlook.lapsing(),
                outlook.expected(),
                outlook.saved(),
                outlook.lapsed(),
                outlook.revived(),
                outlook.closing().stream()
                        .map(window -> new WindowBody(
                                window.subject().module(),
                                window.subject().region(),
                                window.subject().ats(),
                                window.calendar().deadline(),
                                RomeTime.deadline(window.calendar().deadline())))
                        .toList(),
                outlook.lines().stream()
                        .map(line -> new LineBody(
                                line.module(),
                                line.region(),
                                line.lapsing(),
                                line.expected(),
                                line.saved(),
                                line.lapsed(),
                                line.revived(),
                                line.finalized()))
                        .toList(),
                new DatabasesBody(
                        outlook.databases().lapsing(),
                        outlook.databases().saved(),
                        outlook.databases().lapsed(),
                        outlook.databases().revived()),
                outlook.reminders().stream().map(CampaignJson.ReminderRound::of).toList());
    }

    private LocalDate day(@Nullable String words, int year) {
        if (words == null || words.isBlank()) {
            Instant present = clock.instant();
            return campaigns
                    .nextDeadline(year, present)
                    .orElse(present)
                    .minusMillis(1)
                    .atZone(RomeTime.ROME)
                    .toLocalDate();
        }
        try {
            LocalDate day = LocalDate.parse(words.strip());
            if (day.getYear() >= 2000 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeException unreadable) {
            throw badDay(unreadable);
        }
        throw badDay(null);
    }

    private static Refusal badDay(@Nullable Exception cause) {
        Refusal refusal =
                new Refusal(422, "DATA_NON_VALIDA", "Indicate il giorno come 2025-09-19.").with("campo", "data");
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }

    private static int days(int days) {
        if (days < 1 || days > LONGEST) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "I giorni di proroga vanno da 1 a " + LONGEST + ".")
                    .with("campo", "giorni");
        }
        return days;
    }

    @GetMapping("/rilevazioni/{anno}/simulazione")
    String page(
            @PathVariable("anno") int year,
            @RequestParam(name = "data", required = false) @Nullable String day,
            @RequestParam(name = "giorni", defaultValue = "" + USUAL_DAYS) int days,
            Viewer viewer,
            Model model) {
        LocalDate asked = day(day, year);
        Simulation.Outlook outlook = simulation.at(year, asked, days(days), viewer.scope());
        model.addAttribute("year", year);
        model.addAttribute("contextYear", year);
        model.addAttribute("day", asked.toString());
        model.addAttribute("outlook", outlook);
        model.addAttribute("body", body(outlook));
        model.addAttribute("administrator", viewer.administrator());
        return "rilevazioni/simulazione";
    }
}
