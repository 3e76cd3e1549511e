package it.sioss.catalogue.process;

import camundajar.impl.scala.Option;
import camundajar.impl.scala.Some;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import java.util.Map;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.VariableProvider;

/** Shows a Java map to FEEL as it is; the engine's own way copies all of it for each expression. */
final class FeelVariables extends CustomContext implements VariableProvider {

    private final Map<String, ?> variables;

    FeelVariables(Map<String, ?> variables) {
        this.variables = variables;
    }

    @Override
    public VariableProvider variableProvider() {
        return this;
    }

    @Override
    public Option<Object> getVariable(String name) {
        return variables.containsKey(name) ? new Some<>(variables.get(name)) : Option.empty();
    }

    @Override
    public Iterable<String> keys() {
        return CollectionConverters.asScala(variables.keySet());
    }
}
