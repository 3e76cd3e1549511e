package it.sioss.services.process;

import it.sioss.services.DueSheetsDecision;

/** The tables as shipped, for tests of other packages. */
public final class DueSheetsTables {

    private DueSheetsTables() {}

    public static DueSheetsDecision ofTheHouse() {
        return new DueSheetsTable();
    }
}
