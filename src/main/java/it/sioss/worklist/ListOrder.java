package it.sioss.worklist;

import java.util.Arrays;
import java.util.Optional;

/** By what a list may be ordered; nothing else ever reaches the query. */
public enum ListOrder {
    DEADLINE(
            "termine", "deadline %1$s, case effective_state when 'RETURNED' then 0 else 1 end, ats, module, body_name"),
    MODULE("modulo", "module %1$s, ats, body_name"),
    DISTRICT("ats", "ats %1$s, module, body_name"),
    BODY("soggetto", "body_name %1$s, module"),
    STATE("stato", "effective_state %1$s, deadline, ats, module, body_name"),
    COMPLETENESS("completezza", "answered::float / greatest(asked, 1) %1$s, ats, module, body_name"),
    SAVED("aggiornamento", "saved_at %1$s nulls last, ats, module, body_name");

    private final String word;
    private final String columns;

    ListOrder(String word, String columns) {
        this.word = word;
        this.columns = columns;
    }

    /** The word of the machine interface. */
    public String word() {
        return word;
    }

    /** What has expired comes last in a list of things to do; every order ends in the same way on every page. */
    String sql(boolean descending) {
        return "(effective_state = 'LAPSED'), " + String.format(columns, descending ? "desc" : "asc") + ", id";
    }

    public static Optional<ListOrder> ofWord(String word) {
        return Arrays.stream(values()).filter(order -> order.word.equals(word)).findFirst();
    }
}
