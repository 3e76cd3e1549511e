package it.sioss.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.support.HouseTest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which row of the ledger decides, over every two of them: the one for the very module if it counts, else the general one
 * if it counts, else none. Deeds ask in Java, lists and reminders in the database: both give the answer of the table.
 */
class DelegationChoiceTest extends HouseTest {

    private static final String ATS = "13-024";
    private static final String MODULE = "A5";

    @Autowired
    Delegations delegations;

    @Autowired
    DelegationRepository ledger;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void theVeryModuleThenTheGeneralOneThenNone() {
        Instant present = clock.databasePresent();
        int looked = 0;
        int delegated = 0;
        for (LedgerRow own : LedgerRow.values()) {
            for (LedgerRow general : LedgerRow.values()) {
                if (own == LedgerRow.OF_ANOTHER_MODULE && general == own) {
                    continue;
                }
                for (DelegationScope scope : DelegationScope.values()) {
                    Optional<DelegationScope> expected =
                            own.counts() ? Optional.of(scope) : general.counts() ? Optional.of(other(scope)) : none();
                    heldInPlace(() -> {
                        ledger.saveAndFlush(own.at(present, REGION, ATS, MODULE, scope));
                        ledger.saveAndFlush(general.at(present, REGION, ATS, null, other(scope)));
                        theyAgree(own + " beside " + general, MODULE, present, expected);
                        Optional<DelegationScope> ofAll = general.counts() ? Optional.of(other(scope)) : none();
                        theyAgree("any module but " + own + ", " + general, "A1", present, ofAll);
                        theyAgree("all modules, " + own + " beside " + general, null, present, ofAll);
                    });
                    looked++;
                    delegated += expected.isPresent() ? 1 : 0;
                }
            }
        }
        assertThat(looked).as("ledgers looked at").isGreaterThan(700);
        assertThat(delegated).as("of them with the region in charge").isBetween(looked / 4, looked * 3 / 4);
    }

    /** What is written stays in a transaction that is taken back. */
    private void heldInPlace(Runnable deed) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            deed.run();
        });
    }

    private void theyAgree(String what, @Nullable String module, Instant at, Optional<DelegationScope> expected) {
        OffsetDateTime instant = at.atOffset(ZoneOffset.UTC);
        List<@Nullable String> said = jdbc.sql("select delegation_in_force(?, ?, ?, ?)")
                .params(ATS, REGION, module, instant)
                .query((row, n) -> row.getString(1))
                .list();
        assertThat(said)
                .as("the database: %s", what)
                .containsExactly(expected.map(Enum::name).orElse(null));
        assertThat(delegations
                        .standing(REGION, ATS, module == null ? "every module" : module, at)
                        .inForce()
                        .map(Delegation::scope))
                .as("the ledger: %s", what)
                .isEqualTo(expected);
    }

    private static DelegationScope other(DelegationScope scope) {
        return scope == DelegationScope.COMPILATION
                ? DelegationScope.COMPILATION_AND_FINALIZATION
                : DelegationScope.COMPILATION;
    }

    private static Optional<DelegationScope> none() {
        return Optional.empty();
    }
}
