package it.sioss.access;

import java.util.Map;
import java.util.Set;

/**
 * The territory a person may see. It goes into the queries themselves: what lies outside does not exist for them.
 *
 * @param nation everything
 * @param regions codes of regional bodies, with all their ATS
 * @param ats codes of single ATS
 */
public record Scope(boolean nation, Set<String> regions, Set<String> ats) {

    public boolean covers(String region, String atsCode) {
        return nation || regions.contains(region) || ats.contains(atsCode);
    }

    /** The condition every list adds to its query, on columns {@code region} and {@code ats} of the given alias. */
    public static String condition(String alias) {
        return "(:nation or " + alias + ".region = any(:regions) or " + alias + ".ats = any(:ats_codes))";
    }

    /** The parameters of {@link #condition}. */
    public Map<String, Object> parameters() {
        return Map.of(
                "nation", nation, "regions", regions.toArray(String[]::new), "ats_codes", ats.toArray(String[]::new));
    }
}
