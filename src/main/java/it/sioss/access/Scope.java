package it.sioss.access;

import java.util.ArrayList;
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

    /** The whole country. */
    public static final Scope ITALY = new Scope(true, Set.of(), Set.of());

    public boolean covers(String region, String atsCode) {
        return nation || regions.contains(region) || ats.contains(atsCode);
    }

    /**
     * The condition every list adds to its query, on columns {@code region} and {@code ats} of the given alias. It holds only
     * what binds this person: a condition that may be void hides from the planner that there is an index.
     */
    public String condition(String alias) {
        if (nation) {
            return "true";
        }
        var ways = new ArrayList<String>();
        if (!regions.isEmpty()) {
            ways.add(alias + ".region = any(:regions)");
        }
        if (!ats.isEmpty()) {
            ways.add(alias + ".ats = any(:ats_codes)");
        }
        return ways.isEmpty() ? "false" : "(" + String.join(" or ", ways) + ")";
    }

    /** The parameters of {@link #condition}. */
    public Map<String, Object> parameters() {
        return Map.of("regions", regions.toArray(String[]::new), "ats_codes", ats.toArray(String[]::new));
    }
}
