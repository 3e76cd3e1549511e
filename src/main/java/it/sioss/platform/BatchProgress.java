package it.sioss.platform;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch is, for the administrator who waits.
 *
 * @param failures at most twenty failed items with their reason
 */
public record BatchProgress(
        UUID id,
        String kind,
        String subject,
        Instant createdAt,
        @Nullable Instant finishedAt,
        long total,
        long done,
        long failed,
        List<Failure> failures) {

    /** An item that could not be done, and why. */
    public record Failure(String item, String reason) {}

    public boolean finished() {
        return finishedAt != null;
    }

    public int percent() {
        return total == 0 ? 100 : (int) ((done + failed) * 100 / total);
    }
}
