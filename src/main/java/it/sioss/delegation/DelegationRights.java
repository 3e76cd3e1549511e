package it.sioss.delegation;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;

/** Who may do what in the ledger: the region by its supervisor, the ATS by its referent, each for their own territory. */
final class DelegationRights {

    private DelegationRights() {}

    static boolean region(Viewer viewer, String region) {
        return viewer.administrator() || viewer.has(Role.REGION_SUPERVISOR, region);
    }

    static boolean ats(Viewer viewer, String ats) {
        return viewer.has(Role.ATS_REFERENT, ats);
    }

    static boolean mayAnswer(Viewer viewer, Delegation row) {
        return row.origin() == Delegation.Origin.REQUEST ? region(viewer, row.region()) : ats(viewer, row.ats());
    }

    static boolean mayWithdraw(Viewer viewer, Delegation row) {
        return row.origin() == Delegation.Origin.REQUEST ? ats(viewer, row.ats()) : region(viewer, row.region());
    }

    /** The region's faculty is the region's to end; what an ATS itself has asked for it may also end itself. */
    static boolean mayRevoke(Viewer viewer, Delegation row) {
        return region(viewer, row.region()) || (row.origin() == Delegation.Origin.REQUEST && ats(viewer, row.ats()));
    }

    /** @throws Refusal 403 within the person's territory, 404 outside */
    static void require(boolean may, Viewer viewer, String region, String ats, String message) {
        if (may) {
            return;
        }
        if (viewer.scope().covers(region, ats)) {
            throw new Refusal(403, "NON_AUTORIZZATO", message);
        }
        throw Refusal.notFound("L'oggetto richiesto");
    }

    /** One person with a hat on each side does not agree with oneself. */
    static void requireOtherPerson(Viewer viewer, Delegation row) {
        if (row.declaredAccount().equalsIgnoreCase(viewer.username())) {
            throw new Refusal(
                    403,
                    "SEPARAZIONE_COMPITI",
                    "Avete scritto voi questa "
                            + (row.origin() == Delegation.Origin.REQUEST ? "richiesta" : "proposta")
                            + ": la risposta spetta a un'altra persona.");
        }
    }
}
