package it.sioss.sheet;

import java.time.Instant;
import java.util.UUID;

/**
 * A sheet has lapsed.
 *
 * @param byRegion whether the region was compiling it
 * @param deadline the deadline that has passed
 * @param expected whether somebody owed it; an optional sheet nobody touched is missed by nobody
 */
public record SheetLapsed(
        UUID sheet, int year, String ats, String region, boolean byRegion, Instant deadline, boolean expected) {}
