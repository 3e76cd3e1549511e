package it.sioss.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.Grid;
import it.sioss.catalogue.GridRow;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Option;
import it.sioss.catalogue.Origin;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes out comes back: generated answers of every module, through a workbook and through a CSV. */
class RoundTripTest {

    private static final int CASES = 25;
    private static final List<String> TEXTS = List.of(
            "=1+1",
            "=HYPERLINK(\"http://x\";\"y\")",
            "'=già con apostrofo",
            "''",
            "+39 011 1234567",
            "-",
            "@nome",
            "  spazi intorno  ",
            "due\nrighe",
            "due\r\nrighe",
            "\ttabulazione",
            "«virgolette» \"doppie\" 'singole' ; , |",
            "\u200Fعربي\u200E fra segni",
            "emoji 😀 e accenti àèìòù ß",
            "_x0041_ letterale",
            "campanello \u0007",
            "<tag> & entità &amp;",
            "1.234",
            "0111234567",
            "NaN",
            "VERO",
            "15/03/2024",
            "#N/D",
            "\uFEFFsegno iniziale");

    private final AnswerCells cells = new AnswerCells(Map.of("comuni", Workbooks.MUNICIPALITIES));

    static List<ModuleRevision> modules() {
        return ModuleFixtures.released();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void anEmptySheetFilledInAWorkbookHasTheVeryAnswers(ModuleRevision module) throws IOException {
        for (int seed = 0; seed < CASES; seed++) {
            Answers answers = new Generated(module, seed, false).answers();
            FilledSheet filled = onlyOne(Workbooks.workbook(module, answers), module);
            assertThat(applied(module, filled, Answers.NONE))
                    .as("seed %d", seed)
                    .isEqualTo(answers);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void anEmptySheetFilledInACsvHasTheVeryAnswers(ModuleRevision module) {
        for (int seed = 0; seed < CASES; seed++) {
            Answers answers = new Generated(module, seed, false).answers();
            FilledSheet filled = csv(module, answers, StandardCharsets.UTF_8, text -> text);
            assertThat(applied(module, filled, Answers.NONE))
                    .as("seed %d", seed)
                    .isEqualTo(answers);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void whatWasNotTouchedIsNoChangeWhateverItHolds(ModuleRevision module) throws IOException {
        for (int seed = 0; seed < CASES; seed++) {
            Answers answers = new Generated(module, seed, true).answers();
            for (FilledSheet filled : List.of(
                    onlyOne(Workbooks.workbook(module, answers), module),
                    csv(module, answers, StandardCharsets.UTF_8, text -> text))) {
                SheetMerge merge = merge(module, filled, answers);
                assertThat(merge.changes()).as("seed %d", seed).isEmpty();
                assertThat(merge.patch().isEmpty()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void manySheetsShareAWorkbookAndEachFindsItsOwnAnswers(ModuleRevision module) throws IOException {
        List<Answers> all = new ArrayList<>();
        for (int seed = 100; seed < 112; seed++) {
            all.add(new Generated(module, seed, false).answers());
        }
        List<FilledSheet> filled =
                WorkbookReader.read(Workbooks.workbook(module, all.toArray(Answers[]::new)), id -> module);
        assertThat(filled).hasSameSizeAs(all);
        for (int i = 0; i < all.size(); i++) {
            assertThat(applied(module, filled.get(i), Answers.NONE)).isEqualTo(all.get(i));
        }
    }

    @Test
    void aCsvMayBeInWindows1252AndSeparatedByCommas() {
        ModuleRevision module = modules().get(0);
        Answers answers = ModuleFixtures.complete(module);
        Answers origin = applied(module, csv(module, answers, StandardCharsets.UTF_8, text -> text), Answers.NONE);
        FilledSheet windows = csv(module, answers, Charset.forName("windows-1252"), text -> text.substring(1));
        FilledSheet commas = csv(module, answers, StandardCharsets.UTF_8, text -> text.replace("\";\"", "\",\""));
        assertThat(applied(module, windows, Answers.NONE)).isEqualTo(origin);
        assertThat(applied(module, commas, Answers.NONE)).isEqualTo(origin);
    }

    private Answers applied(ModuleRevision module, FilledSheet filled, Answers before) {
        return before.with(merge(module, filled, before).patch());
    }

    private SheetMerge merge(ModuleRevision module, FilledSheet filled, Answers before) {
        return new SheetMerge(module.form(), cells, DownloadedAnswers.unchanged(before), before, ConflictChoice.ASK)
                .take(filled);
    }

    private static FilledSheet onlyOne(byte[] workbook, ModuleRevision module) {
        List<FilledSheet> filled = WorkbookReader.read(workbook, id -> module);
        assertThat(filled).hasSize(1);
        return filled.get(0);
    }

    private static FilledSheet csv(
            ModuleRevision module, Answers answers, Charset charset, java.util.function.UnaryOperator<String> saved) {
        var column = new WorkbookWriter.Column(
                Workbooks.identity(module), "ATS", answers, Map.of("comuni", Workbooks.MUNICIPALITIES));
        byte[] csv = saved.apply(CsvSheet.write(module.form(), column)).getBytes(charset);
        return CsvSheet.read(csv, id -> module);
    }

    /** Answers of every kind; a wild sheet also holds what nobody can read and where values came from. */
    private record Generated(ModuleRevision module, Random random, boolean wild) {

        Generated(ModuleRevision module, int seed, boolean wild) {
            this(module, new Random(seed), wild);
        }

        Answers answers() {
            Map<String, Entry> entries = new LinkedHashMap<>();
            for (FormItem item : module.form().items().values()) {
                if (random.nextInt(4) == 0) {
                    continue;
                }
                if (item instanceof Question question) {
                    Answer answer = answer(question);
                    if (answer != null) {
                        entries.put(item.key(), answer);
                    }
                } else if (item instanceof QuestionGrid grid) {
                    Grid rows = rows(grid);
                    if (!rows.rows().isEmpty()) {
                        entries.put(item.key(), rows);
                    }
                }
            }
            return Answers.of(entries);
        }

        private Grid rows(QuestionGrid grid) {
            List<GridRow> rows = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                Map<String, Answer> cells = new LinkedHashMap<>();
                for (Question column : grid.columns()) {
                    Answer answer = random.nextInt(3) == 0 ? null : answer(column);
                    if (answer != null) {
                        cells.put(column.key(), answer);
                    }
                }
                if (!cells.isEmpty() || wild) {
                    rows.add(new GridRow("k" + n + "-" + random.nextInt(1000), cells));
                }
            }
            return new Grid(rows);
        }

        private @Nullable Answer answer(Question question) {
            if (wild && random.nextInt(5) == 0) {
                return new Answer(null, oneOf(List.of("12", "12,3,4", "  x ", "=2", "NaN", "1.5", "Sì", "")), null);
            }
            Answer answer = switch (question.type()) {
                case NUMBER -> Answer.of(number(question));
                case TEXT, LONG_TEXT -> Answer.of(oneOf(TEXTS));
                case SINGLE_CHOICE -> choice(question);
                case MULTIPLE_CHOICE -> choices(question);
                case DATE ->
                    Answer.of(LocalDate.of(1900, 1, 1)
                            .plusDays(random.nextInt(73_000))
                            .toString());
            };
            return wild && answer != null && random.nextInt(3) == 0
                    ? answer.from(new Origin("anagrafe", null))
                    : answer;
        }

        private BigDecimal number(Question question) {
            BigDecimal whole = BigDecimal.valueOf(random.nextInt(4) == 0 ? 999_999_999_999L : random.nextInt(100_000));
            boolean decimals =
                    question.limits().decimals() == null || question.limits().decimals() > 0 || wild;
            BigDecimal number = decimals ? whole.movePointLeft(random.nextInt(5)) : whole;
            return wild && random.nextInt(6) == 0 ? number.negate() : number;
        }

        private @Nullable Answer choice(Question question) {
            List<Option> options = options(question);
            if (wild && random.nextInt(6) == 0) {
                return Answer.of("voce_tolta");
            }
            return options.isEmpty() ? null : Answer.of(oneOf(options).value());
        }

        private @Nullable Answer choices(Question question) {
            List<String> chosen = new ArrayList<>();
            for (Option option : options(question)) {
                if (random.nextBoolean()) {
                    chosen.add(option.value());
                }
            }
            if (wild && random.nextInt(6) == 0) {
                chosen.add("voce_tolta");
            }
            return chosen.isEmpty() ? null : Answer.of(chosen);
        }

        private List<Option> options(Question question) {
            return question.optionsSource() == null ? question.options() : Workbooks.MUNICIPALITIES;
        }

        private <T> T oneOf(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
