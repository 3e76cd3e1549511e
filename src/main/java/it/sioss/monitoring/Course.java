package it.sioss.monitoring;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of a year to its deadline: what has been finalized day by day, beside the year before at as many days from its
 * own deadline.
 *
 * @param opened the day of the first sheet
 * @param deadline the last day of the sheet that may wait longest
 * @param sheets how many sheets there are to finalize, those finalized included
 * @param days the days on which something was finalized
 * @param before the year before; none when it has no sheets here
 */
public record Course(
        LocalDate opened,
        LocalDate deadline,
        LocalDate today,
        long sheets,
        List<Day> days,
        @Nullable Before before) {

    private static final int WEEK = 7;

    /** Sheets finalized on a day, and since the beginning. */
    public record Day(LocalDate day, long finalized, long sinceBeginning) {}

    /** The year before: how many sheets it had, when it ended, and its days. */
    public record Before(int year, long sheets, LocalDate deadline, List<Day> days) {}

    /**
     * A day of the way as one draws it.
     *
     * @param sinceBeginning none on a day still to come
     * @param share of all sheets, in percent; none on a day still to come
     * @param shareBefore the year before at as many days from its deadline; none without such a year
     */
    public record Point(
            LocalDate day,
            long finalized,
            @Nullable Long sinceBeginning,
            @Nullable Double share,
            @Nullable Double shareBefore) {}

    /** Every day from the first sheet to the deadline. */
    public List<Point> points() {
        var points = new ArrayList<Point>();
        for (LocalDate day = opened; !day.isAfter(deadline); day = day.plusDays(1)) {
            boolean ahead = day.isAfter(today);
            long since = until(days, day);
            points.add(new Point(
                    day,
                    on(days, day),
                    ahead ? null : Long.valueOf(since),
                    ahead ? null : Double.valueOf(share(since, sheets)),
                    before == null ? null : share(until(before.days(), sameDistance(day, before)), before.sheets())));
        }
        return List.copyOf(points);
    }

    private LocalDate sameDistance(LocalDate day, Before past) {
        return past.deadline().minusDays(ChronoUnit.DAYS.between(day, deadline));
    }

    /** How many sheets are still to be finalized. */
    public long left() {
        return sheets - (days.isEmpty() ? 0 : days.get(days.size() - 1).sinceBeginning());
    }

    /** How many days are left, today included; zero once the deadline has passed. */
    public long daysLeft() {
        return Math.max(0, ChronoUnit.DAYS.between(today, deadline) + 1);
    }

    /** How many sheets were finalized in the last week, today included. */
    public long inAWeek() {
        return days.stream()
                .filter(day -> day.day().isAfter(today.minusDays(WEEK)))
                .mapToLong(Day::finalized)
                .sum();
    }

    private static long on(List<Day> days, LocalDate date) {
        return days.stream()
                .filter(day -> day.day().equals(date))
                .mapToLong(Day::finalized)
                .sum();
    }

    private static long until(List<Day> days, LocalDate date) {
        return days.stream()
                .filter(day -> !day.day().isAfter(date))
                .mapToLong(Day::finalized)
                .sum();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : Math.round(1000.0 * part / whole) / 10.0;
    }
}
