package it.sioss.delegation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Every way a row of the ledger can stand at an instant, and whether the region acts for the ATS by it: one table for
 * whoever chooses among rows, in Java or in the database, and for the guard who hears of the choice.
 */
public enum LedgerRow {
    PROPOSED(false),
    REQUESTED(false),
    REQUESTED_AND_ITS_TIME_IS_OVER(false),
    REFUSED(false),
    WITHDRAWN(false),
    AHEAD(false),
    BEGINS_THE_NEXT_INSTANT(false),
    BEGINS_NOW(true),
    IN_FORCE(true),
    BEGUN_AND_NOT_ANNOUNCED(true),
    ACCEPTED(true),
    REVOKED_FROM_LATER_ON(true),
    ENDS_THE_NEXT_INSTANT(true),
    ENDS_NOW(false),
    EXPIRED(false),
    EXPIRED_AND_NOT_ANNOUNCED(false),
    REVOKED(false),
    REVOKED_BEFORE_ITS_FIRST_DAY(false),
    OF_ANOTHER_MODULE(false),
    OF_ANOTHER_REGION(false);

    private static final Duration DAY = Duration.ofDays(1);
    private static final String OTHER_MODULE = "A9";
    private static final String OTHER_REGION = "2000";

    private final boolean counts;

    LedgerRow(boolean counts) {
        this.counts = counts;
    }

    /** Whether the region acts by such a row. */
    public boolean counts() {
        return counts;
    }

    /** The row as it stands at an instant; no module means all of them. */
    public Delegation at(Instant present, String region, String ats, @Nullable String module, DelegationScope scope) {
        String place = this == OF_ANOTHER_REGION ? OTHER_REGION : region;
        String about = this == OF_ANOTHER_MODULE ? OTHER_MODULE : module;
        var origin = asked() ? Delegation.Origin.REQUEST : Delegation.Origin.DECLARATION;
        Instant written = present.minus(DAY.multipliedBy(3));
        var terms = new Delegation.Terms(place, ats, about, scope, begins(present), ends(present), "Delibera di prova");
        var row = new Delegation(terms, origin, "Anna Bianchi", "anna", written);
        became(row, written, present);
        return row;
    }

    private boolean asked() {
        return this == REQUESTED || this == REQUESTED_AND_ITS_TIME_IS_OVER || this == REFUSED || this == ACCEPTED;
    }

    private Instant begins(Instant present) {
        return switch (this) {
            case AHEAD, REVOKED_BEFORE_ITS_FIRST_DAY -> present.plus(DAY);
            case BEGINS_THE_NEXT_INSTANT -> present.plus(1, ChronoUnit.MICROS);
            case BEGINS_NOW -> present;
            default -> present.minus(DAY.multipliedBy(2));
        };
    }

    private @Nullable Instant ends(Instant present) {
        return switch (this) {
            case ENDS_THE_NEXT_INSTANT -> present.plus(1, ChronoUnit.MICROS);
            case ENDS_NOW -> present;
            case EXPIRED, EXPIRED_AND_NOT_ANNOUNCED, REQUESTED_AND_ITS_TIME_IS_OVER -> present.minus(DAY);
            case IN_FORCE, ACCEPTED -> present.plus(DAY);
            default -> null;
        };
    }

    private void became(Delegation row, Instant written, Instant present) {
        Instant yesterday = present.minus(DAY);
        switch (this) {
            case PROPOSED, REQUESTED, REQUESTED_AND_ITS_TIME_IS_OVER -> {}
            case REFUSED -> row.refuse(yesterday, "Luca Neri", "Non abbiamo personale");
            case WITHDRAWN -> row.withdraw(yesterday, "Anna Bianchi", null);
            case ACCEPTED -> row.accept(yesterday, "Luca Neri", null);
            default -> row.agree(written);
        }
        switch (this) {
            case IN_FORCE, REVOKED, REVOKED_FROM_LATER_ON -> row.begin(yesterday);
            case EXPIRED -> row.end(present);
            default -> {}
        }
        switch (this) {
            case REVOKED -> row.revoke(yesterday, yesterday, "Anna Bianchi", "Fine della convenzione");
            case REVOKED_FROM_LATER_ON -> row.revoke(yesterday, present.plus(DAY), "Anna Bianchi", "Fra poco finisce");
            case REVOKED_BEFORE_ITS_FIRST_DAY -> row.revoke(yesterday, yesterday, "Anna Bianchi", "Non serve più");
            default -> {}
        }
    }
}
