package it.sioss.delegation;

import java.time.Instant;

/** Rows of the ledger without a database. */
public final class DelegationFixtures {

    private DelegationFixtures() {}

    public static Delegation aDelegation(String region, String ats, DelegationScope scope, Instant from) {
        return new Delegation(region, ats, null, scope, from, null, "Delibera di prova", "Prova", from);
    }
}
