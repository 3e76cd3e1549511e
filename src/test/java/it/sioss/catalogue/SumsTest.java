package it.sioss.catalogue;

import static it.sioss.catalogue.ModuleFixtures.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import it.sioss.catalogue.Sum.Part;
import it.sioss.catalogue.process.CheckTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The running totals a clerk sees are the sums of the checks, no more and no less. */
class SumsTest {

    static List<ModuleRevision> modules() {
        return ModuleFixtures.released();
    }

    @Test
    void theSumsOfAModuleAreReadFromItsChecks() {
        assertThat(module("A5").sums())
                .extracting(Sum::code)
                .containsExactlyInAnyOrder("G1", "G2", "G3", "G4a", "G4b", "G6a", "G6a", "A5.R1", "A5.R3", "A5.R3");
    }

    @Test
    void aSumNamesItsPartsAsTheCheckDoes() {
        assertThat(sum("G1").parts())
                .containsExactly(
                        new Part("a5_3_3_donne", null, false, "donne"),
                        new Part("a5_3_3_uomini", null, false, "uomini"),
                        new Part("a5_3_3_sesso_nd", null, false, "non indicato"));
        assertThat(sum("G1").whole()).extracting(Part::key).containsExactly("a5_3_3_totale");
    }

    @Test
    void whatIsSubtractedSaysSo() {
        assertThat(sum("G4b").parts())
                .extracting(Part::key, Part::subtracted)
                .containsExactly(tuple("a5_3_3_totale", false), tuple("a5_3_2_cancellati", true));
    }

    @Test
    void aColumnOfAGridIsOnePartWithItsTolerance() {
        assertThat(sum("G6a").parts()).containsExactly(new Part("a5_7_2", "impegnato", false, null));
        assertThat(sum("G6a").tolerance()).isEqualByComparingTo(BigDecimal.ONE);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void noRuleOfThisFamilyIsForgotten(ModuleRevision module) {
        List<String> written = module.checks().stream()
                .flatMap(file -> CheckTable.parse(file.content()).stream())
                .filter(table -> !table.id().equals("decision_checks_comparison"))
                .flatMap(table -> table.sums().stream())
                .map(rule -> rule.code())
                .toList();
        assertThat(written).containsAll(module.sums().stream().map(Sum::code).toList());
        assertThat(module.sums()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theCheckSpeaksExactlyWhenItsSumIsOff(ModuleRevision module) {
        JudgedSheet whole = JudgedSheet.aSheetOf(module);
        for (Sum sum : module.sums()) {
            whole.findsNo(sum.code());
            Part first = sum.whole().get(0);
            Answers answers = ModuleFixtures.complete(module);
            Answer answer = (Answer) Objects.requireNonNull(answers.get(first.key()));
            BigDecimal more = new BigDecimal(String.valueOf(answer.value())).add(new BigDecimal(7));
            assertThat(whole.where(first.key(), more).evaluation().findings())
                    .as("%s with %s off by seven", sum.code(), first.key())
                    .anyMatch(finding -> finding.code().equals(sum.code())
                            && finding.fields().contains(first.key()));
        }
    }

    private static Sum sum(String code) {
        return module("A5").sums().stream()
                .filter(sum -> sum.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
