package it.sioss.services;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.catalogue.Severity;
import it.sioss.registry.Municipality;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnnexChecksTest {

    private static final UUID DATABASE = new UUID(0, 1);
    private static final Nomenclature.Line SERVICE = new Nomenclature.Line("X.01", "A", "Un servizio");
    private static final Nomenclature.Line OTHER = new Nomenclature.Line("X.02", "A", "Un altro");
    private static final List<Municipality> TOWNS = Stream.of("000001", "000002", "000003")
            .map(code -> new Municipality(code, "Paese " + code.charAt(5), "TO", "0100", "A001", null, null))
            .toList();

    private static ImplementationMode line(int number, String service, String body, String... towns) {
        return new ImplementationMode(
                DATABASE,
                number,
                new ImplementationMode.Content(
                        service,
                        Manner.CONTRACT,
                        Exercise.ASSOCIATED,
                        new ImplementingBody(LegalForm.COOPERATIVE, body, "Cooperativa " + body, body),
                        towns.length == 1 && towns[0].equals("tutto"),
                        towns.length == 1 && towns[0].equals("tutto") ? List.of() : List.of(towns)));
    }

    private static List<AnnexFinding> checked(Map<String, Boolean> answers, ImplementationMode... lines) {
        return AnnexChecks.of(List.of(SERVICE, OTHER), answers, List.of(lines), TOWNS);
    }

    private static final Map<String, Boolean> ONE_ACTIVE = Map.of("X.01", true, "X.02", false);

    @Test
    void aWholeAnnexHasNothingToSay() {
        assertThat(checked(ONE_ACTIVE, line(1, "X.01", "a", "tutto"))).isEmpty();
        assertThat(checked(ONE_ACTIVE, line(1, "X.01", "a", "000001"), line(2, "X.01", "a", "000002", "000003")))
                .isEmpty();
    }

    @Test
    void anActivatedServiceWithoutALineBlocks() {
        assertThat(checked(ONE_ACTIVE)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("SERVIZIO_SENZA_MODALITA");
            assertThat(finding.severity()).isEqualTo(Severity.BLOCKING);
            assertThat(finding.service()).isEqualTo("X.01");
        });
    }

    @Test
    void aBodyWithoutMunicipalitiesBlocks() {
        assertThat(checked(ONE_ACTIVE, line(1, "X.01", "a", "tutto"), line(7, "X.01", "b")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("SOGGETTO_SENZA_COMUNI");
                    assertThat(finding.severity()).isEqualTo(Severity.BLOCKING);
                    assertThat(finding.line()).isEqualTo(7);
                });
    }

    @Test
    void aMunicipalityCoveredTwiceByTheSameServiceAndBodyBlocks() {
        assertThat(checked(ONE_ACTIVE, line(1, "X.01", "a", "tutto"), line(2, "X.01", "a", "000002")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("COMUNE_RIPETUTO");
                    assertThat(finding.severity()).isEqualTo(Severity.BLOCKING);
                    assertThat(finding.message())
                            .contains("Riga 2")
                            .contains("riga 1")
                            .contains("Paese 2");
                });
    }

    @Test
    void twoBodiesMayCoverTheSameMunicipality() {
        assertThat(checked(ONE_ACTIVE, line(1, "X.01", "a", "tutto"), line(2, "X.01", "b", "tutto")))
                .isEmpty();
    }

    @Test
    void municipalitiesLeftOutAreWorthALook() {
        assertThat(checked(ONE_ACTIVE, line(1, "X.01", "a", "000001", "000003")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("COPERTURA_PARZIALE");
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.message()).contains("il comune di Paese 2");
                });
    }

    @Test
    void servicesWithoutAnAnswerAreCounted() {
        assertThat(checked(Map.of("X.02", false))).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("SERVIZI_SENZA_RISPOSTA");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.message()).startsWith("Un servizio non ha");
        });
        assertThat(checked(Map.of()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith("2 servizi non hanno"));
    }
}
