package it.sioss.catalogue;

import static it.sioss.catalogue.ModuleFixtures.answers;
import static it.sioss.catalogue.ModuleFixtures.complete;
import static it.sioss.catalogue.ModuleFixtures.grid;
import static it.sioss.catalogue.ModuleFixtures.professional;
import static it.sioss.catalogue.ModuleFixtures.row;
import static it.sioss.catalogue.ModuleFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a sheet asks, how much of it is done, what would be transmitted. */
class EvaluationTest {

    private final ModuleRevision a5 = ModuleFixtures.module("A5");
    private final Answers whole = complete(a5);

    @Test
    void aNewSheetAsksOnlyForIdentification() {
        Evaluation evaluation = judged(Answers.NONE);
        assertThat(evaluation.visible()).contains("a5_1_7_attivo").doesNotContain("a5_1_8_mesi", "a5_3_3_totale");
        assertThat(evaluation.completeness().asked()).isEqualTo(4);
        assertThat(evaluation.completeness().firstMissing()).isEqualTo("a5_1_6_comuni");
        assertThat(section(evaluation, "s3").visible()).isFalse();
        assertThat(section(evaluation, "s9").visible()).isTrue();
    }

    @Test
    void aWholeSheetIsComplete() {
        Completeness completeness = judged(whole).completeness();
        assertThat(completeness.isComplete()).isTrue();
        assertThat(completeness.asked()).isGreaterThan(60);
        assertThat(completeness.firstMissing()).isNull();
    }

    @Test
    void zeroIsAnAnswerAndBlankIsNot() {
        assertThat(section(judged(with(whole, "a5_3_1_respinte", 0)), "s3").isComplete())
                .isTrue();
        SectionCompleteness identification = section(judged(with(whole, "a5_1_10_telefono", "   ")), "s1");
        assertThat(identification.firstMissing()).isEqualTo("a5_1_10_telefono");
        assertThat(identification.answered()).isEqualTo(identification.asked() - 1);
    }

    @Test
    void aConditionalQuestionIsAskedOnlyWhenItsConditionHolds() {
        int asked =
                judged(with(whole, "a5_2_4_sportello_sedi", 0)).completeness().asked();
        Evaluation withDesk = judged(with(whole, "a5_2_4_sportello_sedi", 2, "a5_2_4_sportello_ore", null));
        assertThat(withDesk.completeness().asked()).isEqualTo(asked + 1);
        assertThat(withDesk.completeness().firstMissing()).isEqualTo("a5_2_4_sportello_ore");
    }

    @Test
    void optionalQuestionsDoNotCount() {
        assertThat(judged(with(whole, "a5_9_2_note", null, "a5_6_2_giorni_medi", null))
                        .completeness()
                        .isComplete())
                .isTrue();
    }

    @Test
    void aGridIsAnsweredWhenItHasRowsAndEveryRowIsWhole() {
        assertThat(judged(with(whole, "a5_5_1", null)).completeness().firstMissing())
                .isEqualTo("a5_5_1");
        GridRow missing = row("r1", "profilo", "medico", "operatori", 1);
        Evaluation evaluation = judged(with(whole, "a5_5_1", grid(missing)));
        assertThat(section(evaluation, "s5").isComplete()).isFalse();
        assertThat(evaluation.blocking()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Finding.INVALID_VALUE);
            assertThat(finding.fields()).contains("a5_5_1.r1.fte").doesNotContain("a5_5_1.r1.specifica");
            assertThat(finding.message())
                    .startsWith("«Professionisti», riga 1: manca «Tempo pieno equivalente (FTE)», «Ore nell'anno»")
                    .endsWith("Completate la riga o toglietela.");
        });
    }

    @Test
    void aCellIsAskedByTheAnswersOfItsOwnRow() {
        Grid rows = grid(professional("r1", "medico"), professional("r2", "altro"));
        assertThat(judged(with(whole, "a5_5_1", rows)).blocking())
                .singleElement()
                .satisfies(finding -> assertThat(finding.fields()).containsExactly("a5_5_1.r2.specifica"));
        Grid specified = grid(professional("r1", "medico"), professional("r2", "altro", "specifica", "autista"));
        assertThat(judged(with(whole, "a5_5_1", specified)).findings()).isEmpty();
    }

    @Test
    void noProfessionalsOrNoExpenseHideTheirLists() {
        Evaluation evaluation = judged(with(
                whole,
                "a5_5_0_nessuno",
                "si",
                "a5_7_1_spesa_impegnata",
                0,
                "a5_7_1_spesa_liquidata",
                0,
                "totale",
                null));
        assertThat(evaluation.visible()).doesNotContain("a5_5_1", "a5_7_2");
        assertThat(evaluation.completeness().isComplete()).isTrue();
        assertThat(evaluation.transmitted().keys()).doesNotContain("a5_5_1", "a5_7_2");
        assertThat(judged(with(whole, "a5_7_1_spesa_impegnata", 0)).visible())
                .as("what was paid on earlier commitments still has sources")
                .contains("a5_7_2");
    }

    @Test
    void aServiceThatWasNotActiveIsEmptyAndTransmitsNoFigures() {
        Evaluation evaluation = judged(with(whole, "a5_1_7_attivo", "no", "a5_3_3_donne", 3));
        assertThat(evaluation.isEmpty()).isTrue();
        assertThat(evaluation.findings()).isEmpty();
        assertThat(evaluation.transmitted().keys())
                .containsExactly("a5_1_10_email", "a5_1_10_telefono", "a5_1_6_comuni", "a5_1_7_attivo", "a5_9_2_note");
    }

    @Test
    void aSheetWithOnlyIdentificationIsEmptyAndOneZeroIsContent() {
        Answers active = answers("a5_1_7_attivo", "si", "a5_1_8_mesi", 12);
        assertThat(judged(active).isEmpty()).isTrue();
        assertThat(judged(with(active, "a5_3_3_totale", 0)).isEmpty()).isFalse();
        assertThat(judged(with(active, "a5_3_3_totale", Answer.unreadable("12,3,4")))
                        .isEmpty())
                .isFalse();
    }

    @Test
    void aHiddenUnreadableAnswerTroublesNobody() {
        Answers hidden = with(whole, "a5_2_4_sportello_sedi", 0, "a5_2_4_sportello_ore", Answer.unreadable("boh"));
        assertThat(judged(hidden).findings()).isEmpty();
        assertThat(judged(hidden).transmitted().keys()).doesNotContain("a5_2_4_sportello_ore");
    }

    @Test
    void theCellsHiddenInARowAreNotTransmitted() {
        Grid rows = grid(professional("r1", "medico", "specifica", "autista"));
        Grid sent = Objects.requireNonNull(
                judged(with(whole, "a5_5_1", rows)).transmitted().grid("a5_5_1"));
        assertThat(sent.rows().get(0).cells()).doesNotContainKey("specifica").containsKey("fte");
    }

    @Test
    void keysTheFormDoesNotKnowAreNamedAndRetiredWithoutLoss() {
        Answers older = with(whole, "a5_3_9_vecchia", 7, "a5_5_1", grid(professional("r1", "medico", "turni", 3)));
        assertThat(a5.form().unknownKeys(older)).containsExactlyInAnyOrder("a5_3_9_vecchia", "a5_5_1.r1.turni");
        FormDefinition.Retirement moved = a5.form().retire(older);
        assertThat(moved.kept().keys()).isEqualTo(whole.keys());
        assertThat(moved.retired().keys()).containsExactly("a5_3_9_vecchia", "a5_5_1");
        assertThat(a5.form().unknownKeys(moved.kept())).isEmpty();
        assertThat(judged(older).transmitted().keys()).doesNotContain("a5_3_9_vecchia");
    }

    @Test
    void aSaveThatClearsAnUnknownKeyNamesItToo() {
        AnswersPatch patch =
                Answers.parsePatch("{\"a5_3_9_vecchia\":null,\"a5_3_3_donne\":null,\"a5_5_1\":{\"value\":1}}");
        assertThat(a5.form().unknownKeys(patch)).containsExactly("a5_3_9_vecchia", "a5_5_1");
    }

    @Test
    void blockingFindingsComeFirstThenTheOrderOfThePage() {
        Answers wrong = with(
                whole, "a5_2_1_comuni_con_via", 9, "a5_3_3_donne", 1, "a5_3_1_presentate", 5, "a5_6_1_ricorsi", -1);
        assertThat(judged(wrong).findings())
                .extracting(Finding::code)
                .containsExactly("A5.R1", "G1", Finding.INVALID_VALUE, "A5.R5");
    }

    private Evaluation judged(Answers answers) {
        return a5.evaluate(answers, SheetContext.NONE);
    }

    private static SectionCompleteness section(Evaluation evaluation, String code) {
        List<SectionCompleteness> sections = evaluation.completeness().sections();
        return sections.stream()
                .filter(section -> section.section().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
