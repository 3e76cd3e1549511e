package it.sioss.catalogue.process;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a table that says "these parts make that whole", read back from the way such rules are written: the
 * condition is {@code abs(…) > tolerance}, value and reference are plain sums. The running totals a clerk sees while
 * typing come from here, so that no sum is written twice.
 */
public record SumRule(String code, List<Term> parts, List<Term> whole, BigDecimal tolerance, String message) {

    /** A name of the table, or one column of a grid; subtracted when a minus stands before it. */
    public record Term(
            boolean subtracted, String name, @Nullable String column) {}

    private static final Pattern CONDITION = Pattern.compile("abs\\(.*\\) > (\\d+(?:\\.\\d+)?)");
    private static final Pattern TERM =
            Pattern.compile("\\s*([+-]?)\\s*(?:sum\\(([a-z]\\w*)(?:\\.([a-z]\\w*))?\\)|([a-z]\\w*(?![\\w.(\\[])))\\s*");

    static Optional<SumRule> of(String code, String condition, String value, String reference, String message) {
        Matcher shape = CONDITION.matcher(condition);
        List<Term> parts = terms(value);
        List<Term> whole = terms(reference);
        return shape.matches() && !condition.contains(" and ") && !parts.isEmpty() && !whole.isEmpty()
                ? Optional.of(new SumRule(code, parts, whole, new BigDecimal(shape.group(1)), message))
                : Optional.empty();
    }

    /** Empty when the text is anything but a sum. */
    private static List<Term> terms(String text) {
        List<Term> terms = new ArrayList<>();
        Matcher term = TERM.matcher(text);
        int read = 0;
        while (read < text.length() && term.region(read, text.length()).lookingAt()) {
            boolean misplaced =
                    terms.isEmpty() ? term.group(1).equals("+") : term.group(1).isEmpty();
            if (misplaced) {
                return List.of();
            }
            String name = term.group(2) == null ? term.group(4) : term.group(2);
            terms.add(new Term(term.group(1).equals("-"), name, term.group(3)));
            read = term.end();
        }
        return read == text.length() ? List.copyOf(terms) : List.of();
    }
}
