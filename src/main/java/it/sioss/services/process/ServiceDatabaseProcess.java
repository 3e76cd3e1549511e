package it.sioss.services.process;

import it.sioss.platform.process.DeadlineTimers;
import it.sioss.services.DatabaseDesk;
import it.sioss.services.ServiceDatabase;
import it.sioss.services.Services;
import it.sioss.services.ServicesFlow;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The process {@code service-database} on one page: key, elements, variables, steps. */
@Component
public class ServiceDatabaseProcess implements ServicesFlow {

    public static final String KEY = "service-database";
    public static final String COMPILE = "userTask_compileServices";
    public static final String FINALIZE = "userTask_finalizeDatabase";
    public static final String REVISED = "Allegato 1 modificato";

    static final String DATABASE_ID = "databaseId";
    static final String TASK_OUTCOME = "taskOutcome";
    static final String LAPSE_AT = "lapseAt";

    /** Every variable a case may hold. */
    public static final List<String> VARIABLES = List.of(DATABASE_ID, LAPSE_AT, TASK_OUTCOME);

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final DeadlineTimers timers;

    ServiceDatabaseProcess(RuntimeService runtime, TaskService tasks, DeadlineTimers timers) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.timers = timers;
    }

    @Override
    public String open(ServiceDatabase database, Instant lapseAt) {
        return runtime.createProcessInstanceByKey(KEY)
                .businessKey(database.key())
                .setVariables(Variables.putValue(DATABASE_ID, database.id().toString())
                        .putValueTyped(LAPSE_AT, Variables.dateValue(Date.from(lapseAt), true)))
                .execute()
                .getId();
    }

    private static UUID id(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(DATABASE_ID));
    }

    @Override
    public void compiled(ServiceDatabase database) {
        complete(database, COMPILE, "COMPILED");
    }

    @Override
    public void resumed(ServiceDatabase database) {
        complete(database, FINALIZE, "RESUMED");
    }

    @Override
    public void finalized(ServiceDatabase database) {
        complete(database, FINALIZE, "FINALIZED");
    }

    private void complete(ServiceDatabase database, String element, String outcome) {
        var task = tasks.createTaskQuery()
                .processInstanceId(database.processInstanceId())
                .taskDefinitionKey(element)
                .singleResult();
        if (task == null) {
            throw new it.sioss.platform.Refusal(
                    409, "TRANSIZIONE_NON_AMMESSA", "La banca dati non è al passo che si voleva concludere.");
        }
        tasks.complete(task.getId(), java.util.Map.of(TASK_OUTCOME, outcome));
    }

    @Override
    public void revised(ServiceDatabase database) {
        runtime.createMessageCorrelation(REVISED)
                .processInstanceId(database.processInstanceId())
                .correlate();
    }

    @Override
    public void fireDeadline(ServiceDatabase database) {
        timers.fire(database.processInstanceId());
    }

    @Override
    public boolean moveDeadline(ServiceDatabase database, Instant lapseAt) {
        return timers.move(database.processInstanceId(), lapseAt);
    }

    /** The steps of the model, each a line. */
    @Configuration(proxyBeanMethods = false)
    static class Steps {

        @Bean
        JavaDelegate decideDueSheets(@Lazy Services services) {
            return execution -> services.decideDueSheets(id(execution));
        }

        @Bean
        JavaDelegate recordDatabaseTransmission(@Lazy DatabaseDesk desk) {
            return execution -> desk.recordTransmission(id(execution));
        }

        @Bean
        JavaDelegate lapseDatabase(@Lazy Services services) {
            return execution -> services.lapse(id(execution));
        }
    }
}
