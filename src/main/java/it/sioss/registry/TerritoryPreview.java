package it.sioss.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an uploaded articulation would do, before anything is done: its errors, or its differences, and the sheets of
 * open campaigns that forbid it.
 */
public record TerritoryPreview(
        int year,
        @Nullable String region,
        int rows,
        List<ImportFinding> errors,
        int errorCount,
        List<ImportFinding> warnings,
        @Nullable Differences differences,
        List<String> sheetsConcerned) {

    /** Nothing forbids applying it, and there is something to apply. */
    public boolean applicable() {
        return errorCount == 0 && sheetsConcerned.isEmpty() && differences != null && !differences.isEmpty();
    }

    /** The file is right and says what the registry already knows. */
    public boolean alreadyKnown() {
        return errorCount == 0 && differences != null && differences.isEmpty();
    }
}
