package it.sioss.worklist;

import java.util.Arrays;
import java.util.Optional;

/** By what a list may be ordered; nothing else ever reaches the query. */
public enum ListOrder {
    DEADLINE(
            "termine",
            "(effective_state in ('FINALIZED', 'WITHDRAWN')), deadline %1$s, case effective_state when 'RETURNED' then 0 else 1 end, "
                    + Ties.BY_PLACE),
    MODULE("modulo", "module collate \"C\" %1$s, " + Ties.BY_PLACE),
    DISTRICT("ats", "ats collate \"C\" %1$s, " + Ties.BY_PLACE),
    BODY("soggetto", "body_name %1$s, module"),
    STATE("stato", "effective_state collate \"C\" %1$s, deadline, " + Ties.BY_PLACE),
    COMPLETENESS("completezza", "answered::float / greatest(asked, 1) %1$s, " + Ties.BY_PLACE),
    SAVED("aggiornamento", "saved_at %1$s nulls last, " + Ties.BY_PLACE);

    /** Codes are compared byte by byte: a language's alphabet costs three times as much and says the same. */
    private static final class Ties {
        static final String BY_PLACE = "ats collate \"C\", module collate \"C\", body_name collate \"C\"";
    }

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

    /** What has expired comes last, and by deadline also what is done; every order ends in the same way on every page. */
    String sql(boolean descending) {
        return "(effective_state = 'LAPSED'), " + String.format(columns, descending ? "desc" : "asc") + ", id";
    }

    public static Optional<ListOrder> ofWord(String word) {
        return Arrays.stream(values()).filter(order -> order.word.equals(word)).findFirst();
    }
}
