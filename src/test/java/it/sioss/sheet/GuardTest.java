package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationFixtures;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Standing;
import it.sioss.platform.Motive;
import it.sioss.platform.MotiveWords;
import it.sioss.platform.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what, in which state, before and after the deadline: the whole table, and each condition by name. */
class GuardTest {

    private static final Instant OPENS = SheetFixtures.NOON.minus(Duration.ofDays(10));
    private static final Instant DEADLINE = SheetFixtures.NOON.plus(Duration.ofDays(10));
    private static final Calendar WINDOW = Calendar.between(OPENS, DEADLINE);
    private static final Set<SheetState> AT_WORK = EnumSet.of(SheetState.COMPILING, SheetState.RETURNED);
    private static final Set<SheetState> SENT_ON =
            EnumSet.of(SheetState.JUSTIFYING, SheetState.IN_REVIEW, SheetState.READY);

    private final Guard guard = new Guard();

    /** Who compiles, and how far the region acts. */
    enum Charge {
        OWN(Compiler.ATS, null),
        DELEGATED(Compiler.REGION, DelegationScope.COMPILATION),
        DELEGATED_WHOLLY(Compiler.REGION, DelegationScope.COMPILATION_AND_FINALIZATION);

        final Compiler compiler;
        final @Nullable DelegationScope scope;

        Charge(Compiler compiler, @Nullable DelegationScope scope) {
            this.compiler = compiler;
            this.scope = scope;
        }

        Set<Role> compilers() {
            return this == OWN ? EnumSet.of(Role.ATS_OPERATOR, Role.ATS_REFERENT) : EnumSet.of(Role.REGION_OPERATOR);
        }

        Set<Role> justifiers() {
            return this == OWN ? EnumSet.of(Role.ATS_REFERENT) : EnumSet.of(Role.REGION_OPERATOR);
        }

        Set<Role> finalizers() {
            return this == DELEGATED_WHOLLY
                    ? EnumSet.of(Role.REGION_OPERATOR, Role.REGION_SUPERVISOR)
                    : EnumSet.of(Role.ATS_REFERENT);
        }
    }

    /** The agreed table: in which states each verb fits, and whose it is. */
    private static Map<SheetState, Set<Role>> allowed(Verb verb, Charge charge) {
        Map<SheetState, Set<Role>> table = new EnumMap<>(SheetState.class);
        switch (verb) {
            case SAVE, SUBMIT, DECLARE_EMPTY -> AT_WORK.forEach(state -> table.put(state, charge.compilers()));
            case JUSTIFY -> table.put(SheetState.JUSTIFYING, charge.justifiers());
            case RESUME -> {
                SENT_ON.forEach(state -> table.put(state, charge.compilers()));
                Set<Role> fromReady = EnumSet.copyOf(charge.compilers());
                fromReady.addAll(charge.finalizers());
                table.put(SheetState.READY, fromReady);
            }
            case APPROVE, RETURN -> table.put(SheetState.IN_REVIEW, EnumSet.of(Role.REGION_SUPERVISOR));
            case FINALIZE -> table.put(SheetState.READY, charge.finalizers());
            case CLAIM -> {
                AT_WORK.forEach(state -> table.put(state, charge.compilers()));
                table.put(SheetState.JUSTIFYING, charge.compilers());
                table.put(SheetState.IN_REVIEW, EnumSet.of(Role.REGION_SUPERVISOR));
                table.put(SheetState.READY, charge.finalizers());
            }
            case REOPEN ->
                EnumSet.of(SheetState.FINALIZED, SheetState.LAPSED)
                        .forEach(state -> table.put(state, EnumSet.of(Role.ADMINISTRATOR)));
            case UNDO_EMPTY, RELEASE, TAKE_BACK, WIDEN -> {}
        }
        return table;
    }

    @Test
    void theWholeTableHolds() {
        int looked = 0;
        int granted = 0;
        for (Charge charge : Charge.values()) {
            for (Role role : Role.values()) {
                for (SheetState state : SheetState.values()) {
                    for (Verb verb : Verb.values()) {
                        boolean expected = allowed(verb, charge)
                                .getOrDefault(state, Set.of())
                                .contains(role);
                        var motives =
                                motives(verb, situation(charge, role, state).now());
                        assertThat(motives.isEmpty())
                                .as("%s by %s on a %s sheet (%s): %s", verb, role, state, charge, motives)
                                .isEqualTo(expected);
                        looked++;
                        if (expected) {
                            granted++;
                        }
                        if (verb == Verb.REOPEN) {
                            continue;
                        }
                        var late = motives(
                                verb,
                                situation(charge, role, state).at(DEADLINE).now());
                        assertThat(late)
                                .as("%s by %s on a %s sheet (%s) after the deadline", verb, role, state, charge)
                                .isNotEmpty();
                        if (expected) {
                            assertThat(late.get(0).code()).isEqualTo("TERMINE_SCADUTO");
                            assertThat(late.get(0).status()).isEqualTo(410);
                        }
                    }
                }
            }
        }
        assertThat(looked).isEqualTo(3 * 6 * 8 * 14);
        assertThat(granted).isEqualTo(30 + 19 + 21 + 3 * 2);
    }

    @Test
    void everyMotiveSaysWhatAndHasAStatusOfTheContract() {
        for (Charge charge : Charge.values()) {
            for (Role role : Role.values()) {
                for (SheetState state : SheetState.values()) {
                    for (Action action :
                            guard.actions(situation(charge, role, state).now())) {
                        assertThat(action.motives()).allSatisfy(motive -> {
                            assertThat(motive.status()).isIn(403, 409, 410, 422);
                            assertThat(motive.code()).matches("[A-Z_]+");
                            assertThat(motive.message()).endsWith(".");
                        });
                    }
                }
            }
        }
    }

    @Test
    void whoMayNotIsToldWhoMay() {
        assertThat(first(Verb.SAVE, situation(Charge.OWN, Role.REGION_OPERATOR, SheetState.COMPILING)))
                .isEqualTo("DELEGA_ASSENTE");
        assertThat(first(Verb.SAVE, situation(Charge.OWN, Role.MINISTRY_READER, SheetState.COMPILING)))
                .isEqualTo("NON_AUTORIZZATO");
        assertThat(first(Verb.SAVE, situation(Charge.DELEGATED, Role.ATS_OPERATOR, SheetState.COMPILING)))
                .isEqualTo("NON_AUTORIZZATO");
        assertThat(first(Verb.FINALIZE, situation(Charge.DELEGATED, Role.REGION_SUPERVISOR, SheetState.READY)))
                .isEqualTo("DELEGA_ASSENTE");
        assertThat(first(Verb.FINALIZE, situation(Charge.OWN, Role.ATS_OPERATOR, SheetState.READY)))
                .isEqualTo("NON_AUTORIZZATO");
    }

    @Test
    void aDelegationThatIsNoLongerInForceGivesTheRegionNothing() {
        Case expired = situation(Charge.DELEGATED_WHOLLY, Role.REGION_OPERATOR, SheetState.COMPILING)
                .withoutDelegation();
        assertThat(motives(Verb.SAVE, expired.now())).isNotEmpty();
        Case ready = situation(Charge.DELEGATED_WHOLLY, Role.REGION_OPERATOR, SheetState.READY)
                .withoutDelegation();
        assertThat(motives(Verb.FINALIZE, ready.now())).isNotEmpty();
    }

    @Test
    void aRevokedDelegationSaysWhoWhenAndWhy() {
        Delegation revoked = DelegationFixtures.aRevokedOne(
                SheetFixtures.REGION,
                SheetFixtures.ATS,
                DelegationScope.COMPILATION_AND_FINALIZATION,
                OPENS,
                SheetFixtures.NOON.minusSeconds(60));
        var standing = new Standing(Optional.empty(), Optional.of(revoked), Optional.empty());
        for (Compiler stored : Compiler.values()) {
            for (SheetState state : List.of(SheetState.COMPILING, SheetState.JUSTIFYING, SheetState.READY)) {
                Verb verb = state == SheetState.READY
                        ? Verb.FINALIZE
                        : state == SheetState.JUSTIFYING ? Verb.JUSTIFY : Verb.SAVE;
                var now = new Situation(
                        SheetFixtures.aSheetIn(state, stored),
                        WINDOW,
                        standing,
                        Optional.empty(),
                        viewer(Role.REGION_OPERATOR),
                        false,
                        Optional.empty(),
                        SheetFixtures.NOON,
                        SheetFixtures.NOON);
                assertThat(motives(verb, now)).first().satisfies(motive -> {
                    assertThat(motive.code()).isEqualTo("DELEGA_ASSENTE");
                    assertThat(motive.message()).contains("Anna Bianchi", "Fine della convenzione");
                    assertThat(motive.since()).isEqualTo(SheetFixtures.NOON.minusSeconds(60));
                    assertThat(motive.page()).isEqualTo("/deleghe/" + revoked.id());
                });
            }
        }
    }

    /** Every pair of roles on one sheet: the region's hats never make somebody the judge of what the same person compiled. */
    @Test
    void noPairOfHatsLetsOnePersonCompileAndApprove() {
        for (Charge charge : Charge.values()) {
            for (Role one : Role.values()) {
                for (Role other : Role.values()) {
                    Viewer both = new Viewer(
                            UUID.randomUUID(),
                            "persona",
                            "Maria Rossi",
                            false,
                            0,
                            List.of(
                                    viewer(one).mandates().get(0),
                                    viewer(other).mandates().get(0)));
                    Case review = situation(charge, one, SheetState.IN_REVIEW).seenBy(both);
                    for (Verb verb : List.of(Verb.APPROVE, Verb.RETURN, Verb.CLAIM)) {
                        boolean judge = one == Role.REGION_SUPERVISOR || other == Role.REGION_SUPERVISOR;
                        assertThat(motives(verb, review.now()).isEmpty())
                                .as("%s by %s and %s", verb, one, other)
                                .isEqualTo(judge);
                        assertThat(motives(verb, review.whoHasCompiled().now()))
                                .as("%s by %s and %s who compiled", verb, one, other)
                                .isNotEmpty();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Verb.class,
            names = {"APPROVE", "RETURN"})
    void whoCompiledIsNotTheApprover(Verb verb) {
        Case both = situation(Charge.DELEGATED, Role.REGION_SUPERVISOR, SheetState.IN_REVIEW)
                .whoHasCompiled();
        assertThat(first(verb, both)).isEqualTo("SEPARAZIONE_COMPITI");
        assertThat(status(verb, both)).isEqualTo(403);
        assertThat(first(
                        verb,
                        situation(Charge.DELEGATED, Role.REGION_OPERATOR, SheetState.IN_REVIEW)
                                .whoHasCompiled()))
                .isEqualTo("NON_AUTORIZZATO");
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void beforeTheOpeningNothingIsPossible(Verb verb) {
        Case early =
                situation(Charge.OWN, Role.ATS_REFERENT, SheetState.COMPILING).at(OPENS.minusNanos(1_000));
        assertThat(motives(verb, early.now())).extracting(Motive::code).contains("TERMINE_NON_APERTO");
    }

    @Test
    void whatEndedIsReopenedUntilTheEndOfTheRectifications() {
        Case lapsed = situation(Charge.OWN, Role.ADMINISTRATOR, SheetState.LAPSED);
        Instant end = WINDOW.rectificationEnd();
        assertThat(motives(Verb.REOPEN, lapsed.at(end.minusNanos(1_000)).now())).isEmpty();
        assertThat(first(Verb.REOPEN, lapsed.at(end))).isEqualTo("RETTIFICHE_CHIUSE");
        assertThat(status(Verb.REOPEN, lapsed.at(end))).isEqualTo(409);
    }

    @Test
    void onlyTheNewestSheetOfAPlaceIsReopened() {
        Case ended = situation(Charge.OWN, Role.ADMINISTRATOR, SheetState.FINALIZED);
        assertThat(first(Verb.REOPEN, ended.goneOnIn(SheetState.COMPILING))).isEqualTo("GIA_RIAPERTA");
        assertThat(first(Verb.REOPEN, ended.goneOnIn(SheetState.LAPSED))).isEqualTo("VERSIONE_PIU_RECENTE");
    }

    @Test
    void whatIsOpenIsNotReopened() {
        Case open = situation(Charge.OWN, Role.ADMINISTRATOR, SheetState.READY);
        assertThat(first(Verb.REOPEN, open)).isEqualTo("TRANSIZIONE_NON_AMMESSA");
        assertThat(first(Verb.REOPEN, open.at(DEADLINE))).isEqualTo("CHIUSURA_IN_CORSO");
        assertThat(first(Verb.REOPEN, situation(Charge.OWN, Role.ADMINISTRATOR, SheetState.WITHDRAWN)))
                .isEqualTo("TRANSIZIONE_NON_AMMESSA");
    }

    @Test
    void aFinalizationReceivedInTimeIsServedWithinTheGrace() {
        Case ready = situation(Charge.OWN, Role.ATS_REFERENT, SheetState.READY);
        Instant justInTime = DEADLINE.minusNanos(1_000);
        assertThat(motives(Verb.FINALIZE, ready.received(justInTime, DEADLINE).now()))
                .isEmpty();
        assertThat(motives(
                        Verb.FINALIZE,
                        ready.received(justInTime, DEADLINE.plus(Calendar.GRACE).minusNanos(1_000))
                                .now()))
                .isEmpty();
        assertThat(first(Verb.FINALIZE, ready.received(justInTime, DEADLINE.plus(Calendar.GRACE))))
                .isEqualTo("TERMINE_SCADUTO");
        assertThat(first(Verb.FINALIZE, ready.received(DEADLINE, DEADLINE)))
                .as("received at the very deadline")
                .isEqualTo("TERMINE_SCADUTO");
    }

    @Test
    void theGraceServesNothingButFinalization() {
        Case atWork = situation(Charge.OWN, Role.ATS_REFERENT, SheetState.COMPILING)
                .received(DEADLINE.minusSeconds(1), DEADLINE);
        assertThat(first(Verb.SAVE, atWork)).isEqualTo("TERMINE_SCADUTO");
        assertThat(first(Verb.SUBMIT, atWork)).isEqualTo("TERMINE_SCADUTO");
        assertThat(first(Verb.DECLARE_EMPTY, atWork)).isEqualTo("TERMINE_SCADUTO");
        assertThat(first(Verb.CLAIM, atWork)).isEqualTo("TERMINE_SCADUTO");
    }

    @Test
    void aFinalizedSheetSaysSoUntilTheDeadlineAndThatItIsOverAfterwards() {
        Case done = situation(Charge.OWN, Role.ATS_REFERENT, SheetState.FINALIZED);
        assertThat(first(Verb.FINALIZE, done)).isEqualTo("GIA_FINALIZZATA");
        assertThat(first(Verb.SAVE, done)).isEqualTo("GIA_FINALIZZATA");
        assertThat(first(Verb.SAVE, done.at(DEADLINE))).isEqualTo("TERMINE_SCADUTO");
    }

    @Test
    void aColleaguesClaimStopsWhatClosesAStepButNotASave() {
        Case held =
                situation(Charge.OWN, Role.ATS_REFERENT, SheetState.COMPILING).claimedBy("collega", "Luca Bianchi");
        assertThat(motives(Verb.SAVE, held.now())).isEmpty();
        assertThat(motives(Verb.CLAIM, held.now())).isEmpty();
        assertThatThrownBy(() -> guard.requireTakeOver(false, held.now()))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(409);
                    assertThat(refusal.code()).isEqualTo("PRESA_IN_CARICO_DA_ALTRI");
                    assertThat(refusal.message()).contains("Luca Bianchi", "subentrare");
                });
        guard.requireTakeOver(true, held.now());
        guard.requireTakeOver(
                false,
                situation(Charge.OWN, Role.ATS_REFERENT, SheetState.COMPILING).now());
        assertThat(first(Verb.SUBMIT, held)).isEqualTo("PRESA_IN_CARICO_DA_ALTRI");
        assertThat(motives(Verb.SUBMIT, held.now()).get(0).message()).contains("Luca Bianchi");
        assertThat(first(
                        Verb.FINALIZE,
                        situation(Charge.OWN, Role.ATS_REFERENT, SheetState.READY)
                                .claimedBy("collega", null)))
                .isEqualTo("PRESA_IN_CARICO_DA_ALTRI");
        assertThat(motives(
                        Verb.SUBMIT,
                        situation(Charge.OWN, Role.ATS_REFERENT, SheetState.COMPILING)
                                .claimedBy("PERSONA", null)
                                .now()))
                .as("one's own claim, whatever its case")
                .isEmpty();
    }

    @Test
    void onlyWhoHoldsASheetReleasesIt() {
        Case free = situation(Charge.OWN, Role.ATS_OPERATOR, SheetState.COMPILING);
        assertThat(first(Verb.RELEASE, free)).isEqualTo("TRANSIZIONE_NON_AMMESSA");
        assertThat(first(Verb.RELEASE, free.claimedBy("collega", null))).isEqualTo("TRANSIZIONE_NON_AMMESSA");
        assertThat(motives(Verb.RELEASE, free.claimedBy("persona", null).now())).isEmpty();
    }

    @Test
    void emptinessIsDeclaredOnceAndUndoneOnce() {
        Case sheet = situation(Charge.OWN, Role.ATS_OPERATOR, SheetState.COMPILING);
        assertThat(first(Verb.UNDO_EMPTY, sheet)).isEqualTo("TRANSIZIONE_NON_AMMESSA");
        Sheet declared = SheetFixtures.aCompleteSheet(Compiler.ATS);
        declared.declareEmpty(true);
        assertThat(first(Verb.DECLARE_EMPTY, sheet.of(declared))).isEqualTo("TRANSIZIONE_NON_AMMESSA");
        assertThat(motives(Verb.UNDO_EMPTY, sheet.of(declared).now())).isEmpty();
    }

    @Test
    void anEmptySheetIsNotFinalizedWithoutAJustification() {
        Sheet empty = SheetFixtures.aCompleteSheet(Compiler.ATS);
        empty.declareEmpty(true);
        empty.moveTo(SheetState.READY, SheetFixtures.NOON, null);
        Case ready = situation(Charge.OWN, Role.ATS_REFERENT, SheetState.READY).of(empty);
        assertThat(first(Verb.FINALIZE, ready)).isEqualTo("MOTIVAZIONE_MANCANTE");
        assertThat(status(Verb.FINALIZE, ready)).isEqualTo(422);
        empty.justify(new Justification("altro", "Nessuna persona ha chiesto il servizio durante l'anno."));
        assertThat(motives(Verb.FINALIZE, ready.now())).isEmpty();
    }

    /** Under a delegation who compiles for the ATS justifies too; under a whole one the region also finalizes. */
    @ParameterizedTest
    @EnumSource(Charge.class)
    void whatIsMissingNamesWhoeverTheDelegationGivesItTo(Charge charge) {
        Sheet empty = SheetFixtures.aCompleteSheet(charge.compiler);
        empty.declareEmpty(true);
        empty.moveTo(SheetState.READY, SheetFixtures.NOON, null);
        Role finalizer = charge.finalizers().iterator().next();
        Case ready = situation(charge, finalizer, SheetState.READY).of(empty);
        assertThat(motives(Verb.FINALIZE, ready.now()).get(0)).satisfies(motive -> {
            assertThat(motive.code()).isEqualTo("MOTIVAZIONE_MANCANTE");
            assertThat(motive.whoCanUnblock())
                    .isEqualTo(charge == Charge.OWN ? "referente ATS" : "operatore regionale");
        });
        Case early = situation(charge, finalizer, SheetState.JUSTIFYING);
        assertThat(motives(Verb.FINALIZE, early.now()))
                .filteredOn(motive -> motive.code().equals("TRANSIZIONE_NON_AMMESSA"))
                .singleElement()
                .satisfies(motive -> assertThat(motive.whoCanUnblock())
                        .isEqualTo(charge == Charge.OWN ? "referente ATS" : "operatore regionale"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aLimitedReturnIsWidenedByWhoReviewsOrAdministers(Role role) {
        Case returned = situation(Charge.DELEGATED, role, SheetState.RETURNED);
        boolean may = role == Role.REGION_SUPERVISOR || role == Role.ADMINISTRATOR;
        assertThat(first(Verb.WIDEN, returned)).isEqualTo(may ? "TRANSIZIONE_NON_AMMESSA" : "NON_AUTORIZZATO");
        returned.sheet().limitTo(Set.of("s3"));
        assertThat(motives(Verb.WIDEN, returned.now()).isEmpty()).isEqualTo(may);
    }

    @Test
    void aLimitedReturnIsNotAnsweredByDeclaringTheSheetEmpty() {
        Case returned = situation(Charge.DELEGATED, Role.REGION_OPERATOR, SheetState.RETURNED);
        returned.sheet().limitTo(Set.of("s3"));
        assertThat(first(Verb.DECLARE_EMPTY, returned)).isEqualTo("SEZIONE_NON_MODIFICABILE");
        assertThat(motives(Verb.SAVE, returned.now())).isEmpty();
    }

    @Test
    void aRefusalCarriesEveryMotive() {
        Case stranger =
                situation(Charge.OWN, Role.ATS_OPERATOR, SheetState.COMPILING).at(DEADLINE);
        assertThatThrownBy(() -> guard.require(Verb.FINALIZE, stranger.now()))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(403);
                    assertThat(refusal.details().get("motivi"))
                            .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(MotiveWords.class))
                            .extracting(MotiveWords::code)
                            .containsExactly("NON_AUTORIZZATO", "TERMINE_SCADUTO", "TRANSIZIONE_NON_AMMESSA");
                });
    }

    private List<Motive> motives(Verb verb, Situation situation) {
        return guard.actions(situation).stream()
                .filter(action -> action.verb() == verb)
                .findFirst()
                .orElseThrow()
                .motives();
    }

    private String first(Verb verb, Case now) {
        return motives(verb, now.now()).get(0).code();
    }

    private int status(Verb verb, Case now) {
        return motives(verb, now.now()).get(0).status();
    }

    private static Case situation(Charge charge, Role role, SheetState state) {
        Optional<Delegation> delegation = Optional.ofNullable(charge.scope)
                .map(scope -> DelegationFixtures.aDelegation(SheetFixtures.REGION, SheetFixtures.ATS, scope, OPENS));
        return new Case(
                SheetFixtures.aSheetIn(state, charge.compiler),
                delegation,
                Optional.empty(),
                viewer(role),
                false,
                Optional.empty(),
                SheetFixtures.NOON,
                SheetFixtures.NOON);
    }

    private static Viewer viewer(Role role) {
        String territory = switch (role.level()) {
            case ATS -> SheetFixtures.ATS;
            case REGION -> SheetFixtures.REGION;
            case NATION -> Mandate.ITALY;
        };
        return new Viewer(
                UUID.randomUUID(),
                "persona",
                "Maria Rossi",
                false,
                0,
                List.of(new Mandate(role, territory, OPENS, null)));
    }

    /** A situation that a test changes in one point. */
    private record Case(
            Sheet sheet,
            Optional<Delegation> delegation,
            Optional<Claim> claim,
            Viewer viewer,
            boolean compiled,
            Optional<Situation.Newer> newer,
            Instant receivedAt,
            Instant present) {

        Situation now() {
            return new Situation(sheet, WINDOW, delegation, claim, viewer, compiled, newer, receivedAt, present);
        }

        Case seenBy(Viewer other) {
            return new Case(sheet, delegation, claim, other, compiled, newer, receivedAt, present);
        }

        Case at(Instant instant) {
            return received(instant, instant);
        }

        Case received(Instant received, Instant decided) {
            return new Case(sheet, delegation, claim, viewer, compiled, newer, received, decided);
        }

        Case claimedBy(String username, @Nullable String name) {
            return new Case(
                    sheet,
                    delegation,
                    Optional.of(new Claim(username, name, null)),
                    viewer,
                    compiled,
                    newer,
                    receivedAt,
                    present);
        }

        Case goneOnIn(SheetState later) {
            var next = new Situation.Newer(UUID.randomUUID(), later);
            return new Case(sheet, delegation, claim, viewer, compiled, Optional.of(next), receivedAt, present);
        }

        Case whoHasCompiled() {
            return new Case(sheet, delegation, claim, viewer, true, newer, receivedAt, present);
        }

        Case withoutDelegation() {
            return new Case(sheet, Optional.empty(), claim, viewer, compiled, newer, receivedAt, present);
        }

        Case of(Sheet other) {
            return new Case(other, delegation, claim, viewer, compiled, newer, receivedAt, present);
        }
    }
}
