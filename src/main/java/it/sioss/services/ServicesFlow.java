package it.sioss.services;

import java.time.Instant;

/** The engine as the services room sees it: what happened, so that it may say what comes next. */
public interface ServicesFlow {

    /** Starts the case of a services database; the sheets due are decided and opened within this call. */
    String open(ServiceDatabase database, Instant lapseAt);

    void compiled(ServiceDatabase database);

    void resumed(ServiceDatabase database);

    void finalized(ServiceDatabase database);

    /** Allegato 1 has changed: the sheets due are decided anew. */
    void revised(ServiceDatabase database);

    /** Fires the deadline timer of a case that nobody fired. */
    void fireDeadline(ServiceDatabase database);

    /** The deadline has moved: the case's timer is due at the given instant, with all its attempts. Returns whether it moved. */
    boolean moveDeadline(ServiceDatabase database, Instant lapseAt);
}
