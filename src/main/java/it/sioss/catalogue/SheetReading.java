package it.sioss.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers as the form can read them: valid values by key (null where there is none), and what is wrong where. */
final class SheetReading {

    private final Map<String, @Nullable Object> values = new HashMap<>();
    private final Map<String, List<RowReading>> grids = new LinkedHashMap<>();
    private final Map<String, String> faults = new LinkedHashMap<>();

    static SheetReading of(FormDefinition form, Answers answers, SheetContext context) {
        SheetReading reading = new SheetReading();
        AnswerRules rules = new AnswerRules(context);
        for (FormItem item : form.items().values()) {
            if (item instanceof Question question) {
                Answer answer = answers.answer(item.key());
                reading.values.put(item.key(), reading.read(rules, question, answer, item.key(), ""));
            } else if (item instanceof QuestionGrid grid) {
                reading.grids.put(item.key(), reading.rows(rules, grid, answers.grid(item.key())));
            }
        }
        return reading;
    }

    private List<RowReading> rows(AnswerRules rules, QuestionGrid grid, @Nullable Grid answer) {
        List<RowReading> rows = new ArrayList<>();
        for (GridRow row : answer == null ? List.<GridRow>of() : answer.rows()) {
            Map<String, @Nullable Object> cells = new HashMap<>();
            String rowName = ItalianText.quoted(grid.label()) + ", riga " + (rows.size() + 1);
            for (Question column : grid.columns()) {
                String field = grid.key() + "." + row.id() + "." + column.key();
                cells.put(column.key(), read(rules, column, row.cell(column.key()), field, rowName + ", "));
            }
            rows.add(new RowReading(row.id(), rowName, cells));
        }
        return rows;
    }

    private @Nullable Object read(
            AnswerRules rules, Question question, @Nullable Answer answer, String field, String where) {
        if (answer == null || !answer.isTouched()) {
            return null;
        }
        String expected = rules.expectedInsteadOf(answer, question);
        if (expected == null) {
            return answer.value();
        }
        Object typed = answer.raw() != null ? answer.raw() : rules.shown(answer);
        String name = where + ItalianText.quoted(question.label());
        faults.put(field, name + ": avete scritto " + ItalianText.quoted(typed) + ", serve " + expected + ".");
        return null;
    }

    /** The valid value, or null: unanswered, unreadable or not allowed. */
    @Nullable
    Object value(String key) {
        return values.get(key);
    }

    List<RowReading> rows(String key) {
        return grids.getOrDefault(key, List.of());
    }

    /** By field, in the order of the page. */
    Map<String, String> faults() {
        return faults;
    }

    /** One row: its id, how messages call it, its valid values by column. */
    record RowReading(String id, String name, Map<String, @Nullable Object> cells) {}
}
