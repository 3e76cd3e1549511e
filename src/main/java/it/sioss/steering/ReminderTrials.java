package it.sioss.steering;

import it.sioss.access.Scope;
import it.sioss.platform.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who would be reminded after an extension, or after its undoing: the windows are moved as the deed moves them, the reminders
 * are asked, and everything is left as it was.
 */
@Component
public class ReminderTrials {

    private final Extensions extensions;
    private final ExtensionUndoing undoing;
    private final Reminders reminders;
    private final TransactionTemplate transaction;

    ReminderTrials(
            Extensions extensions, ExtensionUndoing undoing, Reminders reminders, TransactionTemplate transaction) {
        this.extensions = extensions;
        this.undoing = undoing;
        this.reminders = reminders;
        this.transaction = transaction;
    }

    /** @throws Refusal as granting would */
    public List<Reminders.Round> extended(int year, Extension extension) {
        return after(year, status -> extensions.moveWindows(year, extension));
    }

    /** @throws Refusal as undoing would */
    public List<Reminders.Round> undone(int year, UUID extension) {
        return after(year, status -> undoing.undo(year, extension, "Prova dell'annullamento", "Prova"));
    }

    private List<Reminders.Round> after(int year, Consumer<TransactionStatus> deed) {
        List<Reminders.Round> rounds = transaction.execute(status -> {
            status.setRollbackOnly();
            deed.accept(status);
            return reminders.forecast(year, Instant.MAX, Scope.ITALY);
        });
        return rounds == null ? List.of() : rounds;
    }
}
