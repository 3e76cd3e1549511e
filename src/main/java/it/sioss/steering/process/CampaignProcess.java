package it.sioss.steering.process;

import it.sioss.prefill.Sources;
import it.sioss.steering.CampaignFlow;
import it.sioss.steering.Reminders;
import it.sioss.steering.Steering;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The process {@code campaign-calendar} on one page; its business key is the year. */
@Component
public class CampaignProcess implements CampaignFlow {

    public static final String KEY = "campaign-calendar";
    public static final String WORK_CONCLUDED = "Lavoro concluso";
    private static final String OPENING_COMPLETED = "event_openingCompleted";
    private static final String CLOSING_COMPLETED = "event_closingCompleted";

    private static final String REMINDERS_COMPLETED = "event_remindersCompleted";
    private static final String DEADLINE = "event_deadlineReached";
    private static final List<String> REMINDER_TIMERS =
            List.of("startEvent_firstReminderReached", "event_nextReminderReached");

    private static final String FETCH_PUBLICATIONS = "serviceTask_fetchPublications";

    private final RuntimeService runtime;

    private final ManagementService management;

    CampaignProcess(RuntimeService runtime, ManagementService management) {
        this.runtime = runtime;
        this.management = management;
    }

    @Override
    public void openingDecided(int year) {
        runtime.startProcessInstanceByKey(KEY, Integer.toString(year));
    }

    @Override
    public void openingConcluded(int year) {
        workConcluded(year, OPENING_COMPLETED);
    }

    @Override
    public void closingConcluded(int year) {
        workConcluded(year, CLOSING_COMPLETED);
    }

    @Override
    public void remindersConcluded(int year) {
        workConcluded(year, REMINDERS_COMPLETED);
    }

    private void workConcluded(int year, String waitingAt) {
        runtime.createExecutionQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(Integer.toString(year))
                .activityId(waitingAt)
                .messageEventSubscriptionName(WORK_CONCLUDED)
                .list()
                .forEach(waiting -> runtime.messageEventReceived(WORK_CONCLUDED, waiting.getId()));
    }

    @Override
    public void waitUntil(int year, Instant next) {
        move(year, DEADLINE, next);
    }

    @Override
    public void remindAt(int year, Instant next) {
        REMINDER_TIMERS.forEach(timer -> move(year, timer, next));
    }

    private void move(int year, String activity, Instant next) {
        Date due = Date.from(next);
        calendars(year)
                .forEach(calendar -> timers(calendar).activityId(activity).list().stream()
                        .filter(timer -> !due.equals(timer.getDuedate()))
                        .forEach(timer -> management.setJobDuedate(timer.getId(), due)));
    }

    @Override
    public void fireDueTimers(int year) {
        calendars(year)
                .forEach(calendar ->
                        timers(calendar).executable().list().forEach(timer -> management.executeJob(timer.getId())));
    }

    private List<ProcessInstance> calendars(int year) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(Integer.toString(year))
                .list();
    }

    private JobQuery timers(ProcessInstance calendar) {
        return management.createJobQuery().processInstanceId(calendar.getId()).timers();
    }

    /** A night that succeeds lets the earlier ones, which had given up, end too: what they asked for is here now. */
    private void tryOldNightsAgain(String calendar, String tonight) {
        management
                .createJobQuery()
                .processInstanceId(calendar)
                .activityId(FETCH_PUBLICATIONS)
                .noRetriesLeft()
                .list()
                .stream()
                .filter(job -> !tonight.equals(job.getExecutionId()))
                .forEach(job -> management.setJobRetries(job.getId(), 1));
    }

    private static int year(DelegateExecution execution) {
        return Integer.parseInt(execution.getProcessBusinessKey());
    }

    /** The steps of the model, each a line. */
    @Configuration(proxyBeanMethods = false)
    static class Steps {

        @Bean
        JavaDelegate recordOpening(@Lazy Steering steering) {
            return execution -> steering.recordOpening(year(execution));
        }

        @Bean
        JavaDelegate fetchPublications(@Lazy Sources sources, CampaignProcess calendar) {
            return execution -> {
                sources.fetch(year(execution));
                calendar.tryOldNightsAgain(execution.getProcessInstanceId(), execution.getId());
            };
        }

        @Bean
        JavaDelegate recordReminders(@Lazy Reminders reminders) {
            return execution -> reminders.record(year(execution));
        }

        @Bean
        JavaDelegate recordClosing(@Lazy Steering steering) {
            return execution -> steering.recordClosing(year(execution));
        }

        @Bean
        JavaDelegate reportOutcome(@Lazy Steering steering) {
            return execution -> steering.reportOutcome(year(execution));
        }
    }

    /** {@code ${campaignCalendar…}}: the dates the calendar waits for. */
    @Component("campaignCalendar")
    public static class Dates {

        private final Steering steering;
        private final Reminders reminders;

        Dates(@Lazy Steering steering, @Lazy Reminders reminders) {
            this.steering = steering;
            this.reminders = reminders;
        }

        public Date nextDeadline(DelegateExecution execution) {
            return Date.from(steering.nextDeadline(year(execution)));
        }

        public Date nextReminder(DelegateExecution execution) {
            return Date.from(reminders.next(year(execution)));
        }

        /** The hour at which the sources are asked, in UTC: half past two or three at night in Rome. */
        public String everyNight() {
            return "0 30 1 * * ?";
        }

        public boolean allPassed(DelegateExecution execution) {
            return steering.allDeadlinesPassed(year(execution));
        }
    }
}
