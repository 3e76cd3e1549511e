package it.sioss.campaign;

import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The dates of a window, as instants; each end is exclusive. A sheet may be opened until {@code lastNewSheetAt}, worked
 * on until {@code deadline} (the date shown), reopened by exception until {@code rectificationEnd}.
 */
public record Calendar(Instant opensAt, Instant lastNewSheetAt, Instant deadline, Instant rectificationEnd) {

    /** How long a deed received before the deadline may take to be decided (decision 7). */
    public static final Duration GRACE = Duration.ofSeconds(60);

    /** The year whose calendar the circular fixes by itself, and its dates. */
    private static final int CIRCULAR_YEAR = 2024;

    private static final LocalDate CIRCULAR_OPENING = LocalDate.of(2025, 6, 25);
    private static final LocalDate CIRCULAR_DEADLINE = LocalDate.of(2025, 9, 19);

    public Calendar {
        if (!opensAt.isBefore(deadline)
                || opensAt.isAfter(lastNewSheetAt)
                || lastNewSheetAt.isAfter(deadline)
                || deadline.isAfter(rectificationEnd)) {
            throw new Refusal(
                    422,
                    "DATE_NON_COERENTI",
                    "Le date devono essere in ordine: apertura, ultima nuova scheda, termine, fine delle rettifiche.");
        }
    }

    /** A window with the usual shape: new sheets until the deadline, rectification until 31 December of that year. */
    public static Calendar between(Instant opensAt, Instant deadline) {
        LocalDate last = deadline.minusMillis(1).atZone(RomeTime.ROME).toLocalDate();
        Instant yearEnd = RomeTime.endOf(LocalDate.of(last.getYear(), 12, 31));
        return new Calendar(opensAt, deadline, deadline, yearEnd);
    }

    /**
     * The calendar proposed for a year: 31 May of the following year (DM 103/2019, art. 8 c. 3); for 2024 alone, from
     * 25 June to 19 September 2025 (circular).
     */
    public static Calendar proposed(int year) {
        return year == CIRCULAR_YEAR
                ? between(RomeTime.startOf(CIRCULAR_OPENING), RomeTime.endOf(CIRCULAR_DEADLINE))
                : between(
                        RomeTime.startOf(LocalDate.of(year + 1, 1, 15)), RomeTime.endOf(LocalDate.of(year + 1, 5, 31)));
    }

    /** The calendar of the services database: always 31 May of the following year, at the earliest its own opening. */
    public static Calendar proposedForServices(int year) {
        return between(RomeTime.startOf(LocalDate.of(year + 1, 1, 1)), RomeTime.endOf(LocalDate.of(year + 1, 5, 31)));
    }

    public boolean opened(Instant present) {
        return !present.isBefore(opensAt);
    }

    public boolean expired(Instant present) {
        return !present.isBefore(deadline);
    }

    /** Whether nothing received in time can still be about to be decided: what is open now may be closed. */
    public boolean settled(Instant present) {
        return !present.isBefore(deadline.plus(GRACE));
    }
}
