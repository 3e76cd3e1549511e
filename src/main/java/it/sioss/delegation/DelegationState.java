package it.sioss.delegation;

import java.util.EnumSet;
import java.util.Set;

/** Where a row of the ledger stands, with its lawful moves; one that has ended never moves again. */
public enum DelegationState {
    PROPOSED("PROPOSTA", "Proposta: attende l’ATS"),
    REQUESTED("RICHIESTA", "Richiesta: attende la Regione"),
    AHEAD("FUTURA", "Futura"),
    IN_FORCE("IN_VIGORE", "In vigore"),
    REFUSED("RIFIUTATA", "Rifiutata"),
    WITHDRAWN("RITIRATA", "Ritirata"),
    REVOKED("REVOCATA", "Revocata"),
    EXPIRED("SCADUTA", "Scaduta");

    private final String word;
    private final String label;

    DelegationState(String word, String label) {
        this.word = word;
        this.label = label;
    }

    /** The states a row may go to from this one. */
    public Set<DelegationState> moves() {
        return switch (this) {
            case PROPOSED, REQUESTED -> EnumSet.of(AHEAD, IN_FORCE, REFUSED, WITHDRAWN, EXPIRED);
            case AHEAD -> EnumSet.of(IN_FORCE, REVOKED);
            case IN_FORCE -> EnumSet.of(REVOKED, EXPIRED);
            case REFUSED, WITHDRAWN, REVOKED, EXPIRED -> EnumSet.noneOf(DelegationState.class);
        };
    }

    /** The other side has not answered yet. */
    public boolean pending() {
        return this == PROPOSED || this == REQUESTED;
    }

    /** Nothing more will happen to the row. */
    public boolean ended() {
        return moves().isEmpty();
    }

    /** The word of the machine interface. */
    public String word() {
        return word;
    }

    public String label() {
        return label;
    }
}
