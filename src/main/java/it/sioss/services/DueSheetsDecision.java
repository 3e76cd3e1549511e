package it.sioss.services;

import java.util.List;

/** The table that says which sheets are due and why ({@code processes/due-sheets/<year>.dmn}). */
public interface DueSheetsDecision {

    /** One line of the table's answer, for one module. */
    record Line(SheetLevel level, Dueness dueness, String reason) {}

    /**
     * @param bodiesListed how many implementing bodies Allegato 1 lists for the module
     */
    List<Line> decide(int year, String module, int bodiesListed);
}
