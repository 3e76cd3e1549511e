package it.sioss.services.process;

import it.sioss.services.DueSheetsDecision;
import it.sioss.services.Dueness;
import it.sioss.services.SheetLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Reads {@code processes/due-sheets/<year>.dmn}; a year uses the newest table not later than itself. */
@Component
class DueSheetsTable implements DueSheetsDecision {

    private static final String DECISION = "due-sheets";

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final NavigableMap<Integer, DmnDecision> byYear = new TreeMap<>();

    DueSheetsTable() {
        try {
            for (Resource table :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:processes/due-sheets/*.dmn")) {
                String name = String.valueOf(table.getFilename());
                try (var bytes = table.getInputStream()) {
                    byYear.put(Integer.parseInt(name.replace(".dmn", "")), engine.parseDecision(DECISION, bytes));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("a table of due sheets could not be read", failure);
        }
    }

    @Override
    public List<Line> decide(int year, String module, int bodiesListed) {
        var table = byYear.floorEntry(year);
        if (table == null) {
            throw new IllegalStateException("no table of due sheets is valid for " + year);
        }
        return engine
                .evaluateDecisionTable(table.getValue(), Map.of("bodiesListed", bodiesListed, "module", module))
                .getResultList()
                .stream()
                .map(line -> new Line(
                        SheetLevel.valueOf(word(line, "level")),
                        Dueness.valueOf(word(line, "dueness")),
                        word(line, "reason")))
                .toList();
    }

    private static String word(Map<String, Object> line, String output) {
        return Objects.requireNonNull((String) line.get(output), "the table of due sheets leaves out " + output);
    }
}
