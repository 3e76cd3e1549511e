package it.sioss.sheet;

import java.time.Instant;
import java.util.Optional;

/** The engine as the sheet sees it: the sheet says what happened, the engine says what comes next. */
public interface SheetFlow {

    /** Starts the case of a sheet; its deadline timer is due at the given instant. */
    String open(Sheet sheet, Instant lapseAt);

    void submitted(Sheet sheet, boolean hasContents, boolean reviewNeeded);

    void justified(Sheet sheet, boolean reviewNeeded);

    void resumed(Sheet sheet);

    void approved(Sheet sheet);

    void returned(Sheet sheet);

    /** The case goes to its end; the transmission is recorded by its own step, in this transaction. */
    void finalized(Sheet sheet);

    /** Who compiles has changed: the open task moves and nobody holds it any more. */
    void delegationChanged(Sheet sheet);

    void noLongerDue(Sheet sheet);

    /** What our own tables know has changed. */
    void prefillAvailable(Sheet sheet);

    /** Fires the deadline timer of a case that nobody fired. */
    void fireDeadline(Sheet sheet);

    /** The deadline has moved: the case's timer is due at the given instant, with all its attempts. Returns whether it moved. */
    boolean moveDeadline(Sheet sheet, Instant lapseAt);

    void claim(Sheet sheet, String username);

    void release(Sheet sheet);

    Optional<String> claimedBy(Sheet sheet);
}
