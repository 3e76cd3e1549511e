package it.sioss.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person holds a role on a territory for a period.
 *
 * @param territory an ATS code, a regional body's code, or {@link #ITALY}
 * @param validTo exclusive end; null while open
 */
public record Mandate(
        Role role,
        String territory,
        Instant validFrom,
        @Nullable Instant validTo) {

    public static final String ITALY = "ITALIA";

    public boolean heldAt(Instant instant) {
        return !instant.isBefore(validFrom) && (validTo == null || instant.isBefore(validTo));
    }
}
