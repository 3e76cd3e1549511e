package it.sioss.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {

    private static final Instant OPENING = Instant.parse("2025-06-24T22:00:00Z");
    private static final Instant DEADLINE = Instant.parse("2025-09-19T22:00:00Z");
    private static final Instant YEAR_END = Instant.parse("2025-12-31T23:00:00Z");

    @Test
    void theCircularsYearHasTheCircularsDates() {
        assertThat(Calendar.proposed(2024)).isEqualTo(new Calendar(OPENING, DEADLINE, DEADLINE, YEAR_END));
    }

    @ParameterizedTest
    @CsvSource({
        "2023, 2024-05-31T22:00:00Z",
        "2025, 2026-05-31T22:00:00Z",
        "2026, 2027-05-31T22:00:00Z",
        "2030, 2031-05-31T22:00:00Z"
    })
    void everyOtherYearEndsOnTheThirtyFirstOfMayAfterIt(int year, Instant deadline) {
        assertThat(Calendar.proposed(year).deadline()).isEqualTo(deadline);
        assertThat(Calendar.proposedForServices(year).deadline()).isEqualTo(deadline);
    }

    @Test
    void theServicesOfTheCircularsYearKeepTheDecreesDate() {
        assertThat(Calendar.proposedForServices(2024).deadline()).isEqualTo(Instant.parse("2025-05-31T22:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-19, 2025-09-19T22:00:00Z",
        "2025-12-31, 2025-12-31T23:00:00Z",
        "2026-03-28, 2026-03-28T23:00:00Z",
        "2026-03-29, 2026-03-29T22:00:00Z",
        "2026-10-24, 2026-10-24T22:00:00Z",
        "2026-10-25, 2026-10-25T23:00:00Z"
    })
    void aDayEndsAtMidnightInRomeWhateverTheSeason(LocalDate day, Instant end) {
        assertThat(RomeTime.endOf(day)).isEqualTo(end);
    }

    @Test
    void theDayTheClocksGoForwardHasTwentyThreeHours() {
        LocalDate spring = LocalDate.of(2026, 3, 29);
        LocalDate autumn = LocalDate.of(2026, 10, 25);
        assertThat(Duration.between(RomeTime.startOf(spring), RomeTime.endOf(spring)))
                .isEqualTo(Duration.ofHours(23));
        assertThat(Duration.between(RomeTime.startOf(autumn), RomeTime.endOf(autumn)))
                .isEqualTo(Duration.ofHours(25));
    }

    @Test
    void theMachinesOwnZoneHasNoSay() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertThat(Calendar.proposed(2024).deadline()).isEqualTo(DEADLINE);
            assertThat(RomeTime.deadline(DEADLINE)).isEqualTo("venerdì 19 settembre 2025, ore 23:59");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void theDeadlineIsExclusiveToTheMicrosecond() {
        Calendar calendar = Calendar.between(OPENING, DEADLINE);
        assertThat(calendar.expired(DEADLINE.minusNanos(1_000))).isFalse();
        assertThat(calendar.expired(DEADLINE)).isTrue();
        assertThat(calendar.opened(OPENING)).isTrue();
        assertThat(calendar.opened(OPENING.minusNanos(1_000))).isFalse();
    }

    @Test
    void rectificationEndsWithTheYearOfTheDeadline() {
        assertThat(Calendar.between(OPENING, DEADLINE).rectificationEnd()).isEqualTo(YEAR_END);
        assertThat(Calendar.between(OPENING, YEAR_END).rectificationEnd()).isEqualTo(YEAR_END);
    }

    @Test
    void datesOutOfOrderAreRefused() {
        outOfOrder(DEADLINE, DEADLINE, OPENING, YEAR_END);
        outOfOrder(DEADLINE, DEADLINE, DEADLINE, YEAR_END);
        outOfOrder(OPENING, OPENING.minusSeconds(1), DEADLINE, YEAR_END);
        outOfOrder(OPENING, DEADLINE.plusSeconds(1), DEADLINE, YEAR_END);
        outOfOrder(OPENING, DEADLINE, DEADLINE, DEADLINE.minusSeconds(1));
        assertThat(new Calendar(OPENING, OPENING, DEADLINE, DEADLINE)).isNotNull();
    }

    private static void outOfOrder(Instant opens, Instant lastNew, Instant deadline, Instant end) {
        assertThatThrownBy(() -> new Calendar(opens, lastNew, deadline, end))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("DATE_NON_COERENTI"));
    }
}
