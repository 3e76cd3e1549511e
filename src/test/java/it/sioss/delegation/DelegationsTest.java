package it.sioss.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The ledger on PostgreSQL: who may write in it, what it answers at an instant. */
class DelegationsTest extends HouseTest {

    @Autowired
    Delegations delegations;

    @Test
    void onlyTheRegionsSupervisorOrAnAdministratorDeclares() {
        String ats = anAts();
        int before = delegations.of(ats).size();
        refused(403, "NON_AUTORIZZATO", () -> declare(regionOperator(), ats, null));
        refused(404, "NON_TROVATO", () -> declare(house.somebody(Role.REGION_SUPERVISOR, "1400"), ats, null));
        refused(403, "NON_AUTORIZZATO", () -> declare(house.somebody(Role.ATS_REFERENT, ats), ats, null));
        refused(404, "NON_TROVATO", () -> declare(house.somebody(Role.ATS_REFERENT, "14-001"), ats, null));
        refused(404, "NON_TROVATO", () -> declare(supervisor(), "99-999", null));
        assertThat(delegations.of(ats)).hasSize(before);
        declare(house.administrator(), ats, null);
        assertThat(delegations.inForce(ats, "A5", clock.instant())).isPresent();
    }

    @Test
    void aSecondDelegationForTheSameIsRefusedUntilTheFirstIsRevoked() {
        String ats = anAts();
        Delegation first = declare(supervisor(), ats, "A5");
        refused(409, "DELEGA_ESISTENTE", () -> declare(supervisor(), ats, "A5"));
        delegations.revoke(supervisor(), first.id());
        refused(409, "DELEGA_CONCLUSA", () -> delegations.revoke(supervisor(), first.id()));
        assertThat(delegations.inForce(ats, "A5", clock.instant())).isEmpty();
        assertThat(declare(supervisor(), ats, "A5").id()).isNotEqualTo(first.id());
    }

    @Test
    void theDelegationForTheVeryModuleComesBeforeTheGeneralOne() {
        String ats = anAts();
        Delegation general = declare(supervisor(), ats, null);
        Delegation own = declare(supervisor(), ats, "A5");
        assertThat(delegations.inForce(ats, "A5", clock.instant()))
                .map(Delegation::id)
                .contains(own.id());
        assertThat(delegations.inForce(ats, "A1", clock.instant()))
                .map(Delegation::id)
                .contains(general.id());
        refused(
                404,
                "NON_TROVATO",
                () -> delegations.revoke(house.somebody(Role.REGION_SUPERVISOR, "1400"), general.id()));
    }

    @Test
    void aDelegationHoldsFromItsFirstInstantToBeforeItsLast() {
        String ats = anAts();
        Instant from = clock.instant().plus(Duration.ofDays(1));
        Instant to = from.plus(Duration.ofDays(2));
        delegations.declare(supervisor(), year, ats, "A5", DelegationScope.COMPILATION, from, to, "Delibera n. 2");
        assertThat(delegations.inForce(ats, "A5", from.minusMillis(1))).isEmpty();
        assertThat(delegations.inForce(ats, "A5", from)).isPresent();
        assertThat(delegations.inForce(ats, "A5", to.minusMillis(1))).isPresent();
        assertThat(delegations.inForce(ats, "A5", to)).isEmpty();
        refused(
                422,
                "DATE_NON_COERENTI",
                () -> delegations.declare(
                        supervisor(), year, ats, "A1", DelegationScope.COMPILATION, to, from, "Delibera n. 3"));
        refused(
                422,
                "MOTIVO_MANCANTE",
                () -> delegations.declare(
                        supervisor(), year, ats, "A1", DelegationScope.COMPILATION, null, null, "    x    "));
    }

    private Delegation declare(Viewer author, String ats, @Nullable String module) {
        return delegations.declare(author, year, ats, module, DelegationScope.COMPILATION, null, null, "Delibera n. 1");
    }

    private static void refused(int status, String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.status()).isEqualTo(status);
        });
    }
}
