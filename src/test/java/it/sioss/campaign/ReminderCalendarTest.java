package it.sioss.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.campaign.ReminderCalendar.Reminder;
import it.sioss.platform.RomeTime;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ReminderCalendarTest {

    private static final Instant DEADLINE = RomeTime.endOf(LocalDate.of(2031, 4, 16));

    @Test
    void aReminderComesAtEightInTheMorningInRomeInSummerAndInWinter() {
        assertThat(Reminder.of(DEADLINE, 30).at()).isEqualTo(Instant.parse("2031-03-17T07:00:00Z"));
        assertThat(Reminder.of(DEADLINE, 1).at()).isEqualTo(Instant.parse("2031-04-15T06:00:00Z"));
    }

    @Test
    void onEasterItComesOnTheWorkingDayBeforeAndSaysWhy() {
        Reminder reminder = Reminder.of(DEADLINE, 3);
        assertThat(reminder.counted()).isEqualTo(LocalDate.of(2031, 4, 13));
        assertThat(reminder.movedBy()).isEqualTo("Pasqua");
        assertThat(reminder.at()).isEqualTo(Instant.parse("2031-04-12T06:00:00Z"));
        assertThat(Reminder.of(DEADLINE, 1).movedBy()).isNull();
    }

    @Test
    void daysAreCountedFromTheLastDayEvenWhenTheDeadlineIsAnHourOfIt() {
        Instant noon =
                LocalDate.of(2031, 4, 16).atTime(12, 0).atZone(RomeTime.ROME).toInstant();
        assertThat(Reminder.of(noon, 1).at()).isEqualTo(Reminder.of(DEADLINE, 1).at());
    }
}
