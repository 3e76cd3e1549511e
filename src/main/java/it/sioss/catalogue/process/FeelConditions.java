package it.sioss.catalogue.process;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Many FEEL conditions asked in one go. Each call to the engine first builds its hundred functions, which costs more
 * than most conditions do: a whole sheet is judged in one call instead of forty.
 */
public final class FeelConditions {

    private final List<FeelExpression> conditions;
    private final FeelExpression together;

    private FeelConditions(List<FeelExpression> conditions) {
        this.conditions = conditions;
        this.together = FeelExpression.parse(conditions.stream()
                .map(condition -> "(" + condition + ")")
                .collect(Collectors.joining(", ", "[", "]")));
    }

    public static FeelConditions of(Collection<FeelExpression> conditions) {
        return new FeelConditions(conditions.stream().distinct().toList());
    }

    /** Those that are true; one that is null, for want of an answer, is not. */
    public Set<FeelExpression> holding(Map<String, ?> variables) {
        Set<FeelExpression> holding = new HashSet<>();
        if (!conditions.isEmpty() && together.evaluate(variables) instanceof Collection<?> results) {
            int index = 0;
            for (Object result : results) {
                if (Boolean.TRUE.equals(result)) {
                    holding.add(conditions.get(index));
                }
                index++;
            }
        }
        return holding;
    }
}
