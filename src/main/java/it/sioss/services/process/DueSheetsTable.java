package it.sioss.services.process;

import it.sioss.prefill.DataLevel;
import it.sioss.services.Bond;
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
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Reads {@code processes/due-sheets/<year>.dmn}; a year uses the newest tables not later than itself. What they said
 * once is remembered: the tables do not change while the application runs.
 */
@Component
public class DueSheetsTable implements DueSheetsDecision {

    private static final String LINKS = "service-modules";
    private static final String DUE = "due-sheets";

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final NavigableMap<Integer, Tables> byYear = new TreeMap<>();

    DueSheetsTable() {
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:processes/due-sheets/*.dmn")) {
                int year = Integer.parseInt(String.valueOf(file.getFilename()).replace(".dmn", ""));
                byYear.put(year, new Tables(read(LINKS, file), read(DUE, file)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("a table of due sheets could not be read", failure);
        }
    }

    private DmnDecision read(String decision, Resource file) throws IOException {
        try (var bytes = file.getInputStream()) {
            return engine.parseDecision(decision, bytes);
        }
    }

    private record Question(
            SheetLevel level, Bond bond, int bodiesListed, DataLevel published, boolean publishedHere) {}

    private record Tables(
            DmnDecision links,
            DmnDecision due,
            Map<String, List<Link>> knownLinks,
            Map<Question, Verdict> knownVerdicts) {

        Tables(DmnDecision links, DmnDecision due) {
            this(links, due, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    private Tables tables(int year) {
        var tables = byYear.floorEntry(year);
        if (tables == null) {
            throw new IllegalStateException("no table of due sheets is valid for " + year);
        }
        return tables.getValue();
    }

    @Override
    public List<Link> modulesOf(int year, String service) {
        Tables tables = tables(year);
        return tables.knownLinks().computeIfAbsent(service, code -> links(tables.links(), code));
    }

    private List<Link> links(DmnDecision table, String service) {
        return evaluate(table, Map.of("service", service)).getResultList().stream()
                .map(line -> new Link(word(line, "module"), Bond.valueOf(word(line, "bond"))))
                .toList();
    }

    @Override
    public Verdict decide(
            int year, SheetLevel level, Bond bond, int bodiesListed, DataLevel published, boolean publishedHere) {
        Tables tables = tables(year);
        return tables.knownVerdicts()
                .computeIfAbsent(
                        new Question(level, bond, bodiesListed, published, publishedHere),
                        question -> verdict(tables.due(), question));
    }

    private Verdict verdict(DmnDecision table, Question question) {
        var lines = evaluate(
                        table,
                        Map.of(
                                "level", question.level().name(),
                                "bond", question.bond().name(),
                                "bodiesListed", question.bodiesListed(),
                                "published", question.published().name(),
                                "publishedHere", question.publishedHere()))
                .getResultList();
        if (lines.size() != 1) {
            throw new IllegalStateException("the table of due sheets has no answer to " + question);
        }
        return new Verdict(Dueness.valueOf(word(lines.get(0), "dueness")), word(lines.get(0), "reason"));
    }

    private DmnDecisionTableResult evaluate(DmnDecision table, Map<String, Object> inputs) {
        return engine.evaluateDecisionTable(table, inputs);
    }

    private static String word(Map<String, Object> line, String output) {
        return Objects.requireNonNull((String) line.get(output), "the table of due sheets leaves out " + output);
    }
}
