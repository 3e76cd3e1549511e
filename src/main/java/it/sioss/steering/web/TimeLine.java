package it.sioss.steering.web;

import it.sioss.campaign.Calendar;
import it.sioss.platform.RomeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A campaign as a line: opening, last new sheet, deadline, end of rectification, today.
 *
 * @param marks in order of time; {@code x} runs from 0 to 1000
 */
public record TimeLine(List<Mark> marks, int opens, int deadline, int today) {

    /** One date of the line. */
    public record Mark(String label, String date, int x, boolean today, boolean past) {}

    static TimeLine of(Calendar calendar, Instant present) {
        Instant first = calendar.opensAt().isBefore(present) ? calendar.opensAt() : present;
        Instant last = calendar.rectificationEnd().isAfter(present) ? calendar.rectificationEnd() : present;
        long span = Math.max(1, Duration.between(first, last).toSeconds());
        record Dated(String label, Instant at, boolean exclusive, boolean today) {}
        var dates = new ArrayList<Dated>();
        dates.add(new Dated("Apertura", calendar.opensAt(), false, false));
        if (!calendar.lastNewSheetAt().equals(calendar.deadline())) {
            dates.add(new Dated("Ultima nuova scheda", calendar.lastNewSheetAt(), true, false));
        }
        dates.add(new Dated("Termine", calendar.deadline(), true, false));
        dates.add(new Dated("Fine delle rettifiche", calendar.rectificationEnd(), true, false));
        dates.add(new Dated("Oggi", present, false, true));
        var marks = dates.stream()
                .sorted(Comparator.comparing(Dated::at))
                .map(date -> new Mark(
                        date.label(),
                        date.exclusive() ? RomeTime.deadline(date.at()) : RomeTime.minute(date.at()),
                        x(first, date.at(), span),
                        date.today(),
                        date.at().isBefore(present)))
                .toList();
        return new TimeLine(
                marks,
                x(first, calendar.opensAt(), span),
                x(first, calendar.deadline(), span),
                x(first, present, span));
    }

    private static int x(Instant first, Instant at, long span) {
        return (int) (Duration.between(first, at).toSeconds() * 1000 / span);
    }
}
