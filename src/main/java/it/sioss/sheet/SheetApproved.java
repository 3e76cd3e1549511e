package it.sioss.sheet;

import java.time.Instant;
import java.util.UUID;

/**
 * A sheet was approved and waits to be finalized, in this transaction.
 *
 * @param author the reviewer's name
 */
public record SheetApproved(
        UUID sheet, int year, String region, String ats, String module, String author, Instant at) {}
