package it.sioss.sheet;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything the guard looks at, read once and in one transaction.
 *
 * @param standing what the ledger of delegations says of this module of this ATS at the present
 * @param receivedAt when the whole request had been read
 * @param present the database's present inside the transaction, never the transaction's start
 * @param viewerHasCompiled whether this person has compiled this very sheet
 * @param newer the sheet that went on from this one in the same place, if any: the newest not withdrawn
 */
record Situation(
        Sheet sheet,
        Calendar window,
        Standing standing,
        Optional<Claim> claim,
        Viewer viewer,
        boolean viewerHasCompiled,
        Optional<Newer> newer,
        Instant receivedAt,
        Instant present) {

    Situation(
            Sheet sheet,
            Calendar window,
            Optional<Delegation> delegation,
            Optional<Claim> claim,
            Viewer viewer,
            boolean viewerHasCompiled,
            Optional<Newer> newer,
            Instant receivedAt,
            Instant present) {
        this(sheet, window, Standing.of(delegation), claim, viewer, viewerHasCompiled, newer, receivedAt, present);
    }

    /** A later sheet of the same place. */
    record Newer(UUID id, SheetState state) {}

    SheetState state() {
        return sheet.state();
    }

    Optional<Delegation> delegation() {
        return standing.inForce();
    }

    /** Who compiles at the present by the ledger itself; of what has ended, who did. */
    Compiler compiler() {
        return state().ended() ? sheet.compiler() : Handover.compiler(standing);
    }

    /** The region also finalizes on behalf of the ATS. */
    boolean regionFinalizes() {
        return compiler() == Compiler.REGION
                && delegation()
                        .map(row -> row.scope() == DelegationScope.COMPILATION_AND_FINALIZATION)
                        .orElse(false);
    }

    /** The person with the hat worn on this very sheet: whoever is of both sides acts for the ATS in what is the ATS's. */
    Journal.Actor actor() {
        boolean ownRight =
                state() == SheetState.READY && !regionFinalizes() && viewer.has(Role.ATS_REFERENT, sheet.ats());
        return ownRight
                ? new Journal.Actor(viewer.username(), viewer.displayName(), null)
                : Journal.Actor.of(viewer, sheet);
    }
}
