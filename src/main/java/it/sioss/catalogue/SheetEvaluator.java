package it.sioss.catalogue;

import it.sioss.catalogue.SheetReading.RowReading;
import it.sioss.catalogue.process.CheckTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges the answers of one revision: form first, then checks on what is visible and valid. */
final class SheetEvaluator {

    private static final String FORM_RULE = "Limiti e formato della voce, come nel modulo";

    private final FormDefinition form;
    private final CheckRunner checks;

    SheetEvaluator(FormDefinition form, List<CheckTable> tables) {
        this.form = form;
        this.checks = new CheckRunner(form, tables);
    }

    List<Sum> sums() {
        return checks.sums();
    }

    Evaluation evaluate(Answers answers, SheetContext context) {
        SheetReading reading = SheetReading.of(form, answers, context);
        Visibility visibility = Visibility.of(form, reading);
        List<Finding> findings = new ArrayList<>(faults(answers, reading, visibility));
        checks.run(withSources(visibility.variables(), answers, visibility), context).stream()
                .map(finding -> finding.judged(context.severities().get(finding.code())))
                .forEach(findings::add);
        return new Evaluation(
                Collections.unmodifiableSet(visibility.visibleKeys()),
                inOrder(findings),
                completeness(reading, visibility),
                isEmpty(answers, reading, visibility),
                transmitted(answers, visibility));
    }

    /** Beside the values, which of them differ from what their source sent while nobody said why. */
    private static Map<String, @Nullable Object> withSources(
            Map<String, @Nullable Object> values, Answers answers, Visibility visibility) {
        if (!answers.isPublished()) {
            return values;
        }
        List<String> unexplained =
                answers.unexplained().stream().filter(visibility::shows).toList();
        Map<String, @Nullable Object> more = new HashMap<>(values);
        more.put(CheckRunner.SOURCES, Map.of("senza_motivo", unexplained.size(), "campi", unexplained));
        return more;
    }

    private List<Finding> faults(Answers answers, SheetReading reading, Visibility visibility) {
        List<Finding> findings = new ArrayList<>();
        reading.faults().forEach((field, message) -> {
            if (visibility.shows(field)) {
                findings.add(fault(field, message));
            }
        });
        for (FormItem item : form.items().values()) {
            if (item instanceof QuestionGrid grid && visibility.shows(grid.key())) {
                for (RowReading row : reading.rows(grid.key())) {
                    Finding incomplete = incomplete(grid, row, answers, visibility);
                    if (incomplete != null) {
                        findings.add(incomplete);
                    }
                }
            }
        }
        return findings;
    }

    private static @Nullable Finding incomplete(
            QuestionGrid grid, RowReading row, Answers answers, Visibility visibility) {
        List<String> fields = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        Grid given = answers.grid(grid.key());
        for (Question column : grid.columns()) {
            String field = grid.key() + "." + row.id() + "." + column.key();
            Answer cell = given == null
                    ? null
                    : given.row(row.id()).map(r -> r.cell(column.key())).orElse(null);
            if (column.required() && visibility.shows(field) && (cell == null || !cell.isTouched())) {
                fields.add(field);
                labels.add(ItalianText.quoted(column.label()));
            }
        }
        String message = row.name() + ": manca " + String.join(", ", labels) + ". Completate la riga o toglietela.";
        return fields.isEmpty() ? null : Finding.fault(fields, message, FORM_RULE);
    }

    private static Finding fault(String field, String message) {
        return Finding.fault(List.of(field), message, FORM_RULE);
    }

    private Completeness completeness(SheetReading reading, Visibility visibility) {
        List<SectionCompleteness> sections = new ArrayList<>();
        for (Section section : form.sections()) {
            int asked = 0;
            int answered = 0;
            String firstMissing = null;
            for (FormItem item : section.items()) {
                if (item.required() && visibility.shows(item.key())) {
                    boolean given = isGiven(item, reading, visibility);
                    asked++;
                    answered += given ? 1 : 0;
                    firstMissing = firstMissing == null && !given ? item.key() : firstMissing;
                }
            }
            sections.add(new SectionCompleteness(
                    section.code(),
                    section.title(),
                    asked,
                    answered,
                    visibility.showsSection(section.code()),
                    firstMissing));
        }
        return new Completeness(sections);
    }

    /** A question: a valid value. A grid: at least one row, and every row whole. */
    private static boolean isGiven(FormItem item, SheetReading reading, Visibility visibility) {
        if (!(item instanceof QuestionGrid grid)) {
            return reading.value(item.key()) != null;
        }
        List<RowReading> rows = reading.rows(grid.key());
        return !rows.isEmpty()
                && rows.stream()
                        .allMatch(row -> grid.columns().stream()
                                .allMatch(column -> !column.required()
                                        || row.cells().get(column.key()) != null
                                        || !visibility.shows(grid.key() + "." + row.id() + "." + column.key())));
    }

    private boolean isEmpty(Answers answers, SheetReading reading, Visibility visibility) {
        boolean notActive = form.withRole("attivo").stream().anyMatch(item -> "no".equals(reading.value(item.key())));
        return notActive
                || form.sections().stream()
                        .filter(section -> !section.isIdentification())
                        .flatMap(section -> section.items().stream())
                        .noneMatch(item -> visibility.shows(item.key()) && isTouched(answers.get(item.key())));
    }

    private static boolean isTouched(@Nullable Entry entry) {
        if (entry instanceof Answer answer) {
            return answer.isTouched();
        }
        return entry instanceof Grid grid && !grid.rows().isEmpty();
    }

    private Answers transmitted(Answers answers, Visibility visibility) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        form.retire(answers).kept().entries().forEach((key, entry) -> {
            if (visibility.shows(key)) {
                entries.put(key, entry instanceof Grid grid ? shownCells(key, grid, visibility) : entry);
            }
        });
        return Answers.of(entries);
    }

    private static Grid shownCells(String key, Grid grid, Visibility visibility) {
        return new Grid(grid.rows().stream()
                .map(row -> {
                    Map<String, Answer> cells = new LinkedHashMap<>(row.cells());
                    cells.keySet().removeIf(column -> !visibility.shows(key + "." + row.id() + "." + column));
                    return new GridRow(row.id(), cells);
                })
                .toList());
    }

    /** Blocking first, then in the order of the page. */
    private List<Finding> inOrder(List<Finding> findings) {
        List<String> page = List.copyOf(form.items().keySet());
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(finding -> finding.fields().isEmpty()
                                ? page.size()
                                : page.indexOf(finding.fields().get(0).split("\\.", 2)[0])))
                .toList();
    }
}
