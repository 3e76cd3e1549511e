package it.sioss.catalogue.process;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;

/** One FEEL expression of a form or of a check, parsed once: the conditions the clerk meets without seeing them. */
public final class FeelExpression {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();

    private static final Pattern TEXT_OR_NAME = Pattern.compile("\"[^\"]*\"|([\\p{L}_][\\p{L}\\p{N}_]*)");

    private static final Pattern STOPPED_AT = Pattern.compile(":(\\d+):(\\d+), found ");

    private final String text;
    private final ParsedExpression parsed;

    private FeelExpression(String text, ParseResult result) {
        if (result.isFailure()) {
            throw new IllegalArgumentException("Espressione FEEL non leggibile: «" + text + "»"
                    + place(result.failure().message()));
        }
        this.text = text;
        this.parsed = result.parsedExpression();
    }

    /** Where the reader stopped: all that is repeated of its English. */
    private static String place(String failure) {
        Matcher stopped = STOPPED_AT.matcher(failure);
        return stopped.find() ? " (riga " + stopped.group(1) + ", colonna " + stopped.group(2) + ")" : "";
    }

    /** @throws IllegalArgumentException when the text is not FEEL */
    public static FeelExpression parse(String text) {
        return new FeelExpression(text, ENGINE.parseExpression(text));
    }

    /** The value, with an unknown variable read as null. */
    public @Nullable Object evaluate(Map<String, ?> variables) {
        EvaluationResult result = ENGINE.evaluate(parsed, new FeelVariables(variables));
        if (!result.isSuccess()) {
            throw new IllegalStateException("Espressione FEEL non valutabile: " + text + " ("
                    + result.failure().message() + ")");
        }
        return result.result();
    }

    /** True only when the expression is true: neither null nor any other value is. */
    public boolean holds(Map<String, ?> variables) {
        return Boolean.TRUE.equals(evaluate(variables));
    }

    /** Every word that may name a variable: more than it reads, never fewer. */
    Set<String> names() {
        return TEXT_OR_NAME
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same text is the same expression. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeelExpression expression && text.equals(expression.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text as written. */
    @Override
    public String toString() {
        return text;
    }
}
