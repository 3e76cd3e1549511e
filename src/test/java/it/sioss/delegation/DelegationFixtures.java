package it.sioss.delegation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the ledger without a database. */
public final class DelegationFixtures {

    private DelegationFixtures() {}

    /** An agreed row, without an end. */
    public static Delegation aDelegation(String region, String ats, DelegationScope scope, Instant from) {
        Delegation row = aRow(Delegation.Origin.DECLARATION, region, ats, scope, from, null);
        row.agree(from);
        return row;
    }

    /** An agreed row that somebody revoked at an instant. */
    public static Delegation aRevokedOne(String region, String ats, DelegationScope scope, Instant from, Instant at) {
        Delegation row = aDelegation(region, ats, scope, from);
        row.revoke(at, at, "Anna Bianchi", "Fine della convenzione");
        return row;
    }

    /** What rows say of a module at an instant, as the ledger reads them. */
    public static Standing standing(List<Delegation> rows, String region, String module, Instant at) {
        return Standing.of(rows, region, module, at);
    }

    /** A row that nobody has answered yet. */
    static Delegation aRow(
            Delegation.Origin origin,
            String region,
            String ats,
            DelegationScope scope,
            Instant from,
            @Nullable Instant to) {
        var terms = new Delegation.Terms(region, ats, null, scope, from, to, "Delibera di prova");
        return new Delegation(terms, origin, "Prova", "prova", from);
    }
}
