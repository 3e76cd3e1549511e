package it.sioss.prefill;

import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that another system answers, as its form marks it: {@code rpm} names an indicator of RPM, {@code
 * precompila} names source and indicator.
 *
 * @param supervised it stands in a section that a person must confirm
 */
public record Indicator(
        String source,
        String name,
        String key,
        String section,
        boolean supervised,
        int decimals,
        @Nullable BigDecimal max) {

    private static final String RPM = "RPM";

    /** The questions of a form that sources answer, in the order of the page. */
    public static List<Indicator> of(FormDefinition form) {
        var indicators = new ArrayList<Indicator>();
        for (Section section : form.sections()) {
            boolean supervised = section.properties().containsKey("precompilazione");
            for (FormItem item : section.items()) {
                if (item instanceof Question question) {
                    Indicator indicator = of(question, section, supervised);
                    if (indicator != null) {
                        indicators.add(indicator);
                    }
                }
            }
        }
        return List.copyOf(indicators);
    }

    private static @Nullable Indicator of(Question question, Section section, boolean supervised) {
        String rpm = question.properties().get("rpm");
        String other = question.properties().get("precompila");
        int slash = other == null ? -1 : other.indexOf('/');
        if (rpm == null && slash < 0) {
            return null;
        }
        Integer decimals = question.limits().decimals();
        return new Indicator(
                rpm == null ? String.valueOf(other).substring(0, slash) : RPM,
                rpm == null ? String.valueOf(other).substring(slash + 1) : rpm,
                question.key(),
                section.code(),
                supervised,
                decimals == null ? 0 : decimals,
                question.limits().max());
    }
}
