package it.sioss.steering;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.campaign.Calendar;
import it.sioss.platform.RomeTime;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsistentDatesTest {

    private static final Calendar USUAL = days("2031-01-15", "2031-05-31");

    private static Calendar days(String first, String last) {
        return Calendar.between(RomeTime.startOf(LocalDate.parse(first)), RomeTime.endOf(LocalDate.parse(last)));
    }

    @Test
    void theCalendarsProposedGoTogether() {
        for (int year : new int[] {2024, 2025, 2030}) {
            var check = ConsistentDates.of(Map.of(
                    "",
                    Calendar.proposedForServices(year),
                    "A1",
                    Calendar.proposed(year),
                    "A5",
                    Calendar.proposed(year)));
            assertThat(check.title()).isEqualTo("Date coerenti");
            assertThat(check.passed()).isTrue();
            assertThat(check.detail()).contains("vanno d'accordo");
        }
    }

    @Test
    void modulesThatOpenApartAreNamedWithTheirDays() {
        var check = ConsistentDates.of(Map.of("A1", USUAL, "A5", days("2031-02-01", "2031-05-31")));
        assertThat(check.passed()).isFalse();
        assertThat(check.blocking()).isFalse();
        assertThat(check.detail()).contains("A1 15/01/2031", "A5 01/02/2031");
    }

    @Test
    void aModuleThatBeginsOrEndsBeforeTheServicesDatabaseIsToldSo() {
        Calendar services = days("2031-02-01", "2031-06-30");
        var check = ConsistentDates.of(Map.of("", services, "A5", USUAL));
        assertThat(check.passed()).isFalse();
        assertThat(check.detail())
                .contains("il modulo A5 si apre il 15/01/2031", "il modulo A5 finisce il 31/05/2031", "01/02/2031")
                .contains("banca dati dei servizi attivati");
    }
}
