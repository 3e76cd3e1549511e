package it.sioss.sheet;

import java.time.Instant;
import java.util.UUID;

/**
 * An ended sheet has been reopened by exception; region and ATS are to be told.
 *
 * @param sheet the new sheet, which goes on from the ended one
 */
public record SheetReopened(
        UUID sheet, UUID ended, int year, String region, String ats, String module, Instant until, String reason) {}
