package it.sioss.documents;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.campaign.Calendar;
import it.sioss.platform.RomeTime;
import it.sioss.services.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code src/docs/deadlines.md} is written by the code that acts; when they differ, the page is stale. */
class DeadlinesPageTest {

    private static final Path PAGE = Path.of("src/docs/deadlines.md");
    private static final Path FRESH = Path.of("target/deadlines.md");

    @Test
    void thePageOfTheDeadlinesSaysWhatTheCodeDoes() throws IOException {
        Files.writeString(FRESH, page());
        assertThat(Files.readString(PAGE))
                .as("%s is stale: copy %s over it", PAGE, FRESH)
                .isEqualTo(page());
    }

    private static String page() {
        return """
                # Termini

                Pagina generata dal codice (`DeadlinesPageTest`): non si corregge a mano.

                Un termine è un istante *escluso*, calcolato una volta dalla data in `Europe/Rome`. Fino all'ultimo minuto del
                giorno si può inviare e finalizzare; dall'istante in poi nessuna scheda cambia, anche se nessun timer è ancora
                passato: decide il confronto nella transazione, con l'ora del database.

                ## Calendario proposto per annualità

                Circolare per il 2024; poi art. 8 c. 3 DM 103/2019. L'amministratore lo può cambiare per ogni rilevazione.

                | annualità | apertura | ultimo giorno utile | istante (UTC) | fine rettifiche | banca dati dei servizi |
                |---|---|---|---|---|---|
                %s
                ## Dopo il termine

                | che cosa | quando |
                |---|---|
                | nessuna modifica, invio, finalizzazione | dal termine |
                | finalizzazioni già ricevute per intero prima del termine | valide se decise entro %d secondi dal termine |
                | i timer chiudono i casi rimasti | da %d a %d secondi dopo il termine, sempre lo stesso per una scheda |
                | conciliazione di ciò che i timer hanno mancato | a ogni passaggio del riconciliatore |

                ## Le notti dell'ora legale

                | data | fine del giorno (UTC) | ore del giorno |
                |---|---|---|
                %s""".formatted(
                        calendars(),
                        spread().min().orElseThrow(),
                        spread().min().orElseThrow(),
                        spread().max().orElseThrow(),
                        nights());
    }

    private static String calendars() {
        var lines = new StringBuilder();
        IntStream.rangeClosed(2024, 2030).forEach(year -> {
            Calendar sheets = Calendar.proposed(year);
            lines.append("| %d | %s | %s | `%s` | %s | %s |%n"
                    .formatted(
                            year,
                            day(sheets.opensAt()),
                            RomeTime.deadline(sheets.deadline()),
                            sheets.deadline(),
                            RomeTime.deadline(sheets.rectificationEnd()),
                            RomeTime.deadline(Calendar.proposedForServices(year).deadline())));
        });
        return lines.toString();
    }

    private static String day(Instant start) {
        return RomeTime.deadline(start.plusSeconds(1)).replaceAll(", ore.*", "");
    }

    /** Seconds between a deadline and the timers of many cases. */
    private static LongStream spread() {
        Instant deadline = Calendar.proposed(2024).deadline();
        return LongStream.range(0, 10_000)
                .mapToObj(number -> new UUID(0, number))
                .map(id -> Duration.between(deadline, Services.lapseAt(deadline, id)))
                .mapToLong(Duration::toSeconds);
    }

    private static String nights() {
        var lines = new StringBuilder();
        for (LocalDate day : new LocalDate[] {
            LocalDate.of(2025, 3, 30), LocalDate.of(2025, 10, 26), LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25)
        }) {
            lines.append(String.format(
                    Locale.ROOT,
                    "| %s | `%s` | %d |%n",
                    day,
                    RomeTime.endOf(day),
                    Duration.between(RomeTime.startOf(day), RomeTime.endOf(day)).toHours()));
        }
        return lines.toString();
    }
}
