package it.sioss.catalogue;

import it.sioss.catalogue.process.FeelExpression;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a section asks: a single question or a grid. */
public sealed interface FormItem permits Question, QuestionGrid {

    /** The key of the answer, as {@code a5_3_3_donne}. */
    String key();

    /** The official code, stable across years; several rows of one official field share it. */
    String officialCode();

    String label();

    /** The code of the section it stands in. */
    String section();

    /** It counts in completeness while it is visible. */
    boolean required();

    /** Hidden when any of these holds: its own condition and those of the groups around it. */
    List<FeelExpression> hiddenWhen();

    /** The properties of the form's author: official code, source, role, help and whatever a module needs. */
    Map<String, String> properties();

    /** The common parts it plays, so that one rule serves every module. */
    default Set<String> roles() {
        String roles = properties().get("ruolo");
        return roles == null ? Set.of() : Set.of(roles.trim().split("[\\s,]+"));
    }

    /** What counts, what does not, an example. */
    default String help() {
        return properties().getOrDefault("aiuto", "");
    }

    /** Where the wording comes from. */
    default String source() {
        return properties().getOrDefault("fonte", "");
    }

    /** The threshold from which a change against last year is remarked; null where no comparison is made. */
    default @Nullable String comparisonThreshold() {
        return properties().get("confronta");
    }
}
