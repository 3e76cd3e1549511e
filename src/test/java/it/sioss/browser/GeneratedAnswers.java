package it.sioss.browser;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.Grid;
import it.sioss.catalogue.GridRow;
import it.sioss.catalogue.Option;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Answers of every kind for a form, good and bad; the same seed gives the same answers. */
final class GeneratedAnswers {

    private final Random random;
    private final FormDefinition form;
    private final List<Option> municipalities;

    GeneratedAnswers(long seed, FormDefinition form, List<Option> municipalities) {
        this.random = new Random(seed);
        this.form = form;
        this.municipalities = municipalities;
    }

    Answers next() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (FormItem item : form.items().values()) {
            if (item instanceof Question question && random.nextInt(10) > 0) {
                entries.put(item.key(), asked(question) ? good(question) : any(question));
            } else if (item instanceof QuestionGrid grid && random.nextBoolean()) {
                entries.put(item.key(), grid(grid));
            }
        }
        return Answers.of(entries);
    }

    private Grid grid(QuestionGrid grid) {
        List<GridRow> rows = new ArrayList<>();
        for (int row = 0; row < 1 + random.nextInt(3); row++) {
            Map<String, Answer> cells = new LinkedHashMap<>();
            for (Question column : grid.columns()) {
                if (random.nextInt(10) > 1) {
                    cells.put(column.key(), column.options().isEmpty() ? any(column) : good(column));
                }
            }
            cells.putIfAbsent(grid.columns().get(0).key(), good(grid.columns().get(0)));
            rows.add(new GridRow("r" + row, cells));
        }
        return new Grid(rows);
    }

    /** Whether another question is shown or hidden by this one. */
    private boolean asked(Question question) {
        return form.items().values().stream()
                .flatMap(item -> item.hiddenWhen().stream())
                .anyMatch(condition -> condition.toString().contains(question.key()));
    }

    private Answer any(Question question) {
        return random.nextInt(3) == 0 ? strange(question) : good(question);
    }

    private Answer good(Question question) {
        return switch (question.type()) {
            case NUMBER -> Answer.of(number(question));
            case TEXT, LONG_TEXT ->
                Answer.of(question.limits().pattern() == null ? "parole «à» " + random.nextInt() : telling(question));
            case SINGLE_CHOICE -> Answer.of(pick(options(question)));
            case MULTIPLE_CHOICE -> Answer.of(several(question));
            case DATE ->
                Answer.of("20%02d-%02d-%02d"
                        .formatted(random.nextInt(100), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        };
    }

    private BigDecimal number(Question question) {
        BigDecimal least = Objects.requireNonNullElse(question.limits().min(), BigDecimal.ZERO);
        BigDecimal most = Objects.requireNonNullElse(question.limits().max(), new BigDecimal(1_000_000));
        return switch (random.nextInt(5)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> least.add(new BigDecimal("0.5"));
            default ->
                least.add(new BigDecimal(random.nextInt(Math.max(
                        1, most.subtract(least).min(new BigDecimal(90_000)).intValue()))));
        };
    }

    private String telling(Question question) {
        return question.key().contains("email")
                ? "maria.rossi@comune.it"
                : "011 " + (1_000_000 + random.nextInt(8_000_000));
    }

    /** What people and machines send that is not quite what is asked. */
    private Answer strange(Question question) {
        BigDecimal least = Objects.requireNonNullElse(question.limits().min(), BigDecimal.ZERO);
        BigDecimal most = Objects.requireNonNullElse(question.limits().max(), new BigDecimal("99999999999"));
        int longest = Objects.requireNonNullElse(question.limits().maxLength(), 200);
        return switch (question.type()) {
            case NUMBER ->
                pick(List.of(
                        Answer.of(least.subtract(BigDecimal.ONE)),
                        Answer.of(most.add(BigDecimal.ONE)),
                        Answer.of(new BigDecimal("1.005")),
                        Answer.of(new BigDecimal("0.1")),
                        Answer.of(new BigDecimal("-0.01")),
                        Answer.of(new BigDecimal("123456789012345")),
                        Answer.unreadable("1.5"),
                        Answer.unreadable("1e9"),
                        Answer.unreadable("٣"),
                        Answer.unreadable("NaN"),
                        Answer.unreadable("12,3,4"),
                        Answer.unreadable("=SOMMA(A1:A3)")));
            case TEXT, LONG_TEXT ->
                pick(List.of(
                        Answer.of("x".repeat(longest)),
                        Answer.of("x".repeat(longest + 1)),
                        Answer.of("è".repeat(longest + 1)),
                        Answer.of("\uD83D\uDE00".repeat(longest / 2 + 1)),
                        Answer.of("tel. interno 12"),
                        Answer.of("maria rossi@comune"),
                        Answer.of("0"),
                        Answer.of("<script>alert(1)</script>"),
                        Answer.of("destra \u202E sinistra")));
            case SINGLE_CHOICE ->
                pick(List.of(Answer.of("voce_che_non_esiste"), Answer.of("SI"), Answer.unreadable("forse")));
            case MULTIPLE_CHOICE ->
                pick(List.of(
                        Answer.of(List.of("voce_che_non_esiste")),
                        Answer.of(List.of(pick(options(question)), "altra_ancora")),
                        Answer.of(options(question)),
                        Answer.unreadable("Torino; Milano")));
            case DATE ->
                pick(List.of(
                        Answer.of("2024-02-30"),
                        Answer.of("2024-02-29"),
                        Answer.of("2023-02-29"),
                        Answer.of("1899-12-31"),
                        Answer.of("1900-01-01"),
                        Answer.of("2100-12-31"),
                        Answer.of("2101-01-01"),
                        Answer.of("15/03/2024"),
                        Answer.unreadable("marzo")));
        };
    }

    private List<String> several(Question question) {
        List<String> all = options(question);
        return all.subList(0, 1 + random.nextInt(all.size()));
    }

    private List<String> options(Question question) {
        return (question.optionsSource() == null ? question.options() : municipalities)
                .stream().map(Option::value).toList();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
