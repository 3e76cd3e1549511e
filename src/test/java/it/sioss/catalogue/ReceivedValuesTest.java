package it.sioss.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A value that a source sent stays beside what a person declares, through every save and back from the database. */
class ReceivedValuesTest {

    private static final String KEY = "a4_3_1_famiglie";
    private static final Origin RPM = Origin.of(
            "RPM",
            new Received(BigDecimal.valueOf(12), LocalDate.of(2025, 6, 30), "dal 01/01/2024 al 31/12/2024", null));

    private final Answers prefilled = Answers.NONE.with(KEY, Answer.of(12).from(RPM));

    @Test
    void aCorrectedValueKeepsWhatWasReceivedAndAsksWhy() {
        Answers corrected = prefilled.with(Answers.parsePatch("{\"" + KEY + "\": {\"value\": 13}}"));
        Answer answer = Objects.requireNonNull(corrected.answer(KEY));
        assertThat(answer.number()).isEqualByComparingTo("13");
        assertThat(Objects.requireNonNull(answer.received()).value()).isEqualByComparingTo("12");
        assertThat(corrected.unexplained()).containsExactly(KEY);
        Answers explained = corrected.with(KEY, answer.because("Una famiglia in più a dicembre"));
        assertThat(explained.unexplained()).isEmpty();
        assertThat(Answers.parse(explained.toString())).isEqualTo(explained);
        Answers back = explained.with(Answers.parsePatch("{\"" + KEY + "\": {\"value\": 12}}"));
        assertThat(back).isEqualTo(prefilled);
    }

    @Test
    void aClearedValueIsNoAnswerAndRemembersWhatWasReceived() {
        Answers cleared = prefilled.with(Answers.parsePatch("{\"" + KEY + "\": null}"));
        Answer answer = Objects.requireNonNull(cleared.answer(KEY));
        assertThat(answer.isTouched()).isFalse();
        assertThat(answer.isUnexplained()).isTrue();
        assertThat(Answers.parse(cleared.toString())).isEqualTo(cleared);
        Answers unreadable = prefilled.with(Answers.parsePatch("{\"" + KEY + "\": {\"raw\": \"dodici\"}}"));
        assertThat(Objects.requireNonNull(unreadable.answer(KEY)).received()).isNotNull();
    }

    @Test
    void whatIsSentFromOutsideIsNeverAnOrigin() {
        Answers forged = Answers.NONE.with(Answers.parsePatch("{\"" + KEY + "\": {\"value\": 1, \"origin\": {\"fonte\":"
                + " \"RPM\", \"ricevuto\": 1, \"estrattoIl\": \"2025-06-30\", \"periodo\": \"x\"}}}"));
        assertThat(Objects.requireNonNull(forged.answer(KEY)).origin()).isNull();
    }

    @Test
    void theWarningPointsAtTheValuesThatDiffer() {
        ModuleRevision module = ModuleFixtures.module("A4");
        Answers whole = ModuleFixtures.complete(module);
        Answer declared = Objects.requireNonNull(whole.answer(KEY));
        BigDecimal other = Objects.requireNonNull(declared.number()).add(BigDecimal.ONE);
        Origin received = Origin.of("RPM", new Received(other, LocalDate.of(2025, 6, 30), "2024", null));
        Answers changed = whole.with(KEY, declared.from(received));
        assertThat(module.evaluate(changed, SheetContext.NONE).findings())
                .filteredOn(finding -> finding.code().equals("A4.R10"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fields()).isEqualTo(List.of(KEY)));
        Answers explained = changed.with(KEY, declared.from(received).because("Una famiglia seguita da altri"));
        assertThat(module.evaluate(explained, SheetContext.NONE).findings())
                .noneMatch(finding -> finding.code().equals("A4.R10"));
        Answers untouched = whole.with(
                KEY,
                declared.from(Origin.of(
                        "RPM",
                        new Received(
                                Objects.requireNonNull(declared.number()), LocalDate.of(2025, 6, 30), "2024", null))));
        assertThat(module.evaluate(untouched, SheetContext.NONE).findings()).isEmpty();
    }
}
