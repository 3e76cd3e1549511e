package it.sioss.support;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Viewer;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.platform.PresentClock;
import it.sioss.sheet.Receipt;
import it.sioss.sheet.Sheet;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** Words for tests about one sheet: what is done to it, where its case stands, that nothing is left behind. */
public record Cases(
        Sheets sheets,
        PresentClock clock,
        RuntimeService runtime,
        TaskService tasks,
        ManagementService management,
        HistoryService history) {

    private static final Set<String> BESIDE =
            Set.of("startEvent_nightReached", "startEvent_firstReminderReached", "event_nextReminderReached");

    public static final String CATEGORY = "nessun_beneficiario";
    public static final String REASON = "Nel corso dell'anno nessuna persona ha chiesto il servizio all'Ambito.";

    public static Cases in(ApplicationContext context) {
        return new Cases(
                context.getBean(Sheets.class),
                context.getBean(PresentClock.class),
                context.getBean(RuntimeService.class),
                context.getBean(TaskService.class),
                context.getBean(ManagementService.class),
                context.getBean(HistoryService.class));
    }

    /** A whole and faultless compilation; the municipalities stay as the registry knows them. */
    public static AnswersPatch complete() {
        ModuleRevision module = ModuleFixtures.module("A5");
        var changes = new LinkedHashMap<String, @Nullable Entry>(
                ModuleFixtures.complete(module).entries());
        module.form().withRole("comuni").forEach(item -> changes.remove(item.key()));
        return new AnswersPatch(changes);
    }

    /** Answers from alternating keys and values; a null value clears. */
    public static AnswersPatch patch(String key, @Nullable Object value) {
        var changes = new LinkedHashMap<String, @Nullable Entry>();
        changes.put(
                key, value == null ? null : ModuleFixtures.answers(key, value).get(key));
        return new AnswersPatch(changes);
    }

    public Sheet sheet(UUID sheet) {
        return sheets.ofCase(sheet);
    }

    public String atsOf(UUID sheet) {
        return sheet(sheet).ats();
    }

    public SheetView save(UUID sheet, AnswersPatch patch, Viewer viewer) {
        return sheets.answer(sheet, sheet(sheet).answersVersion(), patch, viewer, clock.instant());
    }

    public SheetView compile(UUID sheet, Viewer viewer) {
        return save(sheet, complete(), viewer);
    }

    public SheetView submit(UUID sheet, Viewer viewer) {
        return sheets.submit(sheet, viewer, clock.instant());
    }

    public SheetView resume(UUID sheet, Viewer viewer) {
        return sheets.resume(sheet, viewer, clock.instant());
    }

    public SheetView justify(UUID sheet, Viewer viewer) {
        return sheets.justify(sheet, CATEGORY, REASON, viewer, clock.instant());
    }

    public Receipt finalizeSheet(UUID sheet, Viewer viewer) {
        return sheets.finalizeSheet(sheet, viewer, clock.instant());
    }

    /** Compiled and submitted by the ATS itself: what is left is to finalize. */
    public UUID ready(UUID sheet, Viewer viewer) {
        compile(sheet, viewer);
        submit(sheet, viewer);
        return sheet;
    }

    /** The number a sheet declares; there must be one. */
    public int number(UUID sheet, String key) {
        Answer answer = Objects.requireNonNull(sheet(sheet).answers().answer(key), key);
        return Objects.requireNonNull(answer.number(), key).intValue();
    }

    public String instanceOf(UUID sheet) {
        return String.valueOf(sheet(sheet).processInstanceId());
    }

    public ProcessInstance caseOf(UUID sheet) {
        return runtime.createProcessInstanceQuery()
                .processInstanceId(instanceOf(sheet))
                .singleResult();
    }

    public Task taskOf(UUID sheet) {
        return openTask(instanceOf(sheet));
    }

    public Task openTask(String instance) {
        return tasks.createTaskQuery()
                .processInstanceId(instance)
                .initializeFormKeys()
                .singleResult();
    }

    public boolean waitsFor(UUID sheet, String group) {
        return tasks.createTaskQuery()
                        .processInstanceId(instanceOf(sheet))
                        .taskCandidateGroup(group)
                        .includeAssignedTasks()
                        .count()
                == 1;
    }

    public Job timerOf(UUID sheet) {
        return timer(instanceOf(sheet));
    }

    private String activityOf(Job job) {
        return management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    /** The timer of a case or of a calendar's next deadline; not the calendar's nightly one, nor its reminders'. */
    public Job timer(String instance) {
        return management.createJobQuery().processInstanceId(instance).timers().list().stream()
                .filter(job -> !BESIDE.contains(activityOf(job)))
                .findFirst()
                .orElseThrow();
    }

    /** The present comes to the very instant a timer is due, and the timer fires. */
    public void letTheTimerFire(String instance) {
        Job timer = timer(instance);
        clock.moveTo(timer.getDuedate().toInstant().plusMillis(1));
        management.executeJob(timer.getId());
    }

    public Instant deadlineOf(UUID sheet, Viewer viewer) {
        return sheets.view(sheet, viewer).window().deadline();
    }

    /** The present comes to so much before (or, negative, after) the sheet's deadline. */
    public void comeBeforeTheDeadline(UUID sheet, Viewer viewer, Duration ahead) {
        clock.moveTo(deadlineOf(sheet, viewer).minus(ahead));
    }

    /** The case has come to this end, and nothing of it is left open. */
    public void endedAt(String instance, String endEvent) {
        assertThat(history.createHistoricActivityInstanceQuery()
                        .processInstanceId(instance)
                        .activityId(endEvent)
                        .finished()
                        .count())
                .as("the case passed %s", endEvent)
                .isOne();
        nothingIsOpen(instance);
    }

    public void nothingIsOpen(String instance) {
        var open = new LinkedHashMap<String, Long>(Map.of(
                "cases",
                        runtime.createProcessInstanceQuery()
                                .processInstanceId(instance)
                                .count(),
                "executions",
                        runtime.createExecutionQuery()
                                .processInstanceId(instance)
                                .count(),
                "tasks", tasks.createTaskQuery().processInstanceId(instance).count(),
                "jobs", management.createJobQuery().processInstanceId(instance).count(),
                "incidents",
                        runtime.createIncidentQuery()
                                .processInstanceId(instance)
                                .count(),
                "waits",
                        runtime.createEventSubscriptionQuery()
                                .processInstanceId(instance)
                                .count(),
                "variables",
                        runtime.createVariableInstanceQuery()
                                .processInstanceIdIn(instance)
                                .count()));
        open.values().removeIf(count -> count == 0);
        assertThat(open).as("left open in case %s", instance).isEmpty();
    }
}
