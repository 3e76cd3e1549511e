package it.sioss.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong (or worth a look) in an uploaded file: where, what, and what to do. {@code row} counts as a
 * spreadsheet does, the header being row 1; it is null when the finding is about the whole file.
 */
public record ImportFinding(
        @JsonProperty("codice") String code,
        @JsonProperty("riga") @Nullable Integer row,
        @JsonProperty("colonna") @Nullable String column,
        @JsonProperty("messaggio") String message,
        @JsonProperty("rimedio") String remedy) {

    static ImportFinding ofFile(String code, String message, String remedy) {
        return new ImportFinding(code, null, null, message, remedy);
    }

    /** Where the finding is, in words; "Tutto il file" when it has no row. */
    public String place() {
        if (row == null) {
            return "Tutto il file";
        }
        return column == null ? "Riga " + row : "Riga " + row + ", colonna " + column;
    }
}
