package it.sioss.services;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of Allegato 1 as somebody wrote it, before it is read.
 *
 * @param body ISTAT code of the municipality, when the body is one
 * @param municipalities ISTAT codes; ignored when the whole ATS is covered
 */
public record ModeDraft(
        @Nullable String service,
        @Nullable String manner,
        @Nullable String exercise,
        @Nullable String legalForm,
        @Nullable String body,
        @Nullable String bodyName,
        @Nullable String taxCode,
        boolean wholeAts,
        List<String> municipalities) {

    /** A line as it would be written to say what it says. */
    public static ModeDraft of(ImplementationMode.Content line) {
        return new ModeDraft(
                line.service(),
                line.manner().word(),
                line.exercise().word(),
                line.body().legalForm().word(),
                line.body().code(),
                line.body().name(),
                line.body().taxCode(),
                line.wholeAts(),
                line.municipalities());
    }
}
