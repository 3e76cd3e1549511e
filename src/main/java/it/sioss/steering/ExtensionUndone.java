package it.sioss.steering;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An extension has been undone: the deadline is again the one before.
 *
 * @param deadline the one it had given
 */
public record ExtensionUndone(
        UUID id,
        int year,
        @Nullable String region,
        @Nullable String ats,
        Instant deadline,
        String reason) {}
