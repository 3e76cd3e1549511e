package it.sioss.worklist;

import it.sioss.services.SheetLevel;
import it.sioss.sheet.Claim;
import it.sioss.sheet.Compiler;
import it.sioss.sheet.SheetState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One sheet in a list, as it is at the present instant.
 *
 * @param dueReason why the sheet is due, or why it need not be compiled
 * @param state the state people see: "Termine scaduto" at once, before any timer ran
 * @param unexplained how many warnings nobody has explained, as the sheet was last judged
 * @param expected whether somebody waits for it: an optional sheet nobody touched is never late
 */
public record ListRow(
        UUID id,
        int year,
        String module,
        String moduleTitle,
        String ats,
        String atsName,
        boolean synthetic,
        String region,
        String regionName,
        SheetLevel level,
        String body,
        String dueReason,
        int sequence,
        SheetState state,
        Instant stateSince,
        Progress progress,
        boolean expected,
        boolean empty,
        int asked,
        int answered,
        int unexplained,
        Compiler compiler,
        Instant deadline,
        @Nullable Claim claim) {

    /** What is to be done; nothing once the sheet has ended or expired. */
    public Optional<WorkType> work() {
        return WorkType.of(state);
    }

    public boolean expired() {
        return state == SheetState.LAPSED;
    }
}
