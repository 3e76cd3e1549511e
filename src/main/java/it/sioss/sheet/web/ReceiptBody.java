package it.sioss.sheet.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.sheet.Receipt;
import it.sioss.sheet.StandingWarning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A receipt in the words of the machine interface. */
record ReceiptBody(
        @JsonProperty("numero") String number,
        @JsonProperty("scheda") UUID sheet,
        @JsonProperty("annualita") int year,
        @JsonProperty("ricevutaAt") Instant receivedAt,
        @JsonProperty("scadenzaApplicata") Instant deadlineApplied,
        @JsonProperty("decisaAt") Instant decidedAt,
        @JsonProperty("impronta") String fingerprint,
        @JsonProperty("senzaContenuti") boolean empty,
        @JsonProperty("trasmessaDa") String actorName,
        @JsonProperty("perContoDi") @Nullable String onBehalfOf,
        @JsonProperty("integra") @Nullable String integrates,
        @JsonProperty("precedente") @Nullable String previous,
        @JsonProperty("avvisi") List<StandingWarning> warnings) {

    static ReceiptBody of(Receipt receipt) {
        return new ReceiptBody(
                receipt.number(),
                receipt.sheet(),
                receipt.year(),
                receipt.receivedAt(),
                receipt.deadlineApplied(),
                receipt.decidedAt(),
                receipt.fingerprint(),
                receipt.empty(),
                receipt.actorName(),
                receipt.onBehalfOf(),
                receipt.integrates(),
                receipt.previous(),
                receipt.warnings());
    }
}
