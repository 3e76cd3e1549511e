package it.sioss.delegation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened in the ledger, in this transaction; what a notice needs to say it.
 *
 * @param module the module it is about; null for all
 * @param reason the words of whoever did it; null when none were asked
 * @param to the end, exclusive; null while open
 * @param author who did it, or "Sistema" when a day has come by itself
 */
public record DelegationChanged(
        UUID delegation,
        Kind kind,
        String region,
        String ats,
        @Nullable String module,
        DelegationScope scope,
        @Nullable String reason,
        Instant from,
        @Nullable Instant to,
        String author,
        Instant at) {

    /** What happened. */
    public enum Kind {
        DECLARED("Dichiarata dalla Regione"),
        PROPOSED("Proposta dalla Regione all’ATS"),
        REQUESTED("Richiesta dall’ATS"),
        ACCEPTED("Accettata"),
        REFUSED("Rifiutata"),
        WITHDRAWN("Ritirata da chi l’aveva scritta"),
        REVOKED("Revocata"),
        BEGAN("Entrata in vigore"),
        UNANSWERED("Scaduta senza risposta"),
        EXPIRED("Scaduta"),
        ENDED("Finita: è venuto il giorno della revoca");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
