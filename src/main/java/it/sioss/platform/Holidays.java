package it.sioss.platform;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;

/**
 * The days on which offices are closed in all Italy: Sundays and the public holidays (law 27 May 1949, no. 260, and what
 * came after it). Patron saints are local and left out; Saturday is a working day.
 */
public final class Holidays {

    private static final Map<MonthDay, String> FIXED = Map.of(
            MonthDay.of(1, 1), "Capodanno",
            MonthDay.of(1, 6), "Epifania",
            MonthDay.of(4, 25), "Anniversario della Liberazione",
            MonthDay.of(5, 1), "Festa del lavoro",
            MonthDay.of(6, 2), "Festa della Repubblica",
            MonthDay.of(8, 15), "Assunzione",
            MonthDay.of(11, 1), "Ognissanti",
            MonthDay.of(12, 8), "Immacolata Concezione",
            MonthDay.of(12, 25), "Natale",
            MonthDay.of(12, 26), "Santo Stefano");

    /** A holiday from 2026 on (law 8 October 2025, no. 151). */
    private static final MonthDay SAINT_FRANCIS = MonthDay.of(10, 4);

    private static final int SAINT_FRANCIS_SINCE = 2026;

    private Holidays() {}

    /** The name of the holiday, "domenica" for an ordinary Sunday; empty on a working day. */
    public static Optional<String> name(LocalDate day) {
        LocalDate easter = easter(day.getYear());
        if (day.equals(easter)) {
            return Optional.of("Pasqua");
        }
        if (day.equals(easter.plusDays(1))) {
            return Optional.of("Lunedì dell'Angelo");
        }
        MonthDay date = MonthDay.from(day);
        if (date.equals(SAINT_FRANCIS) && day.getYear() >= SAINT_FRANCIS_SINCE) {
            return Optional.of("San Francesco d'Assisi");
        }
        return Optional.ofNullable(FIXED.get(date))
                .or(() -> day.getDayOfWeek() == DayOfWeek.SUNDAY ? Optional.of("domenica") : Optional.empty());
    }

    public static boolean holiday(LocalDate day) {
        return name(day).isPresent();
    }

    /** The day itself when offices are open, otherwise the last one before it on which they are. */
    public static LocalDate workingDayNotAfter(LocalDate day) {
        LocalDate found = day;
        while (holiday(found)) {
            found = found.minusDays(1);
        }
        return found;
    }

    /** Easter of the Gregorian calendar, by the rule of Meeus, Jones and Butcher. */
    public static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int ofCentury = year % 100;
        int leapCenturies = century / 4;
        int shift = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + century - leapCenturies - shift + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
        int correction = (golden + 11 * epact + 22 * weekday) / 451;
        int counted = epact + weekday - 7 * correction + 114;
        return LocalDate.of(year, counted / 31, counted % 31 + 1);
    }
}
