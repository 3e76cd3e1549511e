package it.sioss.sheet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The proof of a transmission. The fingerprint is the SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of what
 * was sent; anyone holding the JSON can compute it again.
 *
 * @param integrates number of the services database's receipt that this transmission integrates, if any
 * @param previous number of the receipt that this one takes the place of, after an exceptional reopening
 */
public record Receipt(
        String number,
        UUID sheet,
        int year,
        Instant receivedAt,
        Instant deadlineApplied,
        Instant decidedAt,
        String fingerprint,
        boolean empty,
        String actorName,
        @Nullable String onBehalfOf,
        byte[] canonical,
        @Nullable String integrates,
        @Nullable String previous) {

    /** The warnings that stood, with what was said about them. */
    public List<StandingWarning> warnings() {
        return StandingWarning.of(canonical);
    }
}
