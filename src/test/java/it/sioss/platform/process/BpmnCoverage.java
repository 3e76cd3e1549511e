package it.sioss.platform.process;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;

/** Which steps and arrows of the drawn processes the tests have walked; what must be walked is read from the drawings. */
public final class BpmnCoverage {

    private static final Path MODELS = Path.of("processes");

    private static final Map<String, Set<String>> WALKED = new ConcurrentHashMap<>();

    private BpmnCoverage() {}

    /** The keys of all drawn processes; a model's file carries its process's key. */
    public static SortedSet<String> processKeys() {
        try (Stream<Path> files = Files.list(MODELS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".bpmn"))
                    .map(name -> name.substring(0, name.length() - ".bpmn".length()))
                    .collect(toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of the steps and arrows of this process that no committed transaction has passed in this run. */
    public static SortedSet<String> missed(String processKey) {
        SortedSet<String> missed = drawn(processKey);
        missed.removeAll(WALKED.getOrDefault(processKey, Set.of()));
        return missed;
    }

    static void walked(String processKey, String elementId) {
        WALKED.computeIfAbsent(processKey, key -> ConcurrentHashMap.newKeySet()).add(elementId);
    }

    static SortedSet<String> drawn(String processKey) {
        BpmnModelInstance model =
                Bpmn.readModelFromFile(MODELS.resolve(processKey + ".bpmn").toFile());
        return Stream.of(FlowNode.class, SequenceFlow.class)
                .flatMap(type -> model.getModelElementsByType(type).stream())
                .map(BaseElement::getId)
                .collect(toCollection(TreeSet::new));
    }
}
