package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.SheetContext;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The invented sheets of the demonstration: whole and without a finding, small or large. */
class DemonstrationAnswersTest {

    static List<ModuleRevision> modules() {
        return ModuleFixtures.released();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModuleHasAnswersThatHoldAtAnySize(ModuleRevision module) {
        for (int size = 1; size <= 6; size++) {
            Answers answers = Answers.NONE.with(new DemonstrationAnswers().plausible(module, size));
            for (FormItem item : module.form().withRole("comuni")) {
                answers = answers.with(item.key(), Answer.of(List.of("001272")));
            }
            Evaluation evaluation = module.evaluate(answers, SheetContext.NONE);
            assertThat(evaluation.findings()).as("size " + size).isEmpty();
            assertThat(evaluation.completeness().firstMissing())
                    .as("size " + size)
                    .isNull();
        }
    }
}
