package it.sioss.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.Grid;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a sheet that was reopened says differently from what had been transmitted before.
 *
 * @param previous the receipt of what had been transmitted
 * @param lines in the order of the form
 */
public record Differences(Receipt previous, List<Line> lines) {

    /** One question whose answer is another now; an answer that is missing is null. */
    public record Line(
            String key,
            String label,
            @Nullable String before,
            @Nullable String now) {}

    static Differences between(Receipt previous, Answers now, ModuleRevision revision) {
        Answers before = declared(previous);
        var lines = new ArrayList<Line>();
        for (String key : now.changedSince(before)) {
            FormItem item = revision.form().item(key);
            Line line = new Line(
                    key, item == null ? key : item.label(), words(item, before.get(key)), words(item, now.get(key)));
            if (!Objects.equals(line.before(), line.now())) {
                lines.add(line);
            }
        }
        return new Differences(previous, List.copyOf(lines));
    }

    /** The answers a transmission declared; none when it was without contents. */
    static Answers declared(Receipt receipt) {
        try {
            var answers = Json.MAPPER
                    .readTree(Transmissions.text(receipt.canonical()))
                    .get("risposte");
            return answers == null ? Answers.NONE : Answers.parse(answers.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds an unreadable transmission", impossible);
        }
    }

    private static @Nullable String words(@Nullable FormItem item, @Nullable Entry entry) {
        if (entry instanceof Grid grid) {
            return grid.rows().isEmpty()
                    ? null
                    : grid.rows().stream()
                            .map(row -> cells(row.cells()))
                            .collect(Collectors.joining("; ", grid.rows().size() + " righe: ", ""));
        }
        return entry instanceof Answer answer ? words(item, answer) : null;
    }

    private static String cells(Map<String, Answer> cells) {
        return new TreeMap<>(cells)
                .values().stream()
                        .map(cell -> words(null, cell))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
    }

    private static @Nullable String words(@Nullable FormItem item, Answer answer) {
        Object value = answer.value();
        if (value == null) {
            return answer.raw();
        }
        if (value instanceof List<?> choices) {
            return choices.stream()
                    .map(choice -> label(item, String.valueOf(choice)))
                    .collect(Collectors.joining(", "));
        }
        return value instanceof BigDecimal number ? number.toPlainString() : label(item, value.toString());
    }

    private static String label(@Nullable FormItem item, String value) {
        return item instanceof Question question ? question.labelOf(value) : value;
    }
}
