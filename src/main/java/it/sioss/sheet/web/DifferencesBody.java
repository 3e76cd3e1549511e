package it.sioss.sheet.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.sheet.Differences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changed since the transmission before, in the words of the machine interface. */
record DifferencesBody(
        @JsonProperty("precedente") ReceiptBody previous,
        @JsonProperty("differenze") List<Line> lines) {

    record Line(
            @JsonProperty("campo") String key,
            @JsonProperty("voce") String label,
            @JsonProperty("prima") @Nullable String before,
            @JsonProperty("ora") @Nullable String now) {}

    static DifferencesBody of(Differences differences) {
        return new DifferencesBody(
                ReceiptBody.of(differences.previous()),
                differences.lines().stream()
                        .map(line -> new Line(line.key(), line.label(), line.before(), line.now()))
                        .toList());
    }
}
