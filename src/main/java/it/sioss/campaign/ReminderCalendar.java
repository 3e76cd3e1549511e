package it.sioss.campaign;

import it.sioss.platform.Holidays;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * When people are reminded of the deadlines of a year: so many days before each window's deadline, at eight in the morning in
 * Rome, on the working day before when that day is a Sunday or a public holiday.
 */
@Service
public class ReminderCalendar {

    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final int EARLIEST = 180;
    private static final int MOST = 10;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ReminderCalendar(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /**
     * One reminder of one deadline.
     *
     * @param days how many days before the last day
     * @param counted the day so many days before; it differs from the day of {@code at} when that was a holiday
     */
    public record Reminder(Instant at, Instant deadline, int days, LocalDate counted) {

        /** The reminder of a deadline (exclusive), so many days before its last day. */
        public static Reminder of(Instant deadline, int days) {
            LocalDate last = deadline.minusMillis(1).atZone(RomeTime.ROME).toLocalDate();
            LocalDate counted = last.minusDays(days);
            LocalDate day = Holidays.workingDayNotAfter(counted);
            return new Reminder(day.atTime(MORNING).atZone(RomeTime.ROME).toInstant(), deadline, days, counted);
        }

        /** The holiday because of which it comes earlier; null when it comes on the day counted. */
        public @Nullable String movedBy() {
            return Holidays.name(counted).orElse(null);
        }
    }

    /** How many days before a deadline people are reminded, the earliest first. */
    @Transactional(readOnly = true)
    public List<Integer> days(int year) {
        return decided(year).days();
    }

    private record Decided(List<Integer> days, @Nullable Instant since) {}

    private Decided decided(int year) {
        return jdbc.sql("select reminder_days, reminder_days_since from campaign where year = ?")
                .param(year)
                .query((row, n) -> {
                    OffsetDateTime since = row.getObject(2, OffsetDateTime.class);
                    return new Decided(
                            List.of((Integer[]) row.getArray(1).getArray()), since == null ? null : since.toInstant());
                })
                .optional()
                .orElseThrow(() -> new Refusal(404, "NON_TROVATO", "La rilevazione " + year + " non esiste."));
    }

    /**
     * Decides the days anew; what lay in the past already is not made up for.
     *
     * @throws Refusal 422 when there are too many or one is not fit; none at all means no reminders
     */
    @Transactional
    public void decide(int year, Collection<Integer> days) {
        decided(year);
        var ordered = new TreeSet<Integer>(Comparator.reverseOrder());
        ordered.addAll(days);
        if (ordered.size() > MOST || ordered.stream().anyMatch(day -> day < 1 || day > EARLIEST)) {
            throw new Refusal(
                            422,
                            "VALORE_NON_VALIDO",
                            "I promemoria sono al più " + MOST + ", da 1 a " + EARLIEST + " giorni prima del termine.")
                    .with("campo", "giorni");
        }
        jdbc.sql("update campaign set reminder_days = ?, reminder_days_since = ? where year = ?")
                .params(ordered.toArray(Integer[]::new), clock.instant().atOffset(ZoneOffset.UTC), year)
                .update();
        events.publishEvent(new RemindersChanged(year));
    }

    private record Standing(Instant deadline, Instant decidedAt) {}

    /** The deadlines in force in a year, each from when it was decided. */
    private List<Standing> deadlines(int year) {
        return jdbc.sql("""
                        select deadline, min(created_at) from collection_window
                        where year = ? and superseded_at is null group by 1 order by 1""")
                .param(year)
                .query((row, n) -> new Standing(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Every deadline in force in a year. */
    @Transactional(readOnly = true)
    public List<Instant> deadlinesInForce(int year) {
        return deadlines(year).stream().map(Standing::deadline).toList();
    }

    /** All reminders of a year in order, those left out that lay in the past when their deadline, or the days, were decided. */
    @Transactional(readOnly = true)
    public List<Reminder> all(int year) {
        Decided decided = decided(year);
        return deadlines(year).stream()
                .flatMap(standing -> decided.days().stream()
                        .map(days -> Reminder.of(standing.deadline(), days))
                        .filter(reminder -> reminder.at().isAfter(standing.decidedAt())))
                .filter(reminder -> decided.since() == null || reminder.at().isAfter(decided.since()))
                .sorted(Comparator.comparing(Reminder::at)
                        .thenComparing(Reminder::deadline)
                        .thenComparing(Reminder::days))
                .toList();
    }

    /** The reminders later than one instant and not later than another. */
    @Transactional(readOnly = true)
    public List<Reminder> between(int year, Instant after, Instant upTo) {
        return all(year).stream()
                .filter(reminder ->
                        reminder.at().isAfter(after) && !reminder.at().isAfter(upTo))
                .toList();
    }

    /** When the first reminder after an instant is due; empty when none is left. */
    @Transactional(readOnly = true)
    public Optional<Instant> next(int year, Instant after) {
        return all(year).stream()
                .map(Reminder::at)
                .filter(at -> at.isAfter(after))
                .findFirst();
    }
}
