package it.sioss.platform.process;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The timers that tidy up after a deadline, of any case: fired by the reconciler, moved by an extension. */
@Component
public class DeadlineTimers {

    /** As many as the timer's retry cycle gives it. */
    private static final int ATTEMPTS = 12;

    private final ManagementService management;

    DeadlineTimers(ManagementService management) {
        this.management = management;
    }

    public void fire(@Nullable String processInstance) {
        of(processInstance).forEach(timer -> management.executeJob(timer.getId()));
    }

    /** Sets due date and attempts together; false when every timer already waited for that instant. */
    public boolean move(@Nullable String processInstance, Instant lapseAt) {
        Date due = Date.from(lapseAt);
        boolean moved = false;
        for (Job timer : of(processInstance)) {
            if (!due.equals(timer.getDuedate()) || timer.getRetries() == 0) {
                management
                        .setJobRetries(ATTEMPTS)
                        .jobId(timer.getId())
                        .dueDate(due)
                        .execute();
                moved = true;
            }
        }
        return moved;
    }

    private List<Job> of(@Nullable String processInstance) {
        return management
                .createJobQuery()
                .processInstanceId(String.valueOf(processInstance))
                .timers()
                .list();
    }
}
