package it.sioss.exchange.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.catalogue.Severity;
import it.sioss.exchange.AnnexOutcome;
import it.sioss.exchange.FieldChange;
import it.sioss.services.AnnexFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an uploaded table does to an Allegato 1, in the words of the machine interface. */
record AnnexOutcomeBody(
        @JsonProperty("applicato") boolean applied,
        @JsonProperty("numeroModifiche") int changeCount,
        @JsonProperty("impronta") String fingerprint,
        @JsonProperty("modifiche") List<FieldChange> changes,
        @JsonProperty("esiti") List<Found> findings,
        @JsonProperty("schede") List<Due> due) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Found(
            @JsonProperty("codice") String code,
            @JsonProperty("gravita") String severity,
            @JsonProperty("servizio") @Nullable String service,
            @JsonProperty("riga") @Nullable Integer line,
            @JsonProperty("messaggio") String message) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Due(
            @JsonProperty("modulo") String module,
            @JsonProperty("soggetto") String bodyName,
            @JsonProperty("prima") @Nullable String before,
            @JsonProperty("dopo") @Nullable String after,
            @JsonProperty("motivo") String reason) {}

    static AnnexOutcomeBody of(AnnexOutcome outcome) {
        return new AnnexOutcomeBody(
                outcome.applied(),
                outcome.changes().size(),
                outcome.fingerprint(),
                outcome.changes(),
                outcome.findings().stream().map(AnnexOutcomeBody::found).toList(),
                outcome.due().stream()
                        .map(due -> new Due(due.module(), due.bodyName(), due.before(), due.after(), due.reason()))
                        .toList());
    }

    private static Found found(AnnexFinding finding) {
        return new Found(
                finding.code(),
                finding.severity() == Severity.BLOCKING ? "BLOCCANTE" : "AVVISO",
                finding.service(),
                finding.line(),
                finding.message());
    }
}
