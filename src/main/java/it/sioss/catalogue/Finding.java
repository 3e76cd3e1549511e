package it.sioss.catalogue;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a check says to the clerk: which rule, on which fields (of a cell: {@code grid.row.column}), with the two
 * figures that disagree in Italian format, and why the rule exists.
 *
 * @param variant tells apart the lines of one rule that start from the same field; 0 for nearly all
 * @param change who has given the rule another severity for this year, and why; null when it is the released one
 */
public record Finding(
        String code,
        Severity severity,
        List<String> fields,
        @Nullable String value,
        @Nullable String reference,
        String message,
        String source,
        int variant,
        @Nullable SeverityChange change) {

    /** The code of every fault of the answer itself: unreadable, out of range, not in the list, row not complete. */
    public static final String INVALID_VALUE = "VALORE_NON_VALIDO";

    /** The common rules that compare with last year and with similar districts. */
    private static final Set<String> COMPARISONS = Set.of("G10", "G15");

    /** A fault of the answer itself. */
    static Finding fault(List<String> fields, String message, String source) {
        return new Finding(INVALID_VALUE, Severity.BLOCKING, fields, null, null, message, source, 0, null);
    }

    /** The same finding keeps its id while the sheet is compiled: rule, first field, row. */
    public String id() {
        String[] place = fields.isEmpty() ? new String[] {""} : fields.get(0).split("\\.", 3);
        String field = place.length == 3 ? place[0] + "." + place[2] + ":" + place[1] : place[0];
        return code + ":" + field + (variant == 0 ? "" : "~" + variant);
    }

    /** A large variation: against last year's value, or against similar districts. */
    public boolean isComparison() {
        return COMPARISONS.contains(code);
    }

    public boolean isBlocking() {
        return severity == Severity.BLOCKING;
    }

    Finding judged(@Nullable SeverityChange decided) {
        return decided == null
                ? this
                : new Finding(code, decided.severity(), fields, value, reference, message, source, variant, decided);
    }
}
