package it.sioss.catalogue;

import java.util.List;
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

    public boolean isBlocking() {
        return severity == Severity.BLOCKING;
    }

    Finding judged(@Nullable SeverityChange decided) {
        return decided == null
                ? this
                : new Finding(code, decided.severity(), fields, value, reference, message, source, variant, decided);
    }
}
