package it.sioss.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a verb is not allowed now: which condition, since when, by which clause, who can remove it and how.
 *
 * @param page where whoever can remove it does so, or where it is explained
 * @param status the HTTP status a refused attempt gets
 */
public record Motive(
        int status,
        String code,
        String message,
        @Nullable Instant since,
        @Nullable String source,
        @Nullable String whoCanUnblock,
        @Nullable String remedy,
        @Nullable String page) {

    public Motive(
            int status,
            String code,
            String message,
            @Nullable Instant since,
            @Nullable String source,
            @Nullable String whoCanUnblock,
            @Nullable String remedy) {
        this(status, code, message, since, source, whoCanUnblock, remedy, null);
    }
}
