package it.sioss.sheet;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A sheet was returned with remarks, in this transaction.
 *
 * @param sections the only ones to be corrected; empty for the whole sheet
 * @param author the reviewer's name
 */
public record SheetReturned(
        UUID sheet,
        int year,
        String region,
        String ats,
        String module,
        Set<String> sections,
        int remarks,
        String author,
        Instant at) {}
