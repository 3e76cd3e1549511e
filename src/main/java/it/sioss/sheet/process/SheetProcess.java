package it.sioss.sheet.process;

import it.sioss.platform.Refusal;
import it.sioss.platform.process.DeadlineTimers;
import it.sioss.sheet.Compiler;
import it.sioss.sheet.Sheet;
import it.sioss.sheet.SheetFlow;
import it.sioss.sheet.SheetOpening;
import it.sioss.sheet.Sheets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The process {@code module-sheet} on one page: key, elements, messages, variables, steps. */
@Component
public class SheetProcess implements SheetFlow {

    public static final String KEY = "module-sheet";

    public static final String COMPILE = "userTask_compileSheet";
    public static final String JUSTIFY = "userTask_justifyAbsence";
    public static final String REVIEW = "userTask_reviewSheet";
    public static final String FINALIZE = "userTask_finalizeSheet";

    public static final String DELEGATION_CHANGED = "Delega modificata";
    public static final String NO_LONGER_DUE = "Scheda non più dovuta";
    public static final String PREFILL_AVAILABLE = "Dati disponibili";

    static final String SHEET_ID = "sheetId";
    static final String LAPSE_AT = "lapseAt";
    static final String HAS_CONTENTS = "hasContents";
    static final String REVIEW_NEEDED = "reviewNeeded";
    static final String TASK_OUTCOME = "taskOutcome";

    /** Every variable a case may hold; a test holds the engine's tables to it. */
    public static final List<String> VARIABLES = List.of(SHEET_ID, LAPSE_AT, HAS_CONTENTS, REVIEW_NEEDED, TASK_OUTCOME);

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final DeadlineTimers timers;

    SheetProcess(RuntimeService runtime, TaskService tasks, DeadlineTimers timers) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.timers = timers;
    }

    /** What a completed task tells the gateways; nothing else ever reaches the engine. */
    private record Outcome(
            String word,
            @Nullable Boolean hasContents,
            @Nullable Boolean reviewNeeded) {

        Map<String, Object> variables() {
            var variables = new HashMap<String, Object>();
            variables.put(TASK_OUTCOME, word);
            if (hasContents != null) {
                variables.put(HAS_CONTENTS, hasContents);
            }
            if (reviewNeeded != null) {
                variables.put(REVIEW_NEEDED, reviewNeeded);
            }
            return variables;
        }
    }

    @Override
    public String open(Sheet sheet, Instant lapseAt) {
        return runtime.createProcessInstanceByKey(KEY)
                .businessKey(sheet.key())
                .setVariables(Variables.putValue(SHEET_ID, sheet.id().toString())
                        .putValueTyped(LAPSE_AT, Variables.dateValue(Date.from(lapseAt), true)))
                .execute()
                .getId();
    }

    @Override
    public void submitted(Sheet sheet, boolean hasContents, boolean reviewNeeded) {
        complete(sheet, COMPILE, new Outcome("SUBMITTED", hasContents, reviewNeeded));
    }

    @Override
    public void justified(Sheet sheet, boolean reviewNeeded) {
        complete(sheet, JUSTIFY, new Outcome("JUSTIFIED", null, reviewNeeded));
    }

    @Override
    public void resumed(Sheet sheet) {
        complete(sheet, elementOf(sheet), new Outcome("RESUMED", null, null));
    }

    private static String elementOf(Sheet sheet) {
        return switch (sheet.state()) {
            case JUSTIFYING -> JUSTIFY;
            case IN_REVIEW -> REVIEW;
            case READY -> FINALIZE;
            default -> COMPILE;
        };
    }

    @Override
    public void approved(Sheet sheet) {
        complete(sheet, REVIEW, new Outcome("APPROVED", null, null));
    }

    @Override
    public void returned(Sheet sheet) {
        complete(sheet, REVIEW, new Outcome("RETURNED", null, null));
    }

    @Override
    public void finalized(Sheet sheet) {
        complete(sheet, FINALIZE, new Outcome("FINALIZED", null, null));
    }

    private void complete(Sheet sheet, String element, Outcome outcome) {
        Task task = openTask(sheet)
                .filter(open -> element.equals(open.getTaskDefinitionKey()))
                .orElseThrow(() -> new Refusal(
                        409, "TRANSIZIONE_NON_AMMESSA", "La scheda ha già cambiato passo: ricaricate la pagina."));
        tasks.complete(task.getId(), outcome.variables());
    }

    private Optional<Task> openTask(Sheet sheet) {
        return Optional.ofNullable(tasks.createTaskQuery()
                .processInstanceId(String.valueOf(sheet.processInstanceId()))
                .singleResult());
    }

    @Override
    public void delegationChanged(Sheet sheet) {
        message(sheet, DELEGATION_CHANGED);
    }

    @Override
    public void noLongerDue(Sheet sheet) {
        message(sheet, NO_LONGER_DUE);
    }

    @Override
    public void prefillAvailable(Sheet sheet) {
        message(sheet, PREFILL_AVAILABLE);
    }

    private void message(Sheet sheet, String name) {
        runtime.createMessageCorrelation(name)
                .processInstanceId(sheet.processInstanceId())
                .correlate();
    }

    @Override
    public void fireDeadline(Sheet sheet) {
        timers.fire(sheet.processInstanceId());
    }

    @Override
    public boolean moveDeadline(Sheet sheet, Instant lapseAt) {
        return timers.move(sheet.processInstanceId(), lapseAt);
    }

    @Override
    public void claim(Sheet sheet, String username) {
        openTask(sheet).ifPresent(task -> tasks.setAssignee(task.getId(), username));
    }

    @Override
    public void release(Sheet sheet) {
        openTask(sheet).ifPresent(task -> tasks.setAssignee(task.getId(), null));
    }

    @Override
    public Optional<String> claimedBy(Sheet sheet) {
        return openTask(sheet).map(Task::getAssignee);
    }

    private static void moveOpenTask(TaskService tasks, String instance, String group) {
        for (Task task : tasks.createTaskQuery().processInstanceId(instance).list()) {
            tasks.setAssignee(task.getId(), null);
            tasks.getIdentityLinksForTask(task.getId()).stream()
                    .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
                    .forEach(link -> tasks.deleteCandidateGroup(task.getId(), link.getGroupId()));
            tasks.addCandidateGroup(task.getId(), group);
        }
    }

    /** @throws OptimisticLockingException when the case has ended since the engine read it: a lost race, not a fault */
    private static UUID id(DelegateExecution execution) {
        if (execution.getVariable(SHEET_ID) instanceof String id) {
            return UUID.fromString(id);
        }
        throw new OptimisticLockingException(
                "the case " + execution.getProcessInstanceId() + " has ended in the meantime");
    }

    /** Whom the open task of a sheet waits for: the ATS, or the region that compiles or reviews. */
    static String groupOf(Sheet sheet, @Nullable String element) {
        boolean region = REVIEW.equals(element) || sheet.compiler() == Compiler.REGION;
        return region ? "ente:" + sheet.region() : "ats:" + sheet.ats();
    }

    /** The steps of the model, each a line; and what its expressions ask. */
    @Configuration(proxyBeanMethods = false)
    static class Steps {

        @Bean
        JavaDelegate applyPrefill(@Lazy SheetOpening opening) {
            return execution -> opening.applyPrefill(id(execution));
        }

        @Bean
        JavaDelegate mergePrefill(@Lazy SheetOpening opening) {
            return execution -> opening.mergePrefill(id(execution));
        }

        @Bean
        JavaDelegate moveOpenTask(@Lazy TaskService tasks, @Lazy Sheets sheets) {
            return execution -> {
                Sheet sheet = sheets.ofCase(id(execution));
                SheetProcess.moveOpenTask(tasks, execution.getProcessInstanceId(), groupOf(sheet, elementOf(sheet)));
            };
        }

        @Bean
        JavaDelegate recordTransmission(@Lazy Sheets sheets) {
            return execution -> sheets.recordTransmission(id(execution));
        }

        @Bean
        JavaDelegate lapseSheet(@Lazy SheetOpening opening) {
            return execution -> opening.lapse(id(execution));
        }

        @Bean
        JavaDelegate withdrawSheet(@Lazy SheetOpening opening) {
            return execution -> opening.withdraw(id(execution));
        }
    }

    /** {@code ${sheetForm.reference(execution)}}: the form of the sheet's own revision. */
    @Component("sheetForm")
    public static class FormReference {

        private final Sheets sheets;

        FormReference(@Lazy Sheets sheets) {
            this.sheets = sheets;
        }

        public String reference(DelegateExecution execution) {
            return sheets.formIdOf(id(execution));
        }
    }

    /** {@code ${sheetTasks.group(execution)}}: whom the task waits for. */
    @Component("sheetTasks")
    public static class TaskGroup {

        private final Sheets sheets;

        TaskGroup(@Lazy Sheets sheets) {
            this.sheets = sheets;
        }

        public String group(DelegateExecution execution) {
            return groupOf(sheets.ofCase(id(execution)), execution.getCurrentActivityId());
        }
    }
}
