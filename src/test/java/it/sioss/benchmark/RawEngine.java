package it.sioss.benchmark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;

/** The same model in a bare engine with its default settings: empty steps, no sheet, no guard, no checks, no journal. */
final class RawEngine implements AutoCloseable {

    private final ProcessEngine engine;
    private final List<String> instances = new ArrayList<>();

    RawEngine(String url, String user, String password) {
        JavaDelegate nothing = execution -> {};
        var beans = new HashMap<Object, Object>();
        for (String step : List.of(
                "applyPrefill", "mergePrefill", "moveOpenTask", "recordTransmission", "lapseSheet", "withdrawSheet")) {
            beans.put(step, nothing);
        }
        beans.put("sheetForm", new Form());
        beans.put("sheetTasks", new Group());
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("raw");
        configuration.setJdbcDriver("org.postgresql.Driver");
        configuration.setJdbcUrl(url);
        configuration.setJdbcUsername(user);
        configuration.setJdbcPassword(password);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setBeans(beans);
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("processes/module-sheet.bpmn")
                .deploy();
    }

    /** {@code ${sheetForm.reference(execution)}} */
    public static final class Form {
        public String reference(DelegateExecution execution) {
            return "a5-2024";
        }
    }

    /** {@code ${sheetTasks.group(execution)}} */
    public static final class Group {
        public String group(DelegateExecution execution) {
            return "ats:" + execution.getVariable("ats");
        }
    }

    void open(String ats, String key, Instant lapseAt) {
        Map<String, Object> variables = Map.of("sheetId", key, "lapseAt", Date.from(lapseAt), "ats", ats);
        instances.add(engine.getRuntimeService()
                .startProcessInstanceByKey("module-sheet", key, variables)
                .getId());
    }

    private String instance(int number) {
        return instances.get(number % instances.size());
    }

    private Task task(int number) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance(number))
                .singleResult();
    }

    void view(int number) {
        engine.getTaskService().getVariables(task(number).getId());
    }

    /** A page of the tasks of some groups, the nearest due date first, and how many there are. */
    long page(List<String> groups, int from, int size) {
        TaskQuery waiting = engine.getTaskService()
                .createTaskQuery()
                .taskCandidateGroupIn(groups)
                .orderByDueDate()
                .asc();
        return waiting.listPage(from, size).size() + waiting.count();
    }

    void save(int number, Map<String, Object> answers) {
        engine.getRuntimeService().setVariables(instance(number), answers);
    }

    void submitAndFinalize(int number) {
        engine.getTaskService()
                .complete(
                        task(number).getId(),
                        Map.of("taskOutcome", "SUBMITTED", "hasContents", true, "reviewNeeded", false));
        engine.getTaskService().complete(task(number).getId(), Map.of("taskOutcome", "FINALIZED"));
    }

    long running() {
        return engine.getRuntimeService().createProcessInstanceQuery().count();
    }

    void startJobExecutor() {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getJobExecutor()
                .start();
    }

    @Override
    public void close() {
        engine.close();
    }
}
