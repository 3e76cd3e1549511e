package it.sioss.steering;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An extension has been undone: the deadline is again the one before. */
public record ExtensionUndone(
        UUID id,
        int year,
        @Nullable String region,
        @Nullable String ats,
        String reason) {}
