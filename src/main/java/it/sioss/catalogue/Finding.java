package it.sioss.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check says to the clerk: which rule, on which fields (of a cell: {@code grid.row.column}), with the two
 * figures that disagree in Italian format, and why the rule exists.
 */
public record Finding(
        String code,
        Severity severity,
        List<String> fields,
        @Nullable String value,
        @Nullable String reference,
        String message,
        String source) {

    /** The code of every fault of the answer itself: unreadable, out of range, not in the list, row not complete. */
    public static final String INVALID_VALUE = "VALORE_NON_VALIDO";

    public boolean isBlocking() {
        return severity == Severity.BLOCKING;
    }
}
