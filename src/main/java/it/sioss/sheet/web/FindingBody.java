package it.sioss.sheet.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.SeverityChange;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.Explanation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a check found, in the words of the machine interface, with what who compiles said about it. */
record FindingBody(
        @JsonProperty("id") String id,
        @JsonProperty("codice") String code,
        @JsonProperty("gravita") String severity,
        @JsonProperty("gravitaModificata") @Nullable Decided change,
        @JsonProperty("campi") List<String> fields,
        @JsonProperty("messaggio") String message,
        @JsonProperty("fonte") String source,
        @JsonProperty("spiegabile") boolean explainable,
        @JsonProperty("spiegazione") @Nullable Said explanation) {

    record Decided(
            @JsonProperty("alle") Instant at,
            @JsonProperty("motivo") String reason,
            @JsonProperty("inParole") String words) {}

    /** An explanation counts only for the figures it was written for. */
    record Said(
            @JsonProperty("testo") String words,
            @JsonProperty("autore") String author,
            @JsonProperty("alle") Instant at,
            @JsonProperty("perValoriDiversi") boolean outdated,
            @JsonProperty("messaggioDiAllora") String message) {}

    static FindingBody of(Explanation.Explained explained) {
        Explanation explanation = explained.explanation();
        return of(
                explained.finding(),
                !explained.finding().isBlocking(),
                explanation == null
                        ? null
                        : new Said(
                                explanation.words(),
                                explanation.author(),
                                explanation.at(),
                                !explained.upToDate(),
                                explanation.message()));
    }

    /** A finding outside a real sheet, where there is nobody to explain it. */
    static FindingBody of(Finding finding) {
        return of(finding, false, null);
    }

    private static FindingBody of(Finding finding, boolean explainable, @Nullable Said said) {
        return new FindingBody(
                finding.id(),
                finding.code(),
                finding.severity().italian(),
                finding.change() == null ? null : decided(finding.change()),
                finding.fields(),
                finding.message(),
                finding.source(),
                explainable,
                said);
    }

    private static Decided decided(SeverityChange change) {
        return new Decided(
                change.at(),
                change.reason(),
                "gravità modificata il " + RomeTime.minute(change.at()) + ": " + change.reason());
    }
}
