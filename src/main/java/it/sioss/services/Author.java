package it.sioss.services;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import org.jspecify.annotations.Nullable;

/** Who acts on a services database, and for which ATS when not their own. */
record Author(String username, String name, @Nullable String onBehalfOf) {

    static Author of(Viewer viewer, ServiceDatabase database) {
        boolean own = viewer.has(Role.ATS_REFERENT, database.ats()) || viewer.has(Role.ATS_OPERATOR, database.ats());
        return new Author(viewer.username(), viewer.displayName(), own ? null : database.ats());
    }
}
