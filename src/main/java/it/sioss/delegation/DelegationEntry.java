package it.sioss.delegation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the history of a row of the ledger, with the period as it was from then on. */
public record DelegationEntry(
        Instant at,
        DelegationChanged.Kind kind,
        @Nullable DelegationState fromState,
        DelegationState toState,
        String author,
        @Nullable String reason,
        Instant from,
        @Nullable Instant to) {}
