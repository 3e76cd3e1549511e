package it.sioss.delegation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open sheet that a change of the ledger may give to the other side.
 *
 * @param claimedBy who has its open task in charge, and would leave it; null when nobody has
 */
public record SheetInHand(
        UUID id,
        int year,
        String module,
        String body,
        String state,
        @Nullable String claimedBy) {}
