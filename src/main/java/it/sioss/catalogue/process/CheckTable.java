package it.sioss.catalogue.process;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.jspecify.annotations.Nullable;

/**
 * One decision table of checks, as drawn in a stock DMN file: each row states the condition that breaks a rule and what
 * the clerk is told. The stock engine reads every cell anew at each evaluation; here each cell is read once.
 */
public final class CheckTable {

    private static final List<String> OUTPUTS =
            List.of("codice", "gravita", "campi", "valore", "riferimento", "messaggio");

    private final String id;
    private final List<Row> rows;
    private final FeelConditions conditions;

    private CheckTable(String id, List<Row> rows) {
        this.id = id;
        this.rows = rows;
        this.conditions = FeelConditions.of(rows.stream().map(Row::condition).toList());
    }

    /**
     * Reads every decision of the file.
     *
     * @throws IllegalArgumentException when a table has not the agreed shape or a cell is not FEEL
     */
    public static List<CheckTable> parse(byte[] dmn) {
        return Dmn.readModelFromStream(new ByteArrayInputStream(dmn)).getModelElementsByType(Decision.class).stream()
                .map(CheckTable::read)
                .toList();
    }

    public String id() {
        return id;
    }

    /** How many rules the table holds. */
    public int size() {
        return rows.size();
    }

    /** The codes of its rules, in order; a code may stand on several rows. */
    public List<String> codes() {
        return rows.stream().map(Row::code).toList();
    }

    /** Its rules as they were written, in order. */
    public List<CheckRule> rules() {
        return rows.stream().map(Row::rule).toList();
    }

    /** The rules broken by these values, in the order of the table; every row that matches counts. */
    public List<CheckHit> evaluate(Map<String, ?> variables) {
        Set<FeelExpression> broken = conditions.holding(variables);
        return rows.stream()
                .filter(row -> broken.contains(row.condition()))
                .map(row -> row.hit(variables))
                .toList();
    }

    /** The rules that say which parts make which whole, in order. */
    public List<SumRule> sums() {
        return rows.stream().flatMap(row -> row.sum().stream()).toList();
    }

    private static CheckTable read(Decision decision) {
        DecisionTable table = decision.getChildElementsByType(DecisionTable.class).stream()
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("La decisione " + decision.getId() + " non è una tabella"));
        List<String> outputs = table.getOutputs().stream().map(Output::getName).toList();
        boolean agreedShape = table.getHitPolicy() == HitPolicy.COLLECT
                && table.getInputs().size() == 1
                && "true"
                        .equals(textOf(table.getInputs()
                                .iterator()
                                .next()
                                .getInputExpression()
                                .getText()))
                && outputs.equals(OUTPUTS);
        if (!agreedShape) {
            throw new IllegalArgumentException(
                    "La tabella " + decision.getId() + " non ha la forma concordata per i controlli");
        }
        List<Row> rows = new ArrayList<>();
        table.getRules().forEach(rule -> rows.add(Row.read(rule, rows)));
        return new CheckTable(decision.getId(), List.copyOf(rows));
    }

    private static String textOf(@Nullable Text text) {
        return text == null ? "" : text.getTextContent().strip();
    }

    /** One rule; only value and reference depend on the answers. */
    private record Row(
            String code,
            String severity,
            List<String> fields,
            String message,
            String description,
            int variant,
            FeelExpression condition,
            FeelExpression figures,
            Optional<SumRule> sum) {

        static Row read(Rule rule, List<Row> earlier) {
            Map<String, String> outputs = new HashMap<>();
            int column = 0;
            for (OutputEntry entry : rule.getOutputEntries()) {
                String text = textOf(entry.getText());
                outputs.put(OUTPUTS.get(column++), text.isEmpty() ? "null" : text);
            }
            List<String> fields = new ArrayList<>();
            if (fixed(outputs, "campi") instanceof Collection<?> names) {
                names.forEach(name -> fields.add(String.valueOf(name)));
            }
            String code = String.valueOf(fixed(outputs, "codice"));
            String first = fields.isEmpty() ? "" : fields.get(0);
            return new Row(
                    code,
                    String.valueOf(fixed(outputs, "gravita")),
                    List.copyOf(fields),
                    String.valueOf(fixed(outputs, "messaggio")),
                    rule.getDescription() == null
                            ? ""
                            : rule.getDescription().getTextContent().strip(),
                    (int) earlier.stream()
                            .filter(row -> row.code().equals(code) && row.startsFrom(first))
                            .count(),
                    FeelExpression.parse(
                            textOf(rule.getInputEntries().iterator().next().getText())),
                    FeelExpression.parse("[" + outputs.get("valore") + ", " + outputs.get("riferimento") + "]"),
                    SumRule.of(
                            String.valueOf(fixed(outputs, "codice")),
                            textOf(rule.getInputEntries().iterator().next().getText()),
                            outputs.getOrDefault("valore", ""),
                            outputs.getOrDefault("riferimento", ""),
                            String.valueOf(fixed(outputs, "messaggio"))));
        }

        private static Object fixed(Map<String, String> outputs, String output) {
            Object value =
                    FeelExpression.parse(outputs.getOrDefault(output, "null")).evaluate(Map.of());
            if (value == null) {
                throw new IllegalArgumentException(
                        "«" + output + "» deve essere un testo fisso in ogni regola: " + outputs);
            }
            return value;
        }

        private boolean startsFrom(String field) {
            return fields.isEmpty() ? field.isEmpty() : fields.get(0).equals(field);
        }

        CheckRule rule() {
            return new CheckRule(code, severity, fields, condition.toString(), message, description);
        }

        CheckHit hit(Map<String, ?> variables) {
            List<?> both = figures.evaluate(variables) instanceof List<?> list ? list : List.of();
            return new CheckHit(code, severity, fields, at(0, both), at(1, both), message, description, variant);
        }

        private static @Nullable Object at(int index, List<?> list) {
            return index < list.size() ? list.get(index) : null;
        }
    }
}
