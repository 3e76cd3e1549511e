package it.sioss.catalogue.process;

import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;

/** One FEEL expression of a form or of a check, parsed once: the conditions the clerk meets without seeing them. */
public final class FeelExpression {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();

    private final String text;
    private final ParsedExpression parsed;

    private FeelExpression(String text, ParseResult result) {
        if (result.isFailure()) {
            throw new IllegalArgumentException(
                    "FEEL not readable: " + text + " (" + result.failure().message() + ")");
        }
        this.text = text;
        this.parsed = result.parsedExpression();
    }

    /** @throws IllegalArgumentException when the text is not FEEL */
    public static FeelExpression parse(String text) {
        return new FeelExpression(text, ENGINE.parseExpression(text));
    }

    /** The cell of a decision table: tests on an input value. */
    static FeelExpression parseUnaryTests(String text) {
        return new FeelExpression(text, ENGINE.parseUnaryTests(text));
    }

    /** The value, with an unknown variable read as null. */
    public @Nullable Object evaluate(Map<String, ?> variables) {
        return resultOf(ENGINE.evaluate(parsed, objects(variables)));
    }

    /** True only when the expression is true: neither null nor any other value is. */
    public boolean holds(Map<String, ?> variables) {
        return Boolean.TRUE.equals(evaluate(variables));
    }

    boolean accepts(Object input, Map<String, ?> variables) {
        return Boolean.TRUE.equals(resultOf(ENGINE.evaluateWithInput(parsed, input, objects(variables))));
    }

    private @Nullable Object resultOf(EvaluationResult result) {
        if (!result.isSuccess()) {
            throw new IllegalStateException(
                    "FEEL failed: " + text + " (" + result.failure().message() + ")");
        }
        return result.result();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> objects(Map<String, ?> variables) {
        return (Map<String, Object>) variables;
    }

    @Override
    public String toString() {
        return text;
    }
}
