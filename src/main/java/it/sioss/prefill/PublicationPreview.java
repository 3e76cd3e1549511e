package it.sioss.prefill;

import it.sioss.platform.Refusal;
import it.sioss.registry.ImportFinding;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a publication would do, before anything is done: its errors, or how much of it is new.
 *
 * @param source null when the file does not even say it
 */
public record PublicationPreview(
        @Nullable String source,
        int year,
        @Nullable LocalDate extractedOn,
        int rows,
        int added,
        int changed,
        int unchanged,
        List<ImportFinding> errors,
        int errorCount,
        boolean alreadyKnown,
        List<String> conflicts) {

    /** Nothing forbids taking it in, and something of it is new. */
    public boolean applicable() {
        return errorCount == 0 && !alreadyKnown;
    }

    /** What a machine is told when the file has errors. */
    Refusal refusal() {
        boolean tooLarge = errors.stream().anyMatch(error -> error.code().equals("FILE_TROPPO_GRANDE"));
        ImportFinding first = errors.get(0);
        return new Refusal(
                        tooLarge ? 413 : 422,
                        first.code().equals(PersonalData.CODE) ? PersonalData.CODE : "PUBBLICAZIONE_NON_VALIDA",
                        errorCount == 1
                                ? "Il file ha un errore e non è cambiato nulla. " + first.place() + ": "
                                        + first.message() + " " + first.remedy()
                                : "Il file ha " + errorCount
                                        + " errori e non è cambiato nulla: correggeteli e ricaricatelo.")
                .with("errori", errors)
                .with("numeroErrori", errorCount);
    }
}
