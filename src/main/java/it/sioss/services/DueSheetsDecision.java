package it.sioss.services;

import it.sioss.prefill.DataLevel;
import java.util.List;

/** The tables that say which sheets are due and why ({@code processes/due-sheets/<year>.dmn}). */
public interface DueSheetsDecision {

    /** A module that concerns a service of the nomenclature. */
    record Link(String module, Bond bond) {}

    /**
     * Whether one sheet is due.
     *
     * @param reason for people to read; {@code {soggetto}}, {@code {servizi}} and {@code {righe}} stand for what Allegato
     *     1 says
     */
    record Verdict(Dueness dueness, String reason) {}

    /** The modules a service concerns; most services concern none. */
    List<Link> modulesOf(int year, String service);

    /**
     * @param level whom the sheet would be about
     * @param bond what joins that body to the module in Allegato 1
     * @param bodiesListed how many implementing bodies Allegato 1 lists for the module
     */
    default Verdict decide(int year, SheetLevel level, Bond bond, int bodiesListed) {
        return decide(year, level, bond, bodiesListed, DataLevel.NONE, false);
    }

    /**
     * As above, where other systems have published data about the module.
     *
     * @param published at which level they speak of the district
     * @param publishedHere they speak of this very municipality
     */
    Verdict decide(int year, SheetLevel level, Bond bond, int bodiesListed, DataLevel published, boolean publishedHere);
}
