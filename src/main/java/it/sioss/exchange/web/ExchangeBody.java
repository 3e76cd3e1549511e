package it.sioss.exchange.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.catalogue.Finding;
import it.sioss.exchange.ExchangeOutcome;
import it.sioss.exchange.FieldChange;
import it.sioss.exchange.SheetOutcome;
import java.util.List;
import java.util.UUID;

/** What an uploaded file does to the sheets, in the words of the machine interface. */
record ExchangeBody(
        @JsonProperty("applicato") boolean applied,
        @JsonProperty("numeroModifiche") int changeCount,
        @JsonProperty("impronta") String fingerprint,
        @JsonProperty("schede") List<Changed> sheets) {

    record Changed(
            @JsonProperty("id") UUID id,
            @JsonProperty("anno") int year,
            @JsonProperty("modulo") String module,
            @JsonProperty("ambito") String district,
            @JsonProperty("soggettoAttuatore") String body,
            @JsonProperty("etag") String etag,
            @JsonProperty("modifiche") List<FieldChange> changes,
            @JsonProperty("nonChieste") List<String> notAsked,
            @JsonProperty("chieste") int asked,
            @JsonProperty("date") int answered,
            @JsonProperty("esiti") List<Found> findings) {}

    record Found(
            @JsonProperty("codice") String code,
            @JsonProperty("gravita") String severity,
            @JsonProperty("campi") List<String> fields,
            @JsonProperty("messaggio") String message) {}

    static ExchangeBody of(ExchangeOutcome outcome) {
        return new ExchangeBody(
                outcome.applied(),
                outcome.changeCount(),
                outcome.fingerprint(),
                outcome.sheets().stream().map(ExchangeBody::changed).toList());
    }

    private static Changed changed(SheetOutcome sheet) {
        return new Changed(
                sheet.sheet(),
                sheet.year(),
                sheet.module(),
                sheet.district(),
                sheet.body(),
                "\"" + sheet.version() + "\"",
                sheet.changes(),
                sheet.notAsked(),
                sheet.completeness().asked(),
                sheet.completeness().answered(),
                sheet.findings().stream().map(ExchangeBody::found).toList());
    }

    private static Found found(Finding finding) {
        return new Found(
                finding.code(), finding.isBlocking() ? "BLOCCANTE" : "AVVISO", finding.fields(), finding.message());
    }
}
