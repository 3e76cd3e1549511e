package it.sioss.benchmark;

import it.sioss.services.DueSheetsDecision;
import it.sioss.services.Dueness;
import it.sioss.services.SheetLevel;
import java.util.Locale;
import java.util.stream.IntStream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** As if every Allegato 1 listed the same number of implementing bodies for each module. */
@TestConfiguration(proxyBeanMethods = false)
class GeneratedBodies {

    @Bean
    @Primary
    DueSheetsDecision generatedBodies() {
        int bodies = Integer.getInteger("sioss.bench.bodies", 12);
        return (year, module, listed) -> IntStream.rangeClosed(1, bodies)
                .mapToObj(number -> new DueSheetsDecision.Line(
                        SheetLevel.OTHER_BODY,
                        Dueness.REQUIRED,
                        "Soggetto generato per la misura",
                        String.format(Locale.ROOT, "ENTE-%02d", number),
                        "Soggetto attuatore generato n. " + number))
                .toList();
    }
}
