package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.WindowSubject;
import it.sioss.services.Services;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Deadlines in the nights when the clock changes: window, timer and lapse know one instant from the next, also at 02:30. */
class ClockChangeTest extends HouseTest {

    private static final List<Instant> NIGHTS = List.of(
            Instant.parse("2027-03-28T00:30:00Z"),
            Instant.parse("2027-03-28T01:30:00Z"),
            Instant.parse("2027-10-31T00:30:00Z"),
            Instant.parse("2027-10-31T01:30:00Z"),
            Instant.parse("2027-10-31T02:30:00Z"));

    @Autowired
    SheetOpening opening;

    @Test
    void aTimerIsDueAtItsOwnInstantAlsoInTheHourThatComesTwice() {
        for (Instant deadline : NIGHTS) {
            UUID sheet = aSheet();
            Viewer referent = referentOf(sheet);
            String ats = cases.atsOf(sheet);
            campaigns.setWindow(
                    year,
                    new WindowSubject("A5", null, ats, null),
                    Calendar.between(clock.instant().minus(Duration.ofDays(1)), deadline),
                    "Termine di notte",
                    "prova");
            opening.followWindows(year, ats);
            assertThat(cases.deadlineOf(sheet, referent)).isEqualTo(deadline);
            Instant due = Services.lapseAt(deadline, sheet);
            assertThat(cases.timerOf(sheet).getDuedate().toInstant()).isEqualTo(due);
            clock.moveTo(deadline.minusSeconds(10));
            assertThat(cases.save(sheet, it.sioss.support.Cases.patch("a5_1_7_attivo", "si"), referent)
                            .effectiveState())
                    .as("seconds before %s", deadline)
                    .isEqualTo(SheetState.COMPILING);
            clock.moveTo(deadline);
            assertThat(cases.sheets().view(sheet, referent).effectiveState())
                    .as("at %s", deadline)
                    .isEqualTo(SheetState.LAPSED);
            assertThat(cases.management()
                            .createJobQuery()
                            .processInstanceId(cases.instanceOf(sheet))
                            .executable()
                            .count())
                    .as("the timer waits for the grace")
                    .isZero();
            cases.letTheTimerFire(cases.instanceOf(sheet));
            assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.LAPSED);
        }
    }
}
