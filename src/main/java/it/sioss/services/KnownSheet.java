package it.sioss.services;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sheet as the services database sees it.
 *
 * @param state the state people see at the present instant, in the word of the machine interface
 * @param live whether work on it may go on
 * @param receipt number of its receipt, when transmitted
 */
public record KnownSheet(
        UUID id,
        String module,
        SheetLevel level,
        String body,
        String bodyName,
        Dueness dueness,
        String reason,
        String state,
        String stateLabel,
        boolean live,
        boolean touched,
        boolean withdrawn,
        Instant deadline,
        @Nullable String receipt,
        @Nullable String fingerprint) {

    /** Whether the database must wait for this sheet, whose deadline is not later than the database's own. */
    boolean unsettled(Instant databaseDeadline) {
        boolean expected = dueness == Dueness.REQUIRED || dueness == Dueness.OPTIONAL && touched;
        return live && expected && !deadline.isAfter(databaseDeadline);
    }

    boolean of(DueSheet due) {
        return module.equals(due.module()) && level == due.level() && body.equals(due.body());
    }
}
