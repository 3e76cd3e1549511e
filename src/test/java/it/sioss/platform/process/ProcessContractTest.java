package it.sioss.platform.process;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.services.process.ServiceDatabaseProcess;
import it.sioss.sheet.process.SheetProcess;
import it.sioss.steering.process.CampaignProcess;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Holds the drawn processes and the Java that serves them to the same names. */
class ProcessContractTest {

    /** The one page of Java that serves each process. */
    private static final Map<String, Class<?>> PAGES = Map.of(
            CampaignProcess.KEY, CampaignProcess.class,
            SheetProcess.KEY, SheetProcess.class,
            ServiceDatabaseProcess.KEY, ServiceDatabaseProcess.class);

    private static final Set<String> VARIABLES = Stream.of(SheetProcess.VARIABLES, ServiceDatabaseProcess.VARIABLES)
            .flatMap(List::stream)
            .collect(toUnmodifiableSet());

    private static final Set<String> MESSAGES = Set.of(
            SheetProcess.DELEGATION_CHANGED,
            SheetProcess.NO_LONGER_DUE,
            SheetProcess.PREFILL_AVAILABLE,
            ServiceDatabaseProcess.REVISED,
            CampaignProcess.WORK_CONCLUDED);

    private static final Set<String> USER_TASKS = Set.of(
            SheetProcess.COMPILE,
            SheetProcess.JUSTIFY,
            SheetProcess.REVIEW,
            SheetProcess.FINALIZE,
            ServiceDatabaseProcess.COMPILE,
            ServiceDatabaseProcess.FINALIZE);

    /** What happens when an answer is missing or unknown. */
    private static final Map<String, String> CAREFUL_BRANCHES = Map.of(
            "gateway_hasContents", "No",
            "gateway_justified", "No, si riprende la compilazione",
            "gateway_reviewNeeded", "Sì",
            "gateway_reviewOutcome", "Restituita",
            "gateway_finalized", "No, si riprende la compilazione",
            "gateway_databaseFinalized", "No, si riprende la compilazione",
            "gateway_allDeadlinesPassed", "No",
            "gateway_deadlinesAhead", "Sì");

    private static final String RETRIES = "R12/PT20S";

    private final List<Path> files = BpmnCoverage.processKeys().stream()
            .map(key -> Path.of("processes", key + ".bpmn"))
            .toList();

    private final List<BpmnModelInstance> models =
            files.stream().map(file -> Bpmn.readModelFromFile(file.toFile())).toList();

    private final ModelExpressions expressions = ModelExpressions.of(files);

    @Test
    void everyFileHoldsTheOneProcessItIsNamedAfter() {
        assertThat(BpmnCoverage.processKeys()).isEqualTo(new TreeSet<>(PAGES.keySet()));
        assertThat(all(Process.class).map(BaseElement::getId)).containsExactlyElementsOf(BpmnCoverage.processKeys());
    }

    @Test
    void everyProcessRunsAndItsHistoryIsKeptTenYears() {
        assertThat(all(Process.class)).isNotEmpty().allSatisfy(process -> {
            assertThat(process.isExecutable()).isTrue();
            assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P3650D");
            assertThat(process.getName()).isNotBlank();
        });
    }

    @Test
    void everyIdSaysWhatTheElementIsAndWhatItDoes() {
        assertThat(all(FlowElement.class))
                .isNotEmpty()
                .allSatisfy(element -> assertThat(element.getId()).matches(prefix(element) + "_[a-z][A-Za-z0-9]*"));
    }

    @Test
    void everyStepAndEveryAnswerHasAName() {
        assertThat(all(FlowNode.class).filter(node -> !isJoin(node)))
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.getName()).isNotBlank());
        assertThat(decisions().flatMap(gateway -> gateway.getOutgoing().stream()))
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.getName()).isNotBlank());
    }

    @Test
    void everyProcessAndUserTaskSaysWhoWhatAndByWhichClause() {
        assertThat(Stream.<BaseElement>concat(all(Process.class), all(UserTask.class)))
                .isNotEmpty()
                .allSatisfy(element -> assertThat(element.getDocumentations())
                        .singleElement()
                        .extracting(Documentation::getTextContent)
                        .asString()
                        .hasLineCount(2)
                        .containsAnyOf("Circolare", "circolare", "Decreto"));
    }

    @Test
    void theUnansweredQuestionTakesTheCarefulBranch() {
        assertThat(decisions()
                        .collect(toMap(
                                ExclusiveGateway::getId,
                                gateway -> gateway.getDefault().getName())))
                .isEqualTo(CAREFUL_BRANCHES);
        assertThat(decisions())
                .allSatisfy(gateway -> assertThat(gateway.getOutgoing())
                        .allSatisfy(flow -> assertThat(flow.getConditionExpression() == null)
                                .isEqualTo(flow.equals(gateway.getDefault()))));
    }

    @Test
    void noModelHoldsAScriptOrAListenerOrNamesAClass() {
        assertThat(all(ScriptTask.class)).isEmpty();
        assertThat(all(CamundaScript.class)).isEmpty();
        assertThat(all(CamundaExecutionListener.class)).isEmpty();
        assertThat(all(CamundaTaskListener.class)).isEmpty();
        assertThat(all(SequenceFlow.class).filter(flow -> flow.getConditionExpression() != null))
                .isNotEmpty()
                .allSatisfy(flow ->
                        assertThat(flow.getConditionExpression().getLanguage()).isNull());
        assertThat(all(ServiceTask.class)).isNotEmpty().allSatisfy(task -> {
            assertThat(task.getCamundaDelegateExpression()).isNotBlank();
            assertThat(task.getCamundaClass()).isNull();
            assertThat(task.getCamundaExpression()).isNull();
        });
        assertThat(all(BusinessRuleTask.class)).isNotEmpty().allSatisfy(task -> {
            assertThat(task.getCamundaDelegateExpression()).isNotBlank();
            assertThat(task.getCamundaDecisionRef()).isNull();
        });
    }

    @Test
    void everyTimerAsksJavaForItsDateAndIsPatient() {
        assertThat(all(TimerEventDefinition.class)).isNotEmpty().allSatisfy(timer -> {
            var when = timer.getTimeDate() == null ? timer.getTimeCycle() : timer.getTimeDate();
            assertThat(when.getTextContent()).matches("\\$\\{[^}]+}");
            assertThat(retries((BaseElement) timer.getParentElement())).isEqualTo(RETRIES);
        });
        assertThat(all(FlowNode.class).filter(node -> node.isCamundaAsyncBefore() || node.isCamundaAsyncAfter()))
                .allSatisfy(node -> assertThat(retries(node)).isEqualTo(RETRIES));
    }

    @Test
    void theModelsReadOnlyTheListedVariables() {
        assertThat(expressions.variables()).isNotEmpty().isSubsetOf(VARIABLES);
    }

    @Test
    void theModelsNameExactlyTheListedBeans() {
        assertThat(expressions.beans()).isEqualTo(offeredBeans());
    }

    @Test
    void theModelsDrawExactlyTheListedUserTasks() {
        assertThat(all(UserTask.class).map(BaseElement::getId)).containsExactlyInAnyOrderElementsOf(USER_TASKS);
    }

    @Test
    void noProcessHoldsMoreThanFiveVariables() {
        assertThat(SheetProcess.VARIABLES).hasSizeLessThanOrEqualTo(5);
        assertThat(ServiceDatabaseProcess.VARIABLES).hasSizeLessThanOrEqualTo(5);
    }

    /** A process variable hides a bean of the same name. */
    @Test
    void noVariableIsCalledLikeABean() {
        assertThat(VARIABLES).doesNotContainAnyElementsOf(offeredBeans());
    }

    @Test
    void theModelsWaitForExactlyTheListedMessages() {
        assertThat(all(Message.class).map(Message::getName)).containsExactlyInAnyOrderElementsOf(MESSAGES);
    }

    /** The steps and answers that the pages of the processes offer to expressions, by the name Spring gives them. */
    private static SortedSet<String> offeredBeans() {
        SortedSet<String> beans = new TreeSet<>();
        for (Class<?> page : PAGES.values()) {
            for (Class<?> part : page.getDeclaredClasses()) {
                for (Method method : part.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(Bean.class)) {
                        beans.add(method.getName());
                    }
                }
                Component named = part.getAnnotation(Component.class);
                if (named != null) {
                    beans.add(named.value());
                }
            }
        }
        return beans;
    }

    private <T extends ModelElementInstance> Stream<T> all(Class<T> type) {
        return models.stream().flatMap(model -> model.getModelElementsByType(type).stream());
    }

    private Stream<ExclusiveGateway> decisions() {
        return all(ExclusiveGateway.class).filter(gateway -> !isJoin(gateway));
    }

    private static boolean isJoin(FlowNode node) {
        return node instanceof Gateway && node.getOutgoing().size() == 1;
    }

    private static String prefix(FlowElement element) {
        String type = element.getElementType().getTypeName();
        return switch (type) {
            case "sequenceFlow" -> "flow";
            case "exclusiveGateway", "parallelGateway", "eventBasedGateway" -> "gateway";
            case "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent" -> "event";
            default -> type;
        };
    }

    private static String retries(BaseElement element) {
        return element.getExtensionElements()
                .getElementsQuery()
                .filterByType(CamundaFailedJobRetryTimeCycle.class)
                .singleResult()
                .getTextContent();
    }
}
