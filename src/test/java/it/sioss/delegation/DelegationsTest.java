package it.sioss.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.delegation.DelegationChanged.Kind;
import it.sioss.platform.Refusal;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;

/** The ledger on PostgreSQL: who may write in it, what the other side answers, what it says of an instant. */
class DelegationsTest extends HouseTest {

    private static final String WHY = "Fine della convenzione";

    @Autowired
    Delegations delegations;

    @Autowired
    AcceptanceRules rules;

    @Autowired
    Accounts accounts;

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
        refused(422, "MOTIVO_MANCANTE", () -> delegations.revoke(supervisor(), first.id(), " a ", null));
        delegations.revoke(supervisor(), first.id(), WHY, null);
        refused(409, "DELEGA_CONCLUSA", () -> delegations.revoke(supervisor(), first.id(), WHY, null));
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
                () -> delegations.revoke(house.somebody(Role.REGION_SUPERVISOR, "1400"), general.id(), WHY, null));
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

    @Test
    void anAtsAsksAndTheRegionAccepts() {
        String ats = anAts();
        refused(403, "NON_AUTORIZZATO", () -> request(house.somebody(Role.ATS_OPERATOR, ats), ats));
        Delegation asked = request(referent(ats), ats);
        assertThat(asked.state()).isEqualTo(DelegationState.REQUESTED);
        assertThat(delegations.inForce(ats, "A5", clock.instant()))
                .as("a request has no effect")
                .isEmpty();
        refused(409, "DELEGA_ESISTENTE", () -> declare(supervisor(), ats, "A5"));
        refused(403, "NON_AUTORIZZATO", () -> delegations.accept(referent(ats), asked.id(), null));
        refused(403, "NON_AUTORIZZATO", () -> delegations.accept(regionOperator(), asked.id(), null));
        refused(409, "DELEGA_CONCLUSA", () -> delegations.revoke(supervisor(), asked.id(), WHY, null));
        Delegation agreed = delegations.accept(supervisor(), asked.id(), null);
        assertThat(agreed.state()).isEqualTo(DelegationState.IN_FORCE);
        assertThat(delegations.inForce(ats, "A5", clock.instant())).isPresent();
        assertThat(delegations.inForce(ats, "A5", asked.declaredAt()))
                .as("never before it was agreed")
                .isEmpty();
        refused(409, "DELEGA_CONCLUSA", () -> delegations.refuse(supervisor(), asked.id(), "Troppo tardi"));
        assertThat(kinds(asked)).containsExactly(Kind.REQUESTED, Kind.ACCEPTED);
        delegations.revoke(referent(ats), asked.id(), "Torniamo a compilare noi", null);
        assertThat(delegations.inForce(ats, "A5", clock.instant())).isEmpty();
    }

    @Test
    void aRefusalIsGivenItsReasonAndLeavesTheWayFree() {
        String ats = anAts();
        Delegation asked = request(referent(ats), ats);
        refused(422, "MOTIVO_MANCANTE", () -> delegations.refuse(supervisor(), asked.id(), "no"));
        Delegation answered = delegations.refuse(supervisor(), asked.id(), "Non abbiamo personale");
        assertThat(answered.state()).isEqualTo(DelegationState.REFUSED);
        assertThat(delegations.history(asked.id(), referent(ats)))
                .last()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("Non abbiamo personale"));
        Delegation again = request(referent(ats), ats);
        assertThat(delegations.withdraw(referent(ats), again.id(), null).state())
                .isEqualTo(DelegationState.WITHDRAWN);
        declare(supervisor(), ats, "A5");
    }

    @Test
    void whereTheRuleAsksForItADeclarationWaitsForTheAts() {
        String ats = anAts();
        assertThat(rules.now().required()).isFalse();
        refused(403, "NON_AUTORIZZATO", () -> rules.set(supervisor(), true, "Prova della regola"));
        refused(422, "VALORE_NON_VALIDO", () -> rules.set(house.administrator(), true, ""));
        rules.set(house.administrator(), true, "Prova della regola");
        try {
            Delegation proposed = declare(supervisor(), ats, "A5");
            assertThat(proposed.state()).isEqualTo(DelegationState.PROPOSED);
            assertThat(delegations.inForce(ats, "A5", clock.instant())).isEmpty();
            refused(403, "NON_AUTORIZZATO", () -> delegations.accept(supervisor(), proposed.id(), null));
            refused(403, "NON_AUTORIZZATO", () -> delegations.accept(house.administrator(), proposed.id(), null));
            delegations.accept(referent(ats), proposed.id(), null);
            assertThat(delegations.inForce(ats, "A5", clock.instant())).isPresent();
            assertThat(kinds(proposed)).containsExactly(Kind.PROPOSED, Kind.ACCEPTED);
        } finally {
            rules.set(house.administrator(), false, "Fine della prova");
        }
        assertThat(rules.now())
                .satisfies(rule -> assertThat(rule.required()).isFalse())
                .satisfies(rule -> assertThat(rule.reason()).isEqualTo("Fine della prova"));
    }

    @Test
    void onePersonWithAHatOnEachSideDoesNotAgreeWithThemselves() {
        String ats = anAts();
        Viewer both = house.somebody("due-cappelli-" + ats, Role.ATS_REFERENT, ats);
        accounts.grant(both.accountId(), Role.REGION_SUPERVISOR, REGION, null, "prova");
        Viewer twoHats = accounts.viewer(both.username()).orElseThrow();
        Delegation asked = request(twoHats, ats);
        refused(403, "SEPARAZIONE_COMPITI", () -> delegations.accept(twoHats, asked.id(), null));
        assertThat(delegations.accept(supervisor(), asked.id(), null).state()).isEqualTo(DelegationState.IN_FORCE);
    }

    @Test
    void twoAtOnceNeverWriteTheSamePeriodTwice() throws Exception {
        String ats = anAts();
        int people = 4;
        var start = new CyclicBarrier(people);
        try (var pool = new Pool(people)) {
            List<Future<String>> outcomes = pool.all(IntStream.range(0, people)
                    .<Callable<String>>mapToObj(n -> () -> {
                        start.await();
                        try {
                            declare(n % 2 == 0 ? supervisor() : house.administrator(), ats, "A5");
                            return "SCRITTA";
                        } catch (Refusal refusal) {
                            return refusal.code();
                        }
                    })
                    .toList());
            assertThat(outcomes)
                    .extracting(Future::get)
                    .containsExactlyInAnyOrder("SCRITTA", "DELEGA_ESISTENTE", "DELEGA_ESISTENTE", "DELEGA_ESISTENTE");
        }
    }

    @Test
    void theDatabaseItselfKeepsRowsApartAndTheirHistoryWhole() {
        String ats = anAts();
        Delegation row = declare(supervisor(), ats, "A5");
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into delegation (id, region, ats, module, scope, valid_from, reason, declared_by,
                                    declared_at, origin, state, declared_account, agreed_at)
                                select gen_random_uuid(), region, ats, module, scope, valid_from + interval '1 day', reason,
                                       declared_by, declared_at, origin, state, declared_account, agreed_at
                                from delegation where id = ?""").param(row.id()).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("one_delegation_at_a_time");
        for (String deed : List.of(
                "delete from delegation where id = ?",
                "delete from delegation_event where delegation_id = ?",
                "update delegation_event set reason = 'altro' where delegation_id = ?")) {
            assertThatThrownBy(() -> jdbc.sql(deed).param(row.id()).update())
                    .isInstanceOf(BadSqlGrammarException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    /** A few people at once. */
    private record Pool(java.util.concurrent.ExecutorService service) implements AutoCloseable {

        Pool(int people) {
            this(Executors.newFixedThreadPool(people));
        }

        <T> List<Future<T>> all(List<Callable<T>> deeds) throws InterruptedException {
            return service.invokeAll(deeds);
        }

        @Override
        public void close() {
            service.shutdown();
        }
    }

    private List<Kind> kinds(Delegation row) {
        return delegations.history(row.id(), supervisor()).stream()
                .map(DelegationEntry::kind)
                .toList();
    }

    private Viewer referent(String ats) {
        return house.somebody(Role.ATS_REFERENT, ats);
    }

    private Delegation declare(Viewer author, String ats, @Nullable String module) {
        return delegations.declare(author, year, ats, module, DelegationScope.COMPILATION, null, null, "Delibera n. 1");
    }

    private Delegation request(Viewer author, String ats) {
        return delegations.request(
                author, year, ats, "A5", DelegationScope.COMPILATION, null, null, "Richiesta di prova");
    }

    private static void refused(int status, String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.status()).isEqualTo(status);
        });
    }
}
