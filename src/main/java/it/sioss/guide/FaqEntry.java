package it.sioss.guide;

import java.time.Instant;
import java.util.UUID;

/**
 * A question people often ask, with its answer.
 *
 * @param place where it stands among the others, from 1
 * @param version how many times it was written or changed; who changes it says which one they were looking at
 */
public record FaqEntry(
        UUID id,
        String question,
        String answer,
        int place,
        boolean hidden,
        int version,
        Instant changedAt,
        String changedBy) {}
