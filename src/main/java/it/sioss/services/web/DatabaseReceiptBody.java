package it.sioss.services.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.services.DatabaseReceipt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A receipt of a services database in the words of the machine interface. */
record DatabaseReceiptBody(
        @JsonProperty("numero") String number,
        @JsonProperty("annualita") int year,
        @JsonProperty("ats") String ats,
        @JsonProperty("ricevutaAt") Instant receivedAt,
        @JsonProperty("scadenzaApplicata") Instant deadlineApplied,
        @JsonProperty("decisaAt") Instant decidedAt,
        @JsonProperty("impronta") String fingerprint,
        @JsonProperty("trasmessaDa") String actorName,
        @JsonProperty("perContoDi") @Nullable String onBehalfOf) {

    static DatabaseReceiptBody of(DatabaseReceipt receipt) {
        return new DatabaseReceiptBody(
                receipt.number(),
                receipt.year(),
                receipt.ats(),
                receipt.receivedAt(),
                receipt.deadlineApplied(),
                receipt.decidedAt(),
                receipt.fingerprint(),
                receipt.actorName(),
                receipt.onBehalfOf());
    }
}
