package it.sioss.worklist.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.sheet.ReviewView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sheet as a reviewer reads it, in the words of the machine interface. */
record ReviewBody(
        @JsonProperty("scheda") UUID sheet,
        @JsonProperty("etag") String tag,
        @JsonProperty("contraddizioni") List<String> contradictions,
        @JsonProperty("vistaPrimaIl") @Nullable Instant seenBefore,
        @JsonProperty("cambiamenti") List<String> changes,
        @JsonProperty("trasmissionePrecedente") @Nullable String transmission,
        @JsonProperty("annoPrecedente") @Nullable Integer lastYear,
        @JsonProperty("ostacoloAlBlocco") @Nullable String obstacle,
        @JsonProperty("sezioni") List<Part> parts) {

    record Part(
            @JsonProperty("codice") String code,
            @JsonProperty("titolo") String title,
            @JsonProperty("cambiate") long changed,
            @JsonProperty("voci") List<Line> lines) {}

    record Line(
            @JsonProperty("voce") String key,
            @JsonProperty("etichetta") String label,
            @JsonProperty("dichiarato") @Nullable String declared,
            @JsonProperty("cambiata") boolean changed,
            @JsonProperty("vista") @Nullable String seen,
            @JsonProperty("annoPrecedente") @Nullable String lastYear,
            @JsonProperty("trasmesso") @Nullable String transmitted,
            @JsonProperty("ricevuto") @Nullable String received,
            @JsonProperty("fonte") @Nullable String source) {}

    static ReviewBody of(ReviewView review) {
        return new ReviewBody(
                review.view().sheet().id(),
                "\"" + review.view().sheet().tag() + "\"",
                review.contradictions(),
                review.seenBefore(),
                review.changes(),
                review.transmission(),
                review.lastYear(),
                review.obstacle(),
                review.parts().stream()
                        .map(part -> new Part(
                                part.code(),
                                part.title(),
                                part.changed(),
                                part.lines().stream().map(ReviewBody::line).toList()))
                        .toList());
    }

    private static Line line(ReviewView.Line line) {
        return new Line(
                line.key(),
                line.label(),
                line.declared(),
                line.changed(),
                line.seen(),
                line.lastYear(),
                line.transmitted(),
                line.received(),
                line.source());
    }
}
