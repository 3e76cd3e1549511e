package it.sioss.benchmark;

import it.sioss.prefill.DataLevel;
import it.sioss.services.AnnexLines;
import it.sioss.services.Bond;
import it.sioss.services.DueSheetsDecision;
import it.sioss.services.Dueness;
import it.sioss.services.ImplementingBody;
import it.sioss.services.LegalForm;
import it.sioss.services.SheetLevel;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** As if every Allegato 1 listed the same number of implementing bodies for each module. */
@TestConfiguration(proxyBeanMethods = false)
class GeneratedBodies {

    private static final String EVERY_SERVICE = "tutti i servizi";

    @Bean
    @Primary
    AnnexLines generatedLines() {
        int bodies = Integer.getInteger("sioss.bench.bodies", 12);
        return database -> IntStream.rangeClosed(1, bodies)
                .mapToObj(number -> new AnnexLines.Line(
                        number,
                        EVERY_SERVICE,
                        new ImplementingBody(
                                LegalForm.THIRD_SECTOR,
                                String.format(Locale.ROOT, "ENTE-%02d", number),
                                "Soggetto attuatore generato n. " + number,
                                null)))
                .toList();
    }

    @Bean
    @Primary
    DueSheetsDecision everyBodyOwesASheet(it.sioss.catalogue.Catalogue catalogue) {
        return new DueSheetsDecision() {

            @Override
            public List<Link> modulesOf(int year, String service) {
                return catalogue.offered(year).stream()
                        .map(revision -> new Link(revision.module(), Bond.OWN))
                        .toList();
            }

            @Override
            public Verdict decide(
                    int year,
                    SheetLevel level,
                    Bond bond,
                    int bodiesListed,
                    DataLevel published,
                    boolean publishedHere) {
                return level == SheetLevel.ATS
                        ? new Verdict(Dueness.NOT_REQUIRED, "I soggetti generati hanno ciascuno la propria scheda")
                        : new Verdict(Dueness.REQUIRED, "Soggetto generato per la misura");
            }
        };
    }
}
