package it.sioss.platform;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.campaign.Calendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every day from 2024 to 2035, the nights when the clock changes among them, and the hour that comes twice. */
class RomeNightsTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2035, 12, 31);
    private static final Pattern DAYS = Pattern.compile("manca(?:no)? (\\d+) giorn[io](?: e (\\d+) or[ae])?");
    private static final Pattern HOURS = Pattern.compile("manca(?:no)? (\\d+) or[ae](?: e (\\d+) minut[io])?");
    private static final Pattern MINUTES = Pattern.compile("manca(?:no)? (\\d+) minut[io]");

    private static Stream<LocalDate> days() {
        return FIRST.datesUntil(LAST.plusDays(1));
    }

    @Test
    void aDayEndsWhenTheNextBeginsAndLastsTwentyFourHoursExceptTwiceAYear() {
        Set<LocalDate> odd = new HashSet<>();
        days().forEach(day -> {
            Instant end = RomeTime.endOf(day);
            assertThat(end).isEqualTo(RomeTime.startOf(day.plusDays(1)));
            assertThat(end.minusMillis(1).atZone(RomeTime.ROME).toLocalDate()).isEqualTo(day);
            assertThat(end.atZone(RomeTime.ROME).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
            Duration length = Duration.between(RomeTime.startOf(day), end);
            if (!length.equals(Duration.ofHours(24))) {
                odd.add(day);
                assertThat(length).isEqualTo(Duration.ofHours(day.getMonth() == Month.MARCH ? 23 : 25));
            }
        });
        Set<LocalDate> expected = new HashSet<>();
        for (int year = FIRST.getYear(); year <= LAST.getYear(); year++) {
            for (Month month : Set.of(Month.MARCH, Month.OCTOBER)) {
                expected.add(LocalDate.of(year, month, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.SUNDAY)));
            }
        }
        assertThat(odd).isEqualTo(expected).contains(LocalDate.of(2026, 10, 25));
    }

    @Test
    void aDeadlineOfADayIsSaidAsThatDaysLastMinute() {
        days().forEach(day -> {
            Instant deadline = RomeTime.endOf(day);
            assertThat(RomeTime.deadline(deadline))
                    .contains(" " + day.getDayOfMonth() + " ", " " + day.getYear())
                    .endsWith(", ore 23:59");
            Calendar window = Calendar.between(RomeTime.startOf(day), deadline);
            assertThat(window.expired(deadline.minusNanos(1))).isFalse();
            assertThat(window.expired(deadline)).isTrue();
            assertThat(window.rectificationEnd()).isEqualTo(RomeTime.endOf(LocalDate.of(day.getYear(), 12, 31)));
        });
    }

    /** Whatever the words say is left leads to the deadline, less than one more of the smallest unit named. */
    @Test
    void theCountdownNeverPromisesMoreThanThereIs() {
        var random = new Random(20261025);
        days().forEach(day -> {
            Instant deadline = RomeTime.endOf(day);
            for (int turn = 0; turn < 20; turn++) {
                Instant present = deadline.minusSeconds(1 + random.nextInt(turn % 2 == 0 ? 400_000 : 40 * 86_400));
                String words = RomeTime.remaining(present, deadline);
                Instant promised = promised(words, present);
                Duration unit = words.contains("minut")
                        ? Duration.ofMinutes(1)
                        : DAYS.matcher(words).matches() ? Duration.ofHours(1) : Duration.ofMinutes(1);
                assertThat(promised).as("%s → %s: %s", present, deadline, words).isBeforeOrEqualTo(deadline);
                assertThat(promised.plus(unit))
                        .as("%s → %s: %s", present, deadline, words)
                        .isAfter(deadline);
            }
            assertThat(RomeTime.remaining(deadline, deadline)).isEqualTo("termine scaduto");
            assertThat(RomeTime.remaining(deadline.minusMillis(1), deadline)).isEqualTo("manca meno di un minuto");
        });
    }

    private static Instant promised(String words, Instant present) {
        var days = DAYS.matcher(words);
        if (days.matches()) {
            ZonedDateTime then = present.atZone(RomeTime.ROME).plusDays(Long.parseLong(days.group(1)));
            return then.plusHours(days.group(2) == null ? 0 : Long.parseLong(days.group(2)))
                    .toInstant();
        }
        var hours = HOURS.matcher(words);
        if (hours.matches()) {
            return present.plus(Duration.ofHours(Long.parseLong(hours.group(1))))
                    .plus(Duration.ofMinutes(hours.group(2) == null ? 0 : Long.parseLong(hours.group(2))));
        }
        var minutes = MINUTES.matcher(words);
        return minutes.matches() ? present.plus(Duration.ofMinutes(Long.parseLong(minutes.group(1)))) : present;
    }

    /** In the night of 25 October 2026 half past two comes twice: the two are an hour apart, and only one is before three. */
    @Test
    void theHourThatComesTwiceIsTwoHours() {
        Instant once = Instant.parse("2026-10-25T00:30:00Z");
        Instant again = Instant.parse("2026-10-25T01:30:00Z");
        assertThat(RomeTime.clock(once)).isEqualTo(RomeTime.clock(again)).isEqualTo("02:30");
        Calendar window = Calendar.between(once.minus(Duration.ofDays(1)), once);
        assertThat(window.expired(once)).isTrue();
        assertThat(Calendar.between(once.minus(Duration.ofDays(1)), again).expired(once))
                .isFalse();
        assertThat(RomeTime.remaining(once, again)).isEqualTo("manca 1 ora");
        Instant end = RomeTime.endOf(LocalDate.of(2026, 10, 25));
        assertThat(end).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
        assertThat(RomeTime.remaining(RomeTime.startOf(LocalDate.of(2026, 10, 25)), end))
                .isEqualTo("mancano 25 ore");
        assertThat(RomeTime.remaining(
                        RomeTime.startOf(LocalDate.of(2026, 3, 29)), RomeTime.endOf(LocalDate.of(2026, 3, 29))))
                .isEqualTo("mancano 23 ore");
    }
}
