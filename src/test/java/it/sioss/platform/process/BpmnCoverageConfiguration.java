package it.sioss.platform.process;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Found by component scan in every application test, so that no process test can forget to report its walk. */
@Configuration(proxyBeanMethods = false)
public class BpmnCoverageConfiguration {

    @Bean
    ProcessEnginePlugin bpmnCoveragePlugin() {
        return new CoveragePlugin();
    }

    static final class CoveragePlugin extends AbstractProcessEnginePlugin {

        @Override
        public void preInit(ProcessEngineConfigurationImpl configuration) {
            List<BpmnParseListener> listeners = new ArrayList<>();
            if (configuration.getCustomPostBPMNParseListeners() != null) {
                listeners.addAll(configuration.getCustomPostBPMNParseListeners());
            }
            listeners.add(new CoverageListener());
            configuration.setCustomPostBPMNParseListeners(listeners);
        }
    }

    private static final class CoverageListener extends AbstractBpmnParseListener {

        @Override
        public void parseProcess(Element element, ProcessDefinitionEntity definition) {
            observe(definition, definition.getKey());
        }

        private static void observe(ScopeImpl scope, String processKey) {
            for (ActivityImpl activity : scope.getActivities()) {
                activity.addListener(ExecutionListener.EVENTNAME_START, onCommit(processKey, activity.getId()));
                for (PvmTransition flow : activity.getOutgoingTransitions()) {
                    ((TransitionImpl) flow)
                            .addListener(ExecutionListener.EVENTNAME_TAKE, onCommit(processKey, flow.getId()));
                }
                observe(activity, processKey);
            }
        }

        /** A walk that is rolled back has proved nothing. */
        private static ExecutionListener onCommit(String processKey, String elementId) {
            return execution -> Context.getCommandContext()
                    .getTransactionContext()
                    .addTransactionListener(
                            TransactionState.COMMITTED, context -> BpmnCoverage.walked(processKey, elementId));
        }
    }
}
