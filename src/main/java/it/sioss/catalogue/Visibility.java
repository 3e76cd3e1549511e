package it.sioss.catalogue;

import it.sioss.catalogue.SheetReading.RowReading;
import it.sioss.catalogue.process.FeelExpression;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which questions are asked now: the conditions of the form, where a hidden answer counts as not given. */
final class Visibility {

    private static final int ROUNDS = 10;

    private final FormDefinition form;
    private final SheetReading reading;
    private Set<String> visible;
    private final Set<String> hiddenSections = new HashSet<>();
    private final Set<String> hiddenCells = new HashSet<>();

    private Visibility(FormDefinition form, SheetReading reading) {
        this.form = form;
        this.reading = reading;
        this.visible = new LinkedHashSet<>(form.items().keySet());
    }

    static Visibility of(FormDefinition form, SheetReading reading) {
        Visibility visibility = new Visibility(form, reading);
        visibility.settle();
        return visibility;
    }

    /** Hiding a question may hide or show another: repeated until nothing changes. */
    private void settle() {
        Map<String, @Nullable Object> variables = variables();
        Set<FeelExpression> holding = form.conditions().holding(variables);
        for (int round = 0; round < ROUNDS && !visibleUnless(holding).equals(visible); round++) {
            visible = visibleUnless(holding);
            variables = variables();
            holding = form.conditions().holding(variables);
        }
        for (Section section : form.sections()) {
            if (!Collections.disjoint(section.hiddenWhen(), holding)) {
                hiddenSections.add(section.code());
            }
        }
        hideCells(variables);
    }

    private Set<String> visibleUnless(Set<FeelExpression> holding) {
        Set<String> keys = new LinkedHashSet<>();
        for (FormItem item : form.items().values()) {
            if (Collections.disjoint(item.hiddenWhen(), holding)) {
                keys.add(item.key());
            }
        }
        return keys;
    }

    private void hideCells(Map<String, @Nullable Object> variables) {
        for (FormItem item : form.items().values()) {
            if (item instanceof QuestionGrid grid && visible.contains(item.key())) {
                for (RowReading row : reading.rows(grid.key())) {
                    variables.put("this", row.cells());
                    Set<FeelExpression> holding = grid.conditions().holding(variables);
                    for (Question column : grid.columns()) {
                        if (!Collections.disjoint(column.hiddenWhen(), holding)) {
                            hiddenCells.add(grid.key() + "." + row.id() + "." + column.key());
                        }
                    }
                }
            }
        }
    }

    /** Every key of the form: the value if asked now, else null; a grid asked now is a list, maybe empty. */
    Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> variables = new HashMap<>();
        for (FormItem item : form.items().values()) {
            boolean shown = visible.contains(item.key());
            if (item instanceof Question) {
                variables.put(item.key(), shown ? reading.value(item.key()) : null);
            } else if (item instanceof QuestionGrid grid) {
                variables.put(item.key(), shown ? rows(grid) : null);
            }
        }
        return variables;
    }

    private List<Map<String, @Nullable Object>> rows(QuestionGrid grid) {
        return reading.rows(grid.key()).stream()
                .map(row -> {
                    Map<String, @Nullable Object> cells = new HashMap<>(row.cells());
                    cells.keySet().removeIf(column -> !shows(grid.key() + "." + row.id() + "." + column));
                    grid.columns().forEach(column -> cells.putIfAbsent(column.key(), null));
                    cells.put(ROW_ID, row.id());
                    return cells;
                })
                .toList();
    }

    /** The name under which a row of a grid carries its id into the checks. */
    static final String ROW_ID = "riga";

    Set<String> visibleKeys() {
        return visible;
    }

    boolean showsSection(String code) {
        return !hiddenSections.contains(code);
    }

    /** A key, or a cell as {@code grid.row.column}. */
    boolean shows(String field) {
        int dot = field.indexOf('.');
        return visible.contains(dot < 0 ? field : field.substring(0, dot)) && !hiddenCells.contains(field);
    }
}
