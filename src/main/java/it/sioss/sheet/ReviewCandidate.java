package it.sioss.sheet;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sheet that somebody wants to approve among many.
 *
 * @param version the version of its answers now
 * @param obstacle why it cannot be; null when it may
 */
public record ReviewCandidate(
        UUID sheet, long version, @Nullable String obstacle) {}
