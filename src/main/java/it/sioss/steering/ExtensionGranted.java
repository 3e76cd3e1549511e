package it.sioss.steering;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An extension has been granted; those it concerns are to be told. */
public record ExtensionGranted(
        UUID id,
        int year,
        List<String> modules,
        @Nullable String region,
        @Nullable String ats,
        Instant deadline,
        String reason) {}
