package it.sioss.services;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table that says which sheets are due and why ({@code processes/due-sheets/<year>.dmn}). */
public interface DueSheetsDecision {

    /**
     * One line of the table's answer, for one module.
     *
     * @param body code of the implementing body; absent when the ATS itself
     */
    record Line(
            SheetLevel level,
            Dueness dueness,
            String reason,
            @Nullable String body,
            @Nullable String bodyName) {

        public Line(SheetLevel level, Dueness dueness, String reason) {
            this(level, dueness, reason, null, null);
        }
    }

    /**
     * @param bodiesListed how many implementing bodies Allegato 1 lists for the module
     */
    List<Line> decide(int year, String module, int bodiesListed);
}
