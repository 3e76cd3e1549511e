package it.sioss.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a verb is not allowed now: which condition, since when, by which clause, who can remove it and how.
 *
 * @param status the HTTP status a refused attempt gets
 */
public record Motive(
        int status,
        String code,
        String message,
        @Nullable Instant since,
        @Nullable String source,
        @Nullable String whoCanUnblock,
        @Nullable String remedy) {}
