package it.sioss.services;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import org.jspecify.annotations.Nullable;

/** Who acts on a services database, and for which ATS when not their own. */
record Author(String username, String name, @Nullable String onBehalfOf) {

    /** What no person did: the calendar, an extension. */
    static final Author SYSTEM = new Author("sistema", "Sistema", null);

    /**
     * Where the Region compiles for the ATS, what one of its people does is done for the ATS, whatever other office that
     * person holds: the same sentence as for a sheet.
     */
    static Author of(Viewer viewer, ServiceDatabase database, boolean delegated) {
        boolean region = viewer.has(Role.REGION_OPERATOR, database.region())
                || viewer.has(Role.REGION_SUPERVISOR, database.region());
        return new Author(viewer.username(), viewer.displayName(), delegated && region ? database.ats() : null);
    }
}
