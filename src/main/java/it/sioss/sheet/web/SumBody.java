package it.sioss.sheet.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.catalogue.Sum;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers that must add up to others, in the words of the machine interface. */
record SumBody(
        @JsonProperty("codice") String code,
        @JsonProperty("parti") List<Part> parts,
        @JsonProperty("totale") List<Part> whole,
        @JsonProperty("tolleranza") BigDecimal tolerance) {

    record Part(
            @JsonProperty("campo") String key,
            @JsonProperty("colonna") @Nullable String column,
            @JsonProperty("segno") int sign,
            @JsonProperty("parola") @Nullable String word) {}

    static SumBody of(Sum sum) {
        return new SumBody(sum.code(), parts(sum.parts()), parts(sum.whole()), sum.tolerance());
    }

    private static List<Part> parts(List<Sum.Part> parts) {
        return parts.stream()
                .map(part -> new Part(part.key(), part.column(), part.subtracted() ? -1 : 1, part.word()))
                .toList();
    }
}
