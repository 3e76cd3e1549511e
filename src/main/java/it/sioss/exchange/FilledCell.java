package it.sioss.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody put in a cell, and where.
 *
 * @param content a text, a number, or a date where the spreadsheet shows one; null when the cell is empty
 */
record FilledCell(@Nullable Object content, Place place) {

    FilledCell {
        boolean known = content == null
                || content instanceof String
                || content instanceof BigDecimal
                || content instanceof LocalDate;
        if (!known) {
            throw new IllegalArgumentException("A cell holds a text, a number or a date");
        }
    }

    boolean isBlank() {
        return content == null || content instanceof String text && text.isBlank();
    }

    /** As a text question would take it. */
    String text() {
        if (content instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return content instanceof LocalDate date ? ItalianCells.date(date) : content == null ? "" : (String) content;
    }
}
