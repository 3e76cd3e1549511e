package it.sioss.catalogue.process;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private CheckTable(String id, List<Row> rows) {
        this.id = id;
        this.rows = rows;
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
        return rows.stream().map(row -> row.text("codice", Map.of())).toList();
    }

    /** The rules broken by these values, in the order of the table; every row that matches counts. */
    public List<CheckHit> evaluate(Map<String, ?> variables) {
        List<CheckHit> hits = new ArrayList<>();
        for (Row row : rows) {
            if (row.broken(variables)) {
                hits.add(row.hit(variables));
            }
        }
        return hits;
    }

    private static CheckTable read(Decision decision) {
        DecisionTable table = decision.getChildElementsByType(DecisionTable.class).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(decision.getId() + " is not a decision table"));
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
            throw new IllegalArgumentException(decision.getId() + " has not the agreed shape of a table of checks");
        }
        return new CheckTable(
                decision.getId(), table.getRules().stream().map(Row::read).toList());
    }

    private static String textOf(@Nullable Text text) {
        return text == null ? "" : text.getTextContent().strip();
    }

    private record Row(
            String id, String description, @Nullable FeelExpression condition, Map<String, FeelExpression> outputs) {

        static Row read(Rule rule) {
            String condition = textOf(rule.getInputEntries().iterator().next().getText());
            Collection<OutputEntry> entries = rule.getOutputEntries();
            Map<String, FeelExpression> outputs = new HashMap<>();
            int column = 0;
            for (OutputEntry entry : entries) {
                String text = textOf(entry.getText());
                outputs.put(OUTPUTS.get(column++), FeelExpression.parse(text.isEmpty() ? "null" : text));
            }
            return new Row(
                    rule.getId(),
                    rule.getDescription() == null
                            ? ""
                            : rule.getDescription().getTextContent().strip(),
                    condition.isEmpty() || condition.equals("-") ? null : FeelExpression.parseUnaryTests(condition),
                    Map.copyOf(outputs));
        }

        boolean broken(Map<String, ?> variables) {
            return condition == null || condition.accepts(true, variables);
        }

        CheckHit hit(Map<String, ?> variables) {
            List<String> fields = new ArrayList<>();
            if (value("campi", variables) instanceof Collection<?> names) {
                names.forEach(name -> fields.add(String.valueOf(name)));
            }
            return new CheckHit(
                    text("codice", variables),
                    text("gravita", variables),
                    List.copyOf(fields),
                    value("valore", variables),
                    value("riferimento", variables),
                    text("messaggio", variables),
                    description);
        }

        private String text(String output, Map<String, ?> variables) {
            return String.valueOf(value(output, variables));
        }

        private @Nullable Object value(String output, Map<String, ?> variables) {
            FeelExpression expression = outputs.get(output);
            return expression == null ? null : expression.evaluate(variables);
        }
    }
}
