package it.sioss.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.sheet.Journal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a sheet said before, read back from its journal; and what the journal of earlier days did not keep. */
class DownloadedAnswersTest {

    private static final ModuleRevision MODULE = ModuleFixtures.module("A4");
    private static final String FAMILIES = "a4_3_1_famiglie";
    private static final Answers NOW = Answers.NONE.with(FAMILIES, Answer.of(15));
    private static final Journal.Entry UNSAID = entry("PREFILLED", "{\"" + FAMILIES + "\": {}}");
    private static final Journal.Entry SAID =
            entry("PREFILLED", "{\"" + FAMILIES + "\": {\"prima\": {\"value\": 12}, \"dopo\": {\"value\": 15}}}");

    private static Journal.Entry entry(String event, @Nullable String changes) {
        return new Journal.Entry(1, Instant.EPOCH, event, null, null, "Prova", null, changes);
    }

    @Test
    void onlyWhatMovedTheAnswersCountsAsAVersion() {
        assertThat(List.of(UNSAID, SAID)).allMatch(Journal.Entry::movesAnswers);
        assertThat(entry("ANSWERED", null).movesAnswers()).isTrue();
        assertThat(entry("SECTION_CONFIRMED", "{\"s3\": {}}").movesAnswers()).isFalse();
        assertThat(entry("PREFILL_PROPOSED", "{\"" + FAMILIES + "\": {}}").movesAnswers())
                .isFalse();
        assertThat(entry("SUBMITTED", null).movesAnswers()).isFalse();
    }

    @Test
    void whatTheJournalKeptIsReadBack() {
        DownloadedAnswers then = DownloadedAnswers.before(NOW, List.of(SAID));
        assertThat(then.answers().answer(FAMILIES)).isEqualTo(Answer.of(12));
        assertThat(then.unknown()).isEmpty();
        assertThat(DownloadedAnswers.before(NOW, List.of(SAID, UNSAID)).unknown())
                .isEmpty();
    }

    @Test
    void whereTheJournalIsSilentACellThatDiffersIsAskedAboutAndNeverWrittenUnseen() throws IOException {
        DownloadedAnswers then = DownloadedAnswers.before(NOW, List.of(UNSAID));
        assertThat(then.unknown()).containsExactly(FAMILIES);
        assertThat(merge(then, Answer.of(12), ConflictChoice.ASK).conflicts())
                .extracting(FieldConflict::field, FieldConflict::downloaded)
                .containsExactly(org.assertj.core.api.Assertions.tuple(FAMILIES, "non noto"));
        assertThat(merge(then, Answer.of(12), ConflictChoice.ASK).patch().isEmpty())
                .isTrue();
        assertThat(merge(then, Answer.of(12), ConflictChoice.FILE).changes()).hasSize(1);
        assertThat(merge(then, Answer.of(15), ConflictChoice.ASK).conflicts()).isEmpty();
    }

    private static SheetMerge merge(DownloadedAnswers then, Answer cell, ConflictChoice choice) throws IOException {
        byte[] file = Workbooks.workbook(MODULE, Answers.NONE.with(FAMILIES, cell));
        FilledSheet filled = WorkbookReader.read(file, id -> MODULE).get(0);
        return new SheetMerge(MODULE.form(), new AnswerCells(Map.of()), then, NOW, choice).take(filled);
    }
}
