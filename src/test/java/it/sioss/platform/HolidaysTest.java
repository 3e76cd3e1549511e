package it.sioss.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The days on which offices are closed, as the calendar on the wall has them. */
class HolidaysTest {

    /** From the almanac. */
    private static final List<LocalDate> EASTERS = Stream.of(
                    "2024-03-31",
                    "2025-04-20",
                    "2026-04-05",
                    "2027-03-28",
                    "2028-04-16",
                    "2029-04-01",
                    "2030-04-21",
                    "2031-04-13",
                    "2032-03-28",
                    "2033-04-17",
                    "2034-04-09",
                    "2035-03-25",
                    "2036-04-13",
                    "2037-04-05",
                    "2038-04-25",
                    "2039-04-10",
                    "2040-04-01",
                    "2041-04-21",
                    "2042-04-06",
                    "2043-03-29",
                    "2044-04-17",
                    "2045-04-09",
                    "2046-03-25",
                    "2047-04-14",
                    "2048-04-05",
                    "2049-04-18",
                    "2050-04-10")
            .map(LocalDate::parse)
            .toList();

    private static LocalDate day(String words) {
        return LocalDate.parse(words);
    }

    @Test
    void easterFallsWhereTheAlmanacSays() {
        assertThat(EASTERS).hasSize(27).allSatisfy(easter -> {
            assertThat(Holidays.easter(easter.getYear())).isEqualTo(easter);
            assertThat(Holidays.name(easter)).contains("Pasqua");
            assertThat(Holidays.name(easter.plusDays(1))).contains("Lunedì dell'Angelo");
            assertThat(Holidays.holiday(easter.minusDays(1))).isFalse();
        });
    }

    @Test
    void publicHolidaysHaveTheirNamesAndAnOrdinarySundayIsOne() {
        assertThat(Holidays.name(day("2026-06-02"))).contains("Festa della Repubblica");
        assertThat(Holidays.name(day("2026-05-31"))).contains("domenica");
        assertThat(Holidays.name(day("2026-12-08"))).contains("Immacolata Concezione");
        assertThat(Holidays.holiday(day("2026-05-30"))).as("a Saturday").isFalse();
        assertThat(Holidays.holiday(day("2025-09-19"))).isFalse();
    }

    @Test
    void saintFrancisIsAHolidaySince2026() {
        assertThat(Holidays.holiday(day("2025-10-04"))).isFalse();
        assertThat(Holidays.name(day("2027-10-04"))).contains("San Francesco d'Assisi");
    }

    @Test
    void theWorkingDayBeforeSkipsAllThatIsClosed() {
        assertThat(Holidays.workingDayNotAfter(day("2031-04-14"))).isEqualTo(day("2031-04-12"));
        assertThat(Holidays.workingDayNotAfter(day("2027-12-26"))).isEqualTo(day("2027-12-24"));
        assertThat(Holidays.workingDayNotAfter(day("2026-05-29"))).isEqualTo(day("2026-05-29"));
    }
}
