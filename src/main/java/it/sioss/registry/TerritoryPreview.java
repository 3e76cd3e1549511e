package it.sioss.registry;

import it.sioss.platform.Refusal;
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

    /** What a machine is told when the file has errors. */
    public Refusal refusal() {
        boolean tooLarge = errors.stream().anyMatch(error -> error.code().equals("FILE_TROPPO_GRANDE"));
        return new Refusal(
                        tooLarge ? 413 : 422,
                        "TERRITORIO_NON_VALIDO",
                        errorCount == 1
                                ? "Il file ha un errore e non è stato applicato nulla. "
                                        + errors.get(0).place() + ": "
                                        + errors.get(0).message() + " "
                                        + errors.get(0).remedy()
                                : "Il file ha " + errorCount + " errori e non è stato applicato nulla: correggeteli e"
                                        + " ricaricatelo.")
                .with("errori", errors)
                .with("numeroErrori", errorCount);
    }

    /** The file is right and says what the registry already knows. */
    public boolean alreadyKnown() {
        return errorCount == 0 && differences != null && differences.isEmpty();
    }
}
