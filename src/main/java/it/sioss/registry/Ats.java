package it.sioss.registry;

import org.jspecify.annotations.Nullable;

/** A social district (ambito territoriale sociale), the territory a sheet is about. */
public record Ats(
        String code,
        String name,
        String regionalBody,
        @Nullable String leadMunicipality,
        int validFromYear,
        @Nullable Integer validToYear,
        boolean synthetic) {

    /** Whether the district exists in that collection year. */
    public boolean existsIn(int year) {
        return validFromYear <= year && (validToYear == null || year <= validToYear);
    }

    /** Whether it was announced and then taken back before its first year. */
    boolean withdrawn() {
        return validToYear != null && validToYear < validFromYear;
    }

    /** The name as it must be shown: an invented district always says so. */
    public String label() {
        return synthetic ? name + " (sintetico)" : name;
    }
}
