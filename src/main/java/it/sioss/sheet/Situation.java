package it.sioss.sheet;

import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.delegation.Delegation;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything the guard looks at, read once and in one transaction.
 *
 * @param receivedAt when the whole request had been read
 * @param present the database's present inside the transaction, never the transaction's start
 * @param viewerHasCompiled whether this person has compiled this very sheet
 */
record Situation(
        Sheet sheet,
        Calendar window,
        Optional<Delegation> delegation,
        Optional<Claim> claim,
        Viewer viewer,
        boolean viewerHasCompiled,
        Instant receivedAt,
        Instant present) {

    SheetState state() {
        return sheet.state();
    }
}
