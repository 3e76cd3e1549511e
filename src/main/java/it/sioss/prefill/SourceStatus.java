package it.sioss.prefill;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived from a source for a year, and since when it does not answer.
 *
 * @param missingSince the first attempt that failed after the last that succeeded; null when it answers
 * @param detail why the last attempt failed
 */
public record SourceStatus(
        String source,
        String name,
        @Nullable LocalDate extractedOn,
        @Nullable Instant missingSince,
        @Nullable String detail) {}
