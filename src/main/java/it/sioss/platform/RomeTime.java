package it.sioss.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Dates as people in Italy write and read them; the house computes in UTC and speaks in Rome's time. */
public final class RomeTime {

    public static final ZoneId ROME = ZoneId.of("Europe/Rome");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ITALIAN);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, 'ore' HH:mm", Locale.ITALIAN);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ITALIAN);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ITALIAN);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ITALIAN);

    private RomeTime() {}

    /** The exclusive instant at which a day ends in Rome: 19 September 2025 gives 2025-09-19T22:00:00Z. */
    public static Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ROME).toInstant();
    }

    /** A deadline in words: the last minute that still counts, "venerdì 19 settembre 2025, ore 23:59". */
    public static String deadline(Instant exclusive) {
        var last = exclusive.minusSeconds(1).atZone(ROME);
        return DAY.format(last) + ", ore " + CLOCK.format(last);
    }

    /** "19 settembre 2025, ore 21:43". */
    public static String minute(Instant instant) {
        return MINUTE.format(instant.atZone(ROME));
    }

    /** "21:43". */
    public static String clock(Instant instant) {
        return CLOCK.format(instant.atZone(ROME));
    }

    /** "19/09/2025". */
    public static String day(LocalDate day) {
        return SHORT_DAY.format(day);
    }

    /** "19/09/2025 21:43", for tables. */
    public static String compact(Instant instant) {
        return SHORT.format(instant.atZone(ROME));
    }

    /** What is left until a deadline: "mancano 12 giorni e 3 ore", "mancano 5 ore e 10 minuti", "termine scaduto". */
    public static String remaining(Instant present, Instant exclusive) {
        Duration left = Duration.between(present, exclusive);
        if (left.isNegative() || left.isZero()) {
            return "termine scaduto";
        }
        if (left.toHours() >= 48) {
            return days(present.atZone(ROME), exclusive.atZone(ROME));
        }
        if (left.toHours() >= 1) {
            long minutes = left.toMinutesPart();
            String hours = left.toHours() == 1 ? "manca 1 ora" : "mancano " + left.toHours() + " ore";
            return minutes == 0 ? hours : hours + " e " + minutes + (minutes == 1 ? " minuto" : " minuti");
        }
        long minutes = left.toMinutes();
        return minutes < 1
                ? "manca meno di un minuto"
                : minutes == 1 ? "manca 1 minuto" : "mancano " + minutes + " minuti";
    }

    /** Days as the calendar counts them, also across a night when the clock changes. */
    private static String days(ZonedDateTime present, ZonedDateTime deadline) {
        long days = ChronoUnit.DAYS.between(present, deadline);
        long hours = ChronoUnit.HOURS.between(present.plusDays(days), deadline);
        String words = days == 1 ? "manca 1 giorno" : "mancano " + days + " giorni";
        return hours == 0 ? words : words + (hours == 1 ? " e 1 ora" : " e " + hours + " ore");
    }
}
