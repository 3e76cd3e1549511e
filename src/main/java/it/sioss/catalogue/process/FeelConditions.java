package it.sioss.catalogue.process;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many FEEL conditions asked in one go. Each call to the engine first builds its hundred functions, which costs more
 * than most conditions do: a whole sheet is judged in one call instead of forty; and the same question about the same
 * values, as at the opening of six hundred untouched sheets or while one field of a hundred is typed, is answered from
 * memory.
 */
public final class FeelConditions {

    private static final int REMEMBERED = 500;

    private final List<FeelExpression> conditions;
    private final FeelExpression together;
    private final List<String> names;
    private final Cache<List<@Nullable Object>, Set<FeelExpression>> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private FeelConditions(List<FeelExpression> conditions) {
        this.conditions = conditions;
        this.together = FeelExpression.parse(conditions.stream()
                .map(condition -> "(" + condition + ")")
                .collect(Collectors.joining(", ", "[", "]")));
        this.names = conditions.stream()
                .flatMap(condition -> condition.names().stream())
                .distinct()
                .toList();
    }

    public static FeelConditions of(Collection<FeelExpression> conditions) {
        return new FeelConditions(conditions.stream().distinct().toList());
    }

    /** Those that are true; one that is null, for want of an answer, is not. */
    public Set<FeelExpression> holding(Map<String, ?> variables) {
        List<@Nullable Object> values = new ArrayList<>(names.size());
        names.forEach(name -> values.add(variables.get(name)));
        return known.get(values, unknown -> ask(variables));
    }

    private Set<FeelExpression> ask(Map<String, ?> variables) {
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
        return Set.copyOf(holding);
    }
}
