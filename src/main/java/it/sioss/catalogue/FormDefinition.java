package it.sioss.catalogue;

import it.sioss.catalogue.process.FeelConditions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one form asks, read from its {@code .form} file: sections, questions, limits and conditions. */
public final class FormDefinition {

    private final String id;
    private final Map<String, String> properties;
    private final List<Section> sections;
    private final Map<String, FormItem> items;
    private final FeelConditions conditions;

    FormDefinition(String id, Map<String, String> properties, List<Section> sections) {
        this.id = id;
        this.properties = Map.copyOf(properties);
        this.sections = List.copyOf(sections);
        Map<String, FormItem> byKey = new LinkedHashMap<>();
        for (Section section : sections) {
            for (FormItem item : section.items()) {
                if (byKey.put(item.key(), item) != null) {
                    throw new IllegalArgumentException("La chiave «" + item.key() + "» compare due volte in " + id);
                }
            }
        }
        this.items = Collections.unmodifiableMap(byKey);
        this.conditions = FeelConditions.of(Stream.concat(
                        sections.stream().flatMap(section -> section.hiddenWhen().stream()),
                        items.values().stream().flatMap(item -> item.hiddenWhen().stream()))
                .toList());
    }

    /**
     * Reads a stock Camunda Form.
     *
     * @throws UnknownComponent when a component type is one the validator does not know
     * @throws IllegalArgumentException when the file is not a readable form
     */
    public static FormDefinition parse(byte[] form) {
        return new FormReader().read(form);
    }

    /** The id by which the process model refers to the form. */
    public String id() {
        return id;
    }

    /** The properties of the whole form: module code, title, and whatever makes the module special. */
    public Map<String, String> properties() {
        return properties;
    }

    public List<Section> sections() {
        return sections;
    }

    /** Every question and grid by key, in the order of the page. */
    public Map<String, FormItem> items() {
        return items;
    }

    /** The conditions that hide sections and items. */
    FeelConditions conditions() {
        return conditions;
    }

    public @Nullable FormItem item(String key) {
        return items.get(key);
    }

    public @Nullable Question question(String key) {
        return items.get(key) instanceof Question question ? question : null;
    }

    public @Nullable QuestionGrid grid(String key) {
        return items.get(key) instanceof QuestionGrid grid ? grid : null;
    }

    public @Nullable Section section(String code) {
        return sections.stream()
                .filter(section -> section.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    /** The items that play a common part, in the order of the page. */
    public List<FormItem> withRole(String role) {
        return items.values().stream()
                .filter(item -> item.roles().contains(role))
                .toList();
    }

    /**
     * The keys (of a cell: {@code grid.row.column}) that this form does not ask, or asks in another shape. A save that
     * carries one is refused; what an older revision left behind is retired, see {@link #retire}.
     */
    public Set<String> unknownKeys(Answers answers) {
        Set<String> unknown = new TreeSet<>();
        answers.entries().forEach((key, entry) -> addUnknown(unknown, key, entry));
        return unknown;
    }

    /** As {@link #unknownKeys(Answers)}, for a save: a cleared key must be known too. */
    public Set<String> unknownKeys(AnswersPatch patch) {
        Set<String> unknown = new TreeSet<>();
        patch.changes().forEach((key, entry) -> {
            if (entry == null && !items.containsKey(key)) {
                unknown.add(key);
            } else if (entry != null) {
                addUnknown(unknown, key, entry);
            }
        });
        return unknown;
    }

    /** Separates what this form still asks from what it dropped: nothing is lost when a sheet changes revision. */
    public Retirement retire(Answers answers) {
        Map<String, Entry> kept = new LinkedHashMap<>();
        Map<String, Entry> retired = new LinkedHashMap<>();
        answers.entries().forEach((key, entry) -> {
            FormItem item = items.get(key);
            if (item instanceof Question && entry instanceof Answer) {
                kept.put(key, entry);
            } else if (item instanceof QuestionGrid grid && entry instanceof Grid rows) {
                kept.put(key, columns(rows, grid, true));
                Grid dropped = columns(rows, grid, false);
                if (!dropped.rows().isEmpty()) {
                    retired.put(key, dropped);
                }
            } else {
                retired.put(key, entry);
            }
        });
        return new Retirement(Answers.of(kept), Answers.of(retired));
    }

    /** What stays in the sheet and what is put aside as retired. */
    public record Retirement(Answers kept, Answers retired) {}

    private void addUnknown(Set<String> unknown, String key, Entry entry) {
        FormItem item = items.get(key);
        if (item instanceof QuestionGrid grid && entry instanceof Grid rows) {
            for (GridRow row : rows.rows()) {
                for (String column : row.cells().keySet()) {
                    if (grid.column(column) == null) {
                        unknown.add(key + "." + row.id() + "." + column);
                    }
                }
            }
        } else if (!(item instanceof Question && entry instanceof Answer)) {
            unknown.add(key);
        }
    }

    private static Grid columns(Grid rows, QuestionGrid grid, boolean known) {
        return new Grid(rows.rows().stream()
                .map(row -> {
                    Map<String, Answer> cells = new LinkedHashMap<>(row.cells());
                    cells.keySet().removeIf(column -> (grid.column(column) != null) != known);
                    return new GridRow(row.id(), cells);
                })
                .filter(row -> known || !row.cells().isEmpty())
                .toList());
    }
}
