package it.sioss.exchange;

import it.sioss.catalogue.Completeness;
import it.sioss.catalogue.Finding;
import java.util.List;
import java.util.UUID;

/**
 * What a file does (or would do) to one sheet: the answers it changes, and what the checks say afterwards.
 *
 * @param notAsked labels of answers the file changes that are not asked as things stand: kept, not transmitted
 */
public record SheetOutcome(
        UUID sheet,
        String module,
        String title,
        int year,
        String body,
        String district,
        long version,
        List<FieldChange> changes,
        List<FieldConflict> conflicts,
        List<String> notAsked,
        Completeness completeness,
        List<Finding> findings) {}
