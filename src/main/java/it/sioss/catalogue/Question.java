package it.sioss.catalogue;

import it.sioss.catalogue.process.FeelExpression;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One question of the form, with the limits its answer must respect. */
public record Question(
        String key,
        String officialCode,
        String label,
        String section,
        QuestionType type,
        boolean required,
        Limits limits,
        List<Option> options,
        @Nullable String optionsSource,
        List<FeelExpression> hiddenWhen,
        Map<String, String> properties)
        implements FormItem {

    /** The unit in which a number is given: persone, ore, euro …; empty when none is named. */
    public String unit() {
        return properties.getOrDefault("unita", "");
    }

    /** The label of a choice, or the value itself when the list does not know it. */
    public String labelOf(String value) {
        return options.stream()
                .filter(option -> option.value().equals(value))
                .map(Option::label)
                .findFirst()
                .orElse(value);
    }
}
