package it.sioss.registry;

import java.util.List;
import java.util.Set;

/** Who knows which sheets would be left without ground if districts changed while their campaign is open. */
public interface TerritoryInUse {

    /**
     * The sheets of campaigns that are open for {@code fromYear} or a later year and concern one of the districts, in
     * words a person recognises; empty when the districts may change.
     */
    List<String> sheetsConcerned(int fromYear, Set<String> atsCodes);
}
