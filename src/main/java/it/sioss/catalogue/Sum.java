package it.sioss.catalogue;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers that must add up to others, as the checks say it: shown as a running total while one types. Only shown: the
 * check itself judges.
 *
 * @param tolerance by how much the two may differ
 */
public record Sum(String code, List<Part> parts, List<Part> whole, BigDecimal tolerance) {

    /**
     * One answer of the sum.
     *
     * @param column of a grid, whose rows are added up; null for a plain question
     * @param word what the check calls it; null when it does not name it
     */
    public record Part(
            String key,
            @Nullable String column,
            boolean subtracted,
            @Nullable String word) {}
}
