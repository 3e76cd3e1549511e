package it.sioss.catalogue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import it.sioss.catalogue.process.FeelExpression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table of checks as it is drawn, with the cases written for it in {@code checks/<year>/<file>.json} among
 * the test resources: values that hold, values that only just hold, values that break the rule, and what is then said.
 */
record RuleRow(
        String file,
        String decision,
        String id,
        String description,
        String condition,
        Map<String, String> outputs,
        JsonNode cases) {

    private static final Path CHECKS = Path.of("processes", "checks");
    private static final Path CASES = Path.of("src", "test", "resources", "checks");
    private static final List<String> OUTPUTS =
            List.of("codice", "gravita", "campi", "valore", "riferimento", "messaggio");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Every row of every table of every year. */
    static List<RuleRow> all() {
        try (Stream<Path> files = Files.walk(CHECKS)) {
            return files.filter(file -> file.toString().endsWith(".dmn"))
                    .sorted()
                    .flatMap(file -> rowsOf(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules named by the files of cases, as {@code year/file rule}. */
    static List<String> namedByCases() {
        try (Stream<Path> files = Files.walk(CASES)) {
            List<String> named = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                MAPPER.readTree(Files.readAllBytes(file))
                        .fieldNames()
                        .forEachRemaining(id -> named.add(nameOf(CASES.relativize(file)) + " " + id));
            }
            return named;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<RuleRow> rowsOf(Path dmn) {
        String file = nameOf(CHECKS.relativize(dmn));
        List<RuleRow> rows = new ArrayList<>();
        try {
            Path casesFile = CASES.resolve(file + ".json");
            JsonNode cases = Files.exists(casesFile)
                    ? MAPPER.readTree(Files.readAllBytes(casesFile))
                    : MAPPER.createObjectNode();
            var model = Dmn.readModelFromStream(new ByteArrayInputStream(Files.readAllBytes(dmn)));
            for (Decision decision : model.getModelElementsByType(Decision.class)) {
                for (Rule rule : decision.getModelInstance().getModelElementsByType(Rule.class)) {
                    if (decision.equals(rule.getParentElement().getParentElement())) {
                        rows.add(read(file, decision.getId(), rule, cases.path(rule.getId())));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static RuleRow read(String file, String decision, Rule rule, JsonNode cases) {
        Map<String, String> outputs = new LinkedHashMap<>();
        int column = 0;
        for (OutputEntry entry : rule.getOutputEntries()) {
            outputs.put(OUTPUTS.get(column++), entry.getTextContent().strip());
        }
        return new RuleRow(
                file,
                decision,
                rule.getId(),
                rule.getDescription() == null ? "" : rule.getDescription().getTextContent(),
                rule.getInputEntries().iterator().next().getTextContent().strip(),
                outputs,
                cases);
    }

    private static String nameOf(Path relative) {
        return relative.toString().replace('\\', '/').replaceFirst("\\.[a-z]+$", "");
    }

    /** What a cell of the row says, when it is a text or a list of texts. */
    Object fixed(String output) {
        Object value =
                FeelExpression.parse(outputs.getOrDefault(output, "null")).evaluate(Map.of());
        return value == null ? "" : value;
    }

    /** The cases of one kind ({@code holds}, {@code boundary}, {@code breaks}), each over what is always given. */
    List<Map<String, @Nullable Object>> casesThat(String kind) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (JsonNode one : cases.path(kind)) {
            Map<String, @Nullable Object> values = values(cases.path("given"));
            values.putAll(values(one));
            all.add(values);
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> values(JsonNode node) {
        return node.isObject() ? MAPPER.convertValue(node, LinkedHashMap.class) : new LinkedHashMap<>();
    }

    /** The name by which a failing test is recognised. */
    @Override
    public String toString() {
        return file + " " + id;
    }
}
