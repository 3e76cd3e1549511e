package it.sioss.prefill;

import org.jspecify.annotations.Nullable;

/**
 * Whom a sheet is about, as a source may know it.
 *
 * @param municipality six-digit ISTAT code; null for a sheet of the district
 * @param known false for a body of which no source speaks, neither district nor municipality
 */
public record Place(int year, String ats, @Nullable String municipality, boolean known) {

    public static Place ofDistrict(int year, String ats) {
        return new Place(year, ats, null, true);
    }

    public static Place ofMunicipality(int year, String ats, String municipality) {
        return new Place(year, ats, municipality, true);
    }

    public static Place ofAnother(int year, String ats) {
        return new Place(year, ats, null, false);
    }
}
