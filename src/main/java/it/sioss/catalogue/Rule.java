package it.sioss.catalogue;

import java.util.List;
import java.util.Locale;

/**
 * A rule of a module in plain words: what it says when broken, on which questions, why it exists and who wants it.
 *
 * @param common it stands in the table shared by all modules
 * @param questions the labels of the questions concerned, as the form words them
 * @param condition what breaks it, as it stands in the table
 */
public record Rule(
        String code,
        Severity severity,
        boolean common,
        List<String> questions,
        String condition,
        String message,
        String description) {

    private static final String CIRCULAR = "circolare";

    /** The circular's own condition: nobody may make it a mere warning. */
    public boolean ofCircular() {
        return description.toLowerCase(Locale.ITALIAN).startsWith(CIRCULAR);
    }

    /** Where it comes from, in a word. */
    public String source() {
        return ofCircular() ? "circolare" : common ? "regola comune, ricostruita" : "regola del modulo, ricostruita";
    }
}
