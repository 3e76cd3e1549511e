package it.sioss.services;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.catalogue.Severity;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationFixtures;
import it.sioss.delegation.DelegationScope;
import it.sioss.platform.Motive;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseGuardTest {

    private static final String ATS = "13-001";
    private static final String REGION = "1300";
    private static final Instant OPENS = Instant.parse("2026-01-15T00:00:00Z");
    private static final Instant DEADLINE = Instant.parse("2026-05-31T22:00:00Z");
    private static final Calendar WINDOW = Calendar.between(OPENS, DEADLINE);
    private static final Instant PRESENT = OPENS.plus(Duration.ofDays(30));

    private final DatabaseGuard guard = new DatabaseGuard();

    private static ServiceDatabase database(ServiceDatabaseState state) {
        var database = new ServiceDatabase(2025, ATS, "ATS di prova", REGION, "", OPENS);
        switch (state) {
            case COMPILING -> {}
            case READY -> database.compiled(OPENS);
            case FINALIZED -> {
                database.compiled(OPENS);
                database.finalizeDatabase(OPENS);
            }
            case LAPSED -> database.lapse(OPENS);
        }
        return database;
    }

    private static Viewer somebody(Role role) {
        String territory = switch (role.level()) {
            case ATS -> ATS;
            case REGION -> REGION;
            case NATION -> Mandate.ITALY;
        };
        return new Viewer(
                new UUID(0, 1), "prova", "Prova", false, 0, List.of(new Mandate(role, territory, Instant.EPOCH, null)));
    }

    private static Optional<Delegation> delegated(DelegationScope scope) {
        return Optional.of(DelegationFixtures.aDelegation(REGION, ATS, scope, OPENS));
    }

    private static DatabaseSituation situation(
            ServiceDatabaseState state, Role role, Optional<Delegation> delegation, Instant received, Instant present) {
        return new DatabaseSituation(
                database(state), WINDOW, delegation, somebody(role), List.of(), List.of(), received, present);
    }

    private List<Motive> motives(DatabaseVerb verb, DatabaseSituation now) {
        return guard.actions(now).stream()
                .filter(action -> action.verb() == verb)
                .findFirst()
                .orElseThrow()
                .motives();
    }

    /** Whose each verb is, and in which states it fits. */
    private static boolean allowed(
            DatabaseVerb verb, ServiceDatabaseState state, Role role, Optional<Delegation> delegation) {
        Set<Role> compilers = delegation.isPresent()
                ? EnumSet.of(Role.REGION_OPERATOR)
                : EnumSet.of(Role.ATS_OPERATOR, Role.ATS_REFERENT);
        boolean whole = delegation
                .map(row -> row.scope() == DelegationScope.COMPILATION_AND_FINALIZATION)
                .orElse(false);
        Set<Role> finalizers =
                whole ? EnumSet.of(Role.REGION_OPERATOR, Role.REGION_SUPERVISOR) : EnumSet.of(Role.ATS_REFERENT);
        return switch (verb) {
            case EDIT, CONCLUDE -> state == ServiceDatabaseState.COMPILING && compilers.contains(role);
            case ADD_SHEET -> !state.ended() && compilers.contains(role);
            case RESUME ->
                state == ServiceDatabaseState.READY && (compilers.contains(role) || finalizers.contains(role));
            case FINALIZE -> state == ServiceDatabaseState.READY && finalizers.contains(role);
        };
    }

    @Test
    void theWholeTableHolds() {
        int looked = 0;
        for (var delegation : List.of(
                Optional.<Delegation>empty(),
                delegated(DelegationScope.COMPILATION),
                delegated(DelegationScope.COMPILATION_AND_FINALIZATION))) {
            for (ServiceDatabaseState state : ServiceDatabaseState.values()) {
                for (Role role : Role.values()) {
                    for (DatabaseVerb verb : DatabaseVerb.values()) {
                        var now = situation(state, role, delegation, PRESENT, PRESENT);
                        assertThat(motives(verb, now).isEmpty())
                                .as(
                                        "%s on a %s database by %s, %s",
                                        verb, state, role, delegation.map(Delegation::scope))
                                .isEqualTo(allowed(verb, state, role, delegation));
                        assertThat(motives(verb, situation(state, role, delegation, DEADLINE, DEADLINE)))
                                .as("after the deadline")
                                .isNotEmpty();
                        looked++;
                    }
                }
            }
        }
        assertThat(looked).isEqualTo(3 * 4 * 6 * 5);
    }

    @ParameterizedTest
    @EnumSource(DatabaseVerb.class)
    void beforeTheOpeningNothingIsPossible(DatabaseVerb verb) {
        var early = situation(
                ServiceDatabaseState.COMPILING, Role.ATS_REFERENT, Optional.empty(), OPENS, OPENS.minusMillis(1));
        assertThat(motives(verb, early)).extracting(Motive::code).contains("TERMINE_NON_APERTO");
    }

    @Test
    void aFinalizationReceivedInTimeIsServedWithinTheGraceAndNothingElseIs() {
        Instant justInTime = DEADLINE.minusMillis(1);
        Instant lastGrace = DEADLINE.plus(Calendar.GRACE).minusMillis(1);
        assertThat(motives(DatabaseVerb.FINALIZE, ready(justInTime, lastGrace))).isEmpty();
        assertThat(motives(DatabaseVerb.FINALIZE, ready(justInTime, DEADLINE.plus(Calendar.GRACE))))
                .extracting(Motive::code)
                .containsExactly("TERMINE_SCADUTO");
        assertThat(motives(DatabaseVerb.FINALIZE, ready(DEADLINE, DEADLINE))).isNotEmpty();
        assertThat(motives(DatabaseVerb.RESUME, ready(justInTime, DEADLINE))).isNotEmpty();
    }

    private static DatabaseSituation ready(Instant received, Instant present) {
        return situation(ServiceDatabaseState.READY, Role.ATS_REFERENT, Optional.empty(), received, present);
    }

    @Test
    void onlyBlockingFindingsAndUnsettledSheetsStandInTheWay() {
        var waiting = new KnownSheet(
                new UUID(0, 2),
                "X",
                SheetLevel.ATS,
                ATS,
                "ATS di prova",
                Dueness.REQUIRED,
                "",
                "PRONTA",
                "Pronta da finalizzare",
                true,
                true,
                false,
                DEADLINE,
                null,
                null);
        var warning = new AnnexFinding("COPERTURA_PARZIALE", Severity.WARNING, "x", null, "avviso");
        var blocking = new AnnexFinding("COMUNE_RIPETUTO", Severity.BLOCKING, "x", 1, "Riga 1: da correggere.");
        assertThat(motives(DatabaseVerb.FINALIZE, with(List.of(warning), List.of())))
                .isEmpty();
        assertThat(motives(DatabaseVerb.FINALIZE, with(List.of(blocking), List.of(waiting))))
                .extracting(Motive::code)
                .containsExactly("CONTROLLI_BLOCCANTI", "SCHEDE_NON_CONCLUSE");
        assertThat(motives(DatabaseVerb.FINALIZE, with(List.of(), List.of(waiting))))
                .singleElement()
                .satisfies(motive -> assertThat(motive.message()).contains("X – ATS di prova (Pronta da finalizzare)"));
    }

    private static DatabaseSituation with(List<AnnexFinding> findings, List<KnownSheet> unsettled) {
        return new DatabaseSituation(
                database(ServiceDatabaseState.READY),
                WINDOW,
                Optional.empty(),
                somebody(Role.ATS_REFERENT),
                findings,
                unsettled,
                PRESENT,
                PRESENT);
    }

    @ParameterizedTest
    @EnumSource(Dueness.class)
    void theDatabaseWaitsForWhatIsExpectedAndNotLater(Dueness dueness) {
        for (boolean live : List.of(true, false)) {
            for (boolean touched : List.of(true, false)) {
                for (Instant deadline : List.of(DEADLINE.minusMillis(1), DEADLINE, DEADLINE.plusMillis(1))) {
                    var sheet = new KnownSheet(
                            new UUID(0, 2),
                            "X",
                            SheetLevel.ATS,
                            ATS,
                            "",
                            dueness,
                            "",
                            "",
                            "",
                            live,
                            touched,
                            false,
                            deadline,
                            null,
                            null);
                    boolean expected = dueness == Dueness.REQUIRED || dueness == Dueness.OPTIONAL && touched;
                    assertThat(sheet.unsettled(DEADLINE))
                            .as("%s live %s touched %s deadline %s", dueness, live, touched, deadline)
                            .isEqualTo(live && expected && !deadline.isAfter(DEADLINE));
                }
            }
        }
    }
}
