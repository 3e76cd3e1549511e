package it.sioss.notice.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.ReminderCalendar;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The calendar of a year's reminders for machines: everybody reads it, administrators decide the days. */
@RestController
@RequestMapping(path = "/api/v1/rilevazioni/{anno}/promemoria", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Avvisi")
class ReminderApi {

    private final ReminderCalendar calendar;
    private final Campaigns campaigns;

    ReminderApi(ReminderCalendar calendar, Campaigns campaigns) {
        this.calendar = calendar;
        this.campaigns = campaigns;
    }

    record Reminder(
            @JsonProperty("quando") Instant at,
            @JsonProperty("giorniPrima") int days,
            @JsonProperty("giornoContato") LocalDate counted,
            @JsonProperty("anticipatoPer") @Nullable String movedBy,
            @JsonProperty("scadenza") Instant deadline,
            @JsonProperty("inParole") String words) {

        static Reminder of(ReminderCalendar.Reminder reminder) {
            return new Reminder(
                    reminder.at(),
                    reminder.days(),
                    reminder.counted(),
                    reminder.movedBy(),
                    reminder.deadline(),
                    RomeTime.minute(reminder.at()));
        }
    }

    record Calendar(
            @JsonProperty("anno") int year,
            @JsonProperty("giorni") List<Integer> days,
            @JsonProperty("promemoria") List<Reminder> reminders) {}

    record Body(@JsonProperty("giorni") @Nullable List<@Nullable Integer> days) {}

    @GetMapping
    @Operation(summary = "Quanti giorni prima del termine partono i promemoria, e quando cadono")
    Calendar calendar(@PathVariable("anno") int year) {
        campaigns.require(year);
        return new Calendar(
                year,
                calendar.days(year),
                calendar.all(year).stream().map(Reminder::of).toList());
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    @Operation(summary = "Decide i giorni dei promemoria; quelli già passati non si recuperano")
    Calendar decide(@PathVariable("anno") int year, @RequestBody Body body) {
        if (body.days() == null) {
            throw new Refusal(422, "VALORE_NON_VALIDO", "Indicate «giorni», per esempio [30, 10, 3, 1].")
                    .with("campo", "giorni");
        }
        calendar.decide(year, body.days().stream().filter(Objects::nonNull).toList());
        return calendar(year);
    }
}
