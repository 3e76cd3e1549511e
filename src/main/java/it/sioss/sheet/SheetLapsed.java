package it.sioss.sheet;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sheet has lapsed.
 *
 * @param byRegion whether the region was compiling it
 * @param deadline the deadline that has passed
 * @param expected whether somebody owed it; an optional sheet nobody touched is missed by nobody
 * @param standing the transmitted sheet that stands in its place again, when it was a reopening; otherwise null
 */
public record SheetLapsed(
        UUID sheet,
        int year,
        String ats,
        String region,
        boolean byRegion,
        Instant deadline,
        boolean expected,
        @Nullable UUID standing) {}
