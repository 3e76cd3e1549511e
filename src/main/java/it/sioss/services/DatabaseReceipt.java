package it.sioss.services;

import it.sioss.platform.ReceiptNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The proof that the services database of an ATS was finalized as a whole. The fingerprint is the SHA-256, in
 * hexadecimal, of the canonical JSON (RFC 8785) of Allegato 1 and of the fingerprints of the sheets transmitted with it.
 */
public record DatabaseReceipt(
        long sequence,
        UUID database,
        int year,
        String ats,
        Instant receivedAt,
        Instant deadlineApplied,
        Instant decidedAt,
        String fingerprint,
        String actorName,
        @Nullable String onBehalfOf,
        byte[] canonical) {

    public String number() {
        return ReceiptNumber.of(year, sequence);
    }
}
