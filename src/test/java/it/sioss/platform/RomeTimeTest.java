package it.sioss.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RomeTimeTest {

    private static final Instant DEADLINE = Instant.parse("2025-09-19T22:00:00Z");

    @Test
    void aDeadlineIsSaidAsItsLastMinuteThatCounts() {
        assertThat(RomeTime.deadline(DEADLINE)).isEqualTo("venerdì 19 settembre 2025, ore 23:59");
        assertThat(RomeTime.deadline(Instant.parse("2025-12-31T23:00:00Z")))
                .isEqualTo("mercoledì 31 dicembre 2025, ore 23:59");
    }

    @Test
    void instantsAreSaidInRomesTime() {
        assertThat(RomeTime.minute(Instant.parse("2025-09-19T19:43:59Z"))).isEqualTo("19 settembre 2025, ore 21:43");
        assertThat(RomeTime.minute(Instant.parse("2025-01-06T07:05:00Z"))).isEqualTo("6 gennaio 2025, ore 08:05");
        assertThat(RomeTime.compact(Instant.parse("2025-12-31T23:30:00Z"))).isEqualTo("01/01/2026 00:30");
    }

    @ParameterizedTest
    @CsvSource({
        "PT288H, mancano 12 giorni",
        "PT291H30M, mancano 12 giorni e 3 ore",
        "PT49H, mancano 2 giorni e 1 ora",
        "PT48H, mancano 2 giorni",
        "PT47H59M, mancano 47 ore e 59 minuti",
        "PT5H10M, mancano 5 ore e 10 minuti",
        "PT5H1M, mancano 5 ore e 1 minuto",
        "PT5H, mancano 5 ore",
        "PT1H30M, manca 1 ora e 30 minuti",
        "PT1H, manca 1 ora",
        "PT59M59S, mancano 59 minuti",
        "PT1M, manca 1 minuto",
        "PT59S, manca meno di un minuto",
        "PT0.001S, manca meno di un minuto",
        "PT0S, termine scaduto",
        "PT-1S, termine scaduto"
    })
    void whatIsLeftIsSaidInWords(Duration left, String words) {
        assertThat(RomeTime.remaining(DEADLINE.minus(left), DEADLINE)).isEqualTo(words);
    }

    @Test
    void daysAreTheCalendarsAlsoWhenTheClockChanges() {
        Instant afterSpring = RomeTime.endOf(java.time.LocalDate.of(2025, 3, 31));
        Instant beforeSpring = RomeTime.endOf(java.time.LocalDate.of(2025, 3, 28));
        assertThat(RomeTime.remaining(beforeSpring, afterSpring)).isEqualTo("mancano 3 giorni");
        Instant afterAutumn = RomeTime.endOf(java.time.LocalDate.of(2025, 10, 27));
        Instant beforeAutumn = RomeTime.endOf(java.time.LocalDate.of(2025, 10, 24));
        assertThat(RomeTime.remaining(beforeAutumn, afterAutumn)).isEqualTo("mancano 3 giorni");
        assertThat(RomeTime.remaining(beforeAutumn.plusSeconds(3600), afterAutumn))
                .isEqualTo("mancano 2 giorni e 23 ore");
    }
}
