package it.sioss.delegation;

import java.util.List;

/** Tells the ledger about the open sheets of an ATS; the room of sheets answers. */
public interface SheetsInHand {

    List<SheetInHand> openSheetsOf(String ats, String region);
}
