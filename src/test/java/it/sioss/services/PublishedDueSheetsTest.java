package it.sioss.services;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.prefill.DataLevel;
import it.sioss.services.process.DueSheetsTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What other systems have published, at every level, meets Allegato 1 with no, one or many bodies (circular, A4). */
class PublishedDueSheetsTest {

    private static final String MODULE = "A4";
    private static final String OWN = "B.04.1";
    private static final String RELATED = "B.02.1";
    private static final String LISTED_TOWN = "041001";
    private static final String OTHER_TOWN = "041002";
    private static final ServiceDatabase DATABASE =
            new ServiceDatabase(2024, "13-001", "ATS di prova", "1300", "", Instant.EPOCH);

    private static AnnexLines.Line line(int number, String service, LegalForm form, String code) {
        return new AnnexLines.Line(number, service, new ImplementingBody(form, code, "Ente " + code, null));
    }

    private static final List<AnnexLines.Line> NOBODY = List.of();
    private static final List<AnnexLines.Line> ONE = List.of(line(3, OWN, LegalForm.MUNICIPALITY, LISTED_TOWN));
    private static final List<AnnexLines.Line> MANY = List.of(
            line(3, OWN, LegalForm.MUNICIPALITY, LISTED_TOWN),
            line(5, OWN, LegalForm.COOPERATIVE, "80078750587"),
            line(6, RELATED, LegalForm.THIRD_SECTOR, "12345670017"),
            line(8, OWN, LegalForm.DISTRICT, "13-001"));

    private static final PublishedData.Known DISTRICT = new PublishedData.Known(DataLevel.ATS, Map.of());
    private static final PublishedData.Known TOWNS =
            new PublishedData.Known(DataLevel.MUNICIPALITIES, Map.of(LISTED_TOWN, "Uno", OTHER_TOWN, "Due"));
    private static final PublishedData.Known STRANGER =
            new PublishedData.Known(DataLevel.MUNICIPALITIES, Map.of(OTHER_TOWN, "Due"));
    private static final PublishedData.Known BOTH =
            new PublishedData.Known(DataLevel.BOTH, Map.of(LISTED_TOWN, "Uno", OTHER_TOWN, "Due"));

    static Stream<Arguments> combinations() {
        return Stream.of(
                Arguments.of(PublishedData.Known.NOTHING, NOBODY, List.of("ATS 13-001 REQUIRED")),
                Arguments.of(
                        PublishedData.Known.NOTHING,
                        ONE,
                        List.of("ATS 13-001 NOT_REQUIRED", "MUNICIPALITY 041001 REQUIRED")),
                Arguments.of(
                        PublishedData.Known.NOTHING,
                        MANY,
                        List.of(
                                "ATS 13-001 REQUIRED",
                                "MUNICIPALITY 041001 REQUIRED",
                                "OTHER_BODY 12345670017 OPTIONAL",
                                "OTHER_BODY 80078750587 REQUIRED")),
                Arguments.of(DISTRICT, NOBODY, List.of("ATS 13-001 REQUIRED")),
                Arguments.of(DISTRICT, ONE, List.of("ATS 13-001 REQUIRED", "MUNICIPALITY 041001 NOT_REQUIRED")),
                Arguments.of(
                        DISTRICT,
                        MANY,
                        List.of(
                                "ATS 13-001 REQUIRED",
                                "MUNICIPALITY 041001 NOT_REQUIRED",
                                "OTHER_BODY 12345670017 NOT_REQUIRED",
                                "OTHER_BODY 80078750587 NOT_REQUIRED")),
                Arguments.of(BOTH, NOBODY, List.of("ATS 13-001 REQUIRED")),
                Arguments.of(BOTH, ONE, List.of("ATS 13-001 REQUIRED", "MUNICIPALITY 041001 NOT_REQUIRED")),
                Arguments.of(
                        BOTH,
                        MANY,
                        List.of(
                                "ATS 13-001 REQUIRED",
                                "MUNICIPALITY 041001 NOT_REQUIRED",
                                "OTHER_BODY 12345670017 NOT_REQUIRED",
                                "OTHER_BODY 80078750587 NOT_REQUIRED")),
                Arguments.of(
                        TOWNS,
                        NOBODY,
                        List.of(
                                "ATS 13-001 NOT_REQUIRED",
                                "MUNICIPALITY 041001 REQUIRED",
                                "MUNICIPALITY 041002 REQUIRED")),
                Arguments.of(
                        STRANGER,
                        ONE,
                        List.of(
                                "ATS 13-001 NOT_REQUIRED",
                                "MUNICIPALITY 041001 OPTIONAL",
                                "MUNICIPALITY 041002 REQUIRED")),
                Arguments.of(
                        TOWNS,
                        MANY,
                        List.of(
                                "ATS 13-001 OPTIONAL",
                                "MUNICIPALITY 041001 REQUIRED",
                                "MUNICIPALITY 041002 REQUIRED",
                                "OTHER_BODY 12345670017 OPTIONAL",
                                "OTHER_BODY 80078750587 OPTIONAL")));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void eachCombinationGivesItsSheetsWithAReason(
            PublishedData.Known published, List<AnnexLines.Line> lines, List<String> expected) {
        List<DueSheet> due = new DueSheets(
                        DueSheetsTables.ofTheHouse(),
                        database -> lines,
                        new Nomenclature(),
                        (year, ats, module) -> published)
                .of(DATABASE, List.of(MODULE));
        var found = new ArrayList<String>();
        due.forEach(sheet -> found.add(sheet.level() + " " + sheet.body() + " " + sheet.dueness()));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(due)
                .allSatisfy(sheet -> assertThat(sheet.reason())
                        .isNotBlank()
                        .doesNotContain("{")
                        .doesNotContain("righe  e"));
    }
}
