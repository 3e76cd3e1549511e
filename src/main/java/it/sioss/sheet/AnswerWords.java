package it.sioss.sheet;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.Grid;
import it.sioss.catalogue.GridRow;
import it.sioss.catalogue.Option;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the words people read: the label of a choice, an Italian number, a grid row by row.
 *
 * @param options the lists that the form takes from elsewhere, by source
 */
record AnswerWords(Map<String, List<Option>> options) {

    /** With the form's own lists only. */
    static final AnswerWords OF_THE_FORM = new AnswerWords(Map.of());

    /** Null when nothing was answered. */
    @Nullable
    String of(@Nullable FormItem item, @Nullable Entry entry) {
        if (entry instanceof Grid grid) {
            return grid.rows().isEmpty()
                    ? null
                    : grid.rows().stream()
                            .map(row -> cells(item instanceof QuestionGrid asked ? asked : null, row))
                            .collect(Collectors.joining(
                                    "; ",
                                    grid.rows().size() == 1
                                            ? "1 riga: "
                                            : grid.rows().size() + " righe: ",
                                    ""));
        }
        return entry instanceof Answer answer ? words(item instanceof Question asked ? asked : null, answer) : null;
    }

    private String cells(@Nullable QuestionGrid grid, GridRow row) {
        List<String> keys = grid == null
                ? row.cells().keySet().stream().sorted().toList()
                : grid.columns().stream().map(Question::key).toList();
        return keys.stream()
                .map(key -> {
                    Answer cell = row.cell(key);
                    return cell == null ? null : words(grid == null ? null : grid.column(key), cell);
                })
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private @Nullable String words(@Nullable Question asked, Answer answer) {
        Object value = answer.value();
        if (value == null) {
            return answer.raw();
        }
        if (value instanceof List<?> choices) {
            return choices.isEmpty()
                    ? null
                    : choices.stream()
                            .map(choice -> label(asked, String.valueOf(choice)))
                            .collect(Collectors.joining(", "));
        }
        return value instanceof BigDecimal number ? number(number) : label(asked, value.toString());
    }

    private String label(@Nullable Question asked, String value) {
        if (asked == null) {
            return value;
        }
        List<Option> elsewhere =
                asked.optionsSource() == null ? List.of() : options.getOrDefault(asked.optionsSource(), List.of());
        return elsewhere.stream()
                .filter(option -> option.value().equals(value))
                .map(Option::label)
                .findFirst()
                .orElseGet(() -> asked.labelOf(value));
    }

    /** 1.234,5 */
    static String number(BigDecimal number) {
        return new DecimalFormat("#,##0.######", new DecimalFormatSymbols(Locale.ITALY)).format(number);
    }
}
