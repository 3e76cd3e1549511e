package it.sioss.worklist;

import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What waits for a person, as a condition of the query: the same rules as the guard's, so that what is listed can also
 * be done. Administrators and readers wait for nothing of their own.
 */
record Waiting(String condition, Map<String, Object> parameters) {

    private static final String DELEGATION = "delegation_in_force(s.ats, s.region, s.module, :present)";

    private static final String FINALIZED_BY_REGION =
            "coalesce(" + DELEGATION + " = 'COMPILATION_AND_FINALIZATION', false)";

    static Waiting of(Viewer viewer) {
        var ways = new ArrayList<String>();
        var parameters = new HashMap<String, Object>();
        String[] compilers = territories(viewer, Role.ATS_OPERATOR, Role.ATS_REFERENT);
        if (compilers.length > 0) {
            parameters.put("compilers", compilers);
            ways.add("s.state in ('COMPILING', 'RETURNED') and s.ats = any(:compilers) and " + DELEGATION + " is null");
        }
        String[] referents = territories(viewer, Role.ATS_REFERENT);
        if (referents.length > 0) {
            parameters.put("referents", referents);
            ways.add("s.state = 'JUSTIFYING' and s.ats = any(:referents) and " + DELEGATION + " is null");
            ways.add("s.state = 'READY' and s.ats = any(:referents) and not " + FINALIZED_BY_REGION);
        }
        String[] operators = territories(viewer, Role.REGION_OPERATOR);
        if (operators.length > 0) {
            parameters.put("operators", operators);
            ways.add("s.state in ('COMPILING', 'RETURNED', 'JUSTIFYING')" + " and s.region = any(:operators) and "
                    + DELEGATION + " is not null");
        }
        String[] supervisors = territories(viewer, Role.REGION_SUPERVISOR);
        if (supervisors.length > 0) {
            parameters.put("supervisors", supervisors);
            ways.add("s.state = 'IN_REVIEW' and s.region = any(:supervisors) and s.id not in (select c.sheet_id"
                    + " from compiled_by(:username) c)");
        }
        String[] regions = territories(viewer, Role.REGION_OPERATOR, Role.REGION_SUPERVISOR);
        if (regions.length > 0) {
            parameters.put("finalizers", regions);
            ways.add("s.state = 'READY' and s.region = any(:finalizers) and " + FINALIZED_BY_REGION);
        }
        return new Waiting(ways.isEmpty() ? "false" : "(" + String.join(" or ", ways) + ")", Map.copyOf(parameters));
    }

    private static String[] territories(Viewer viewer, Role... roles) {
        List<Role> wanted = List.of(roles);
        Stream<Mandate> held = viewer.mandates().stream().filter(mandate -> wanted.contains(mandate.role()));
        return held.map(Mandate::territory).distinct().toArray(String[]::new);
    }
}
