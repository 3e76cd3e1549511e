package it.sioss.prefill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One publication as it was taken in: who brought it, when, and how much of it was new. */
public record PublishedVersion(
        UUID id,
        String source,
        int year,
        int number,
        LocalDate extractedOn,
        LocalDate from,
        LocalDate to,
        String contentHash,
        int rows,
        int added,
        int changed,
        @Nullable String fileName,
        String author,
        Instant importedAt) {}
