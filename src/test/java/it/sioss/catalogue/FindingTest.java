package it.sioss.catalogue;

import static it.sioss.catalogue.JudgedSheet.aSheetOf;
import static it.sioss.catalogue.ModuleFixtures.grid;
import static it.sioss.catalogue.ModuleFixtures.professional;
import static it.sioss.catalogue.ModuleFixtures.source;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A finding keeps its id while the sheet is compiled, and the severity an administrator gave its rule. */
class FindingTest {

    private static final SeverityChange LOWERED =
            new SeverityChange(Severity.WARNING, "Il totale ufficiale è in revisione", "Giulia", Instant.EPOCH);

    private static List<String> ids(JudgedSheet sheet) {
        return sheet.evaluation().findings().stream().map(Finding::id).toList();
    }

    @Test
    void theIdIsTheRuleAndItsFirstField() {
        assertThat(ids(aSheetOf("A5").where("donne", 38))).containsExactly("G1:a5_3_3_donne");
        assertThat(ids(aSheetOf("A5").where("donne", 37))).containsExactly("G1:a5_3_3_donne");
    }

    @Test
    void inAGridItNamesTheRow() {
        assertThat(ids(aSheetOf("A5")
                        .where("professionisti", grid(professional("r7", "psicologo", "fte", new BigDecimal("2.5"))))))
                .containsExactly("G8a:a5_5_1.fte:r7");
    }

    @Test
    void twoLinesOfOneRuleOnTheSameGridAreToldApart() {
        assertThat(ids(aSheetOf("A5").where("fonti", grid(source("f1", "F01", 1, 1)))))
                .containsExactly("G6a:a5_7_2", "G6a:a5_7_2~1")
                .doesNotHaveDuplicates();
        assertThat(ids(aSheetOf("A5").where("fonti", grid(source("f1", "F01", 10000, 1)))))
                .containsExactly("G6a:a5_7_2~1");
    }

    @Test
    void everyFindingOfASheetHasItsOwnId() {
        for (ModuleRevision module : ModuleFixtures.released()) {
            assertThat(ids(aSheetOf(module)
                            .where("donne", 1)
                            .where("eta", 1)
                            .where("in_carico_ssp", 900)
                            .where("fonti", grid(source("f1", "F01", 1, 2), source("f2", "F01", 1, 2)))
                            .where("professionisti", grid(professional("r1", "psicologo", "ssn", 9, "fte", 9)))))
                    .hasSizeGreaterThan(1)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aChangedSeverityReplacesThePublishedOne() {
        JudgedSheet sheet = aSheetOf("A5")
                .in(SheetContext.NONE.withSeverities(Map.of("G1", LOWERED)))
                .where("donne", 38);
        assertThat(sheet.evaluation().hasBlocking()).isFalse();
        assertThat(sheet.evaluation().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.change()).isEqualTo(LOWERED);
        });
    }

    @Test
    void otherRulesAndUnreadableAnswersKeepTheirs() {
        JudgedSheet sheet = aSheetOf("A5")
                .in(SheetContext.NONE.withSeverities(Map.of("G1", LOWERED, Finding.INVALID_VALUE, LOWERED)))
                .where("eta", 1)
                .where("in_carico_ssp", Answer.unreadable("molti"));
        assertThat(sheet.evaluation().findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.isBlocking()).isTrue());
    }

    @Test
    void theCircularsOwnConditionsAreKnownByTheirReason() {
        assertThat(rule("Circolare, «a condizione sia fornita adeguata motivazione»")
                        .ofCircular())
                .isTrue();
        assertThat(rule("Identità aritmetica, non della circolare").ofCircular())
                .isFalse();
    }

    private static Rule rule(String description) {
        return new Rule("X", Severity.BLOCKING, true, List.of(), "", "", description);
    }
}
