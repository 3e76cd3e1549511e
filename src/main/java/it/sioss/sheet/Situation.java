package it.sioss.sheet;

import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.delegation.Delegation;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything the guard looks at, read once and in one transaction.
 *
 * @param receivedAt when the whole request had been read
 * @param present the database's present inside the transaction, never the transaction's start
 * @param viewerHasCompiled whether this person has compiled this very sheet
 * @param newer the sheet that went on from this one in the same place, if any: the newest of them
 */
record Situation(
        Sheet sheet,
        Calendar window,
        Optional<Delegation> delegation,
        Optional<Claim> claim,
        Viewer viewer,
        boolean viewerHasCompiled,
        Optional<Newer> newer,
        Instant receivedAt,
        Instant present) {

    /** A later sheet of the same place. */
    record Newer(UUID id, SheetState state) {}

    SheetState state() {
        return sheet.state();
    }
}
