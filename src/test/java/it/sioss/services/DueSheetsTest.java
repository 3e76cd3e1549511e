package it.sioss.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the lines of Allegato 1 to the sheets of one module. */
class DueSheetsTest {

    private static final String MODULE = "A5";
    private static final String OWN = "A.01.2";
    private static final String RELATED = "A.01.1";
    private static final String FOREIGN = "E.07.1";
    private static final ServiceDatabase DATABASE =
            new ServiceDatabase(2024, "13-001", "ATS di prova", "1300", "", Instant.EPOCH);

    private static AnnexLines.Line line(int number, String service, LegalForm form, String code) {
        return new AnnexLines.Line(number, service, new ImplementingBody(form, code, "Ente " + code, null));
    }

    private static final AnnexLines.Line TOWN = line(3, OWN, LegalForm.MUNICIPALITY, "041001");
    private static final AnnexLines.Line TOWN_AGAIN = line(9, OWN, LegalForm.LEAD_MUNICIPALITY, "041001");
    private static final AnnexLines.Line COOPERATIVE = line(5, OWN, LegalForm.COOPERATIVE, "80078750587");
    private static final AnnexLines.Line NEAR = line(6, RELATED, LegalForm.THIRD_SECTOR, "12345670017");
    private static final AnnexLines.Line TOWN_NEAR = line(7, RELATED, LegalForm.MUNICIPALITY, "041001");
    private static final AnnexLines.Line ITSELF = line(8, OWN, LegalForm.DISTRICT, "13-001");
    private static final AnnexLines.Line FAR = line(1, FOREIGN, LegalForm.COOPERATIVE, "00743110157");

    static Stream<Arguments> annexes() {
        return Stream.of(
                Arguments.of(List.of(), List.of("ATS 13-001 REQUIRED")),
                Arguments.of(List.of(FAR), List.of("ATS 13-001 REQUIRED")),
                Arguments.of(List.of(NEAR), List.of("ATS 13-001 REQUIRED", "OTHER_BODY 12345670017 OPTIONAL")),
                Arguments.of(List.of(TOWN), List.of("ATS 13-001 NOT_REQUIRED", "MUNICIPALITY 041001 REQUIRED")),
                Arguments.of(
                        List.of(TOWN, COOPERATIVE, NEAR),
                        List.of(
                                "ATS 13-001 NOT_REQUIRED",
                                "MUNICIPALITY 041001 REQUIRED",
                                "OTHER_BODY 12345670017 OPTIONAL",
                                "OTHER_BODY 80078750587 REQUIRED")),
                Arguments.of(
                        List.of(TOWN_NEAR, TOWN), List.of("ATS 13-001 NOT_REQUIRED", "MUNICIPALITY 041001 REQUIRED")),
                Arguments.of(List.of(ITSELF), List.of("ATS 13-001 REQUIRED")),
                Arguments.of(
                        List.of(ITSELF, COOPERATIVE),
                        List.of("ATS 13-001 REQUIRED", "OTHER_BODY 80078750587 REQUIRED")));
    }

    @ParameterizedTest
    @MethodSource("annexes")
    void eachAnnexGivesItsSheets(List<AnnexLines.Line> lines, List<String> sheets) {
        assertThat(due(lines).stream().map(sheet -> sheet.level() + " " + sheet.body() + " " + sheet.dueness()))
                .containsExactlyElementsOf(sheets);
    }

    @Test
    void theReasonNamesTheRowsOfAllegatoUno() {
        assertThat(due(List.of(TOWN, TOWN_AGAIN, TOWN_NEAR)).get(1).reason())
                .isEqualTo("Dovuta perché Ente 041001 attua «Residenza fittizia e fermo posta per le persone senza"
                        + " dimora»: Allegato 1, righe 3 e 9");
        assertThat(due(List.of(TOWN, COOPERATIVE)).get(0).reason()).endsWith("(Allegato 1, righe 3 e 5)");
        assertThat(due(List.of(ITSELF)).get(0).reason())
                .contains("l'Ambito attua")
                .endsWith("riga 8");
        assertThat(due(List.of(NEAR)).get(1).reason()).contains("riga 6");
        assertThat(due(List.of(NEAR)).get(0).reason()).contains("non indica soggetti attuatori");
    }

    @Test
    void aLaterLineOfTheOwnServiceCountsMoreThanAnEarlierOneNearby() {
        assertThat(due(List.of(line(1, RELATED, LegalForm.MUNICIPALITY, "041001"), TOWN))
                        .get(1)
                        .reason())
                .endsWith("riga 3");
    }

    @Test
    void rowsAreReadAsPeopleReadThem() {
        assertThat(DueSheets.rows(new TreeSet<>(List.of(12)))).isEqualTo("riga 12");
        assertThat(DueSheets.rows(new TreeSet<>(List.of(5, 3, 12)))).isEqualTo("righe 3, 5 e 12");
    }

    @Test
    void onlyTheModulesAskedForAreDecided() {
        assertThat(sheets(List.of(TOWN)).of(DATABASE, List.of("A1")))
                .extracting(DueSheet::module, DueSheet::dueness)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("A1", Dueness.REQUIRED));
    }

    private static List<DueSheet> due(List<AnnexLines.Line> lines) {
        return sheets(lines).of(DATABASE, List.of(MODULE));
    }

    private static DueSheets sheets(List<AnnexLines.Line> lines) {
        return new DueSheets(
                it.sioss.services.process.DueSheetsTables.ofTheHouse(),
                database -> lines,
                new Nomenclature(),
                (year, ats, module) -> PublishedData.Known.NOTHING);
    }
}
