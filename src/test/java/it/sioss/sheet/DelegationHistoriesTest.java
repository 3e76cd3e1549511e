package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.DelegationState;
import it.sioss.delegation.DelegationTurns;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import it.sioss.support.Cases;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Random histories of declarations, requests, answers, revocations and deeds, with the watch running when it likes: no line
 * of the journal is outside a valid delegation at its instant, and no two rows ever overlap.
 */
class DelegationHistoriesTest extends HouseTest {

    private static final long SEED = 20_250_919;
    private static final int STEPS = 170;
    private static final String PHONE = "a5_1_10_telefono";

    @Autowired
    Delegations delegations;

    @Autowired
    DelegationTurns turns;

    private final Random random = new Random(SEED);
    private final Map<String, Integer> happened = new TreeMap<>();

    @Test
    void noDeedIsOutsideAValidDelegation() {
        List<UUID> open = List.of(aSheet(), aSheet());
        for (int step = 0; step < STEPS; step++) {
            UUID sheet = open.get(random.nextInt(open.size()));
            try {
                happened.merge(something(sheet, cases.atsOf(sheet)), 1, Integer::sum);
            } catch (Refusal refusal) {
                happened.merge("refused", 1, Integer::sum);
            }
        }
        assertThat(happened)
                .as("what the histories were made of, seed %d", SEED)
                .containsKeys(
                        "declared",
                        "requested",
                        "accepted",
                        "revoked",
                        "saved by the region",
                        "saved by the ATS",
                        "refused");
        for (UUID sheet : open) {
            everyDeedIsCovered(sheet);
            noTwoRowsOverlap(cases.atsOf(sheet));
        }
    }

    private String something(UUID sheet, String ats) {
        Viewer referent = house.somebody(Role.ATS_REFERENT, ats);
        switch (random.nextInt(14)) {
            case 0, 1 -> {
                delegations.declare(supervisor(), year, ats, module(), scope(), begin(), end(), "Delibera n. 8");
                return "declared";
            }
            case 2 -> {
                delegations.request(referent, year, ats, module(), scope(), begin(), end(), "Richiesta n. 8");
                return "requested";
            }
            case 3 -> {
                Delegation row = any(ats, state -> state == DelegationState.REQUESTED);
                delegations.accept(supervisor(), row.id(), null);
                return "accepted";
            }
            case 4 -> {
                delegations.refuse(
                        supervisor(), any(ats, DelegationState::pending).id(), "Non possiamo");
                return "answered no";
            }
            case 5, 6 -> {
                Delegation row = any(ats, state -> state == DelegationState.IN_FORCE || state == DelegationState.AHEAD);
                delegations.revoke(supervisor(), row.id(), "Si torna all'ATS", random.nextBoolean() ? null : begin());
                return "revoked";
            }
            case 7 -> {
                house.passTime(Duration.ofMinutes(1 + random.nextInt(40)));
                return "time passed";
            }
            case 8 -> {
                turns.announceDue();
                return "watch ran";
            }
            case 9 -> {
                cases.sheets().claim(sheet, true, random.nextBoolean() ? regionOperator() : operatorOf(sheet));
                return "claimed";
            }
            case 10, 11 -> {
                cases.save(sheet, Cases.patch(PHONE, "075 " + random.nextInt()), regionOperator());
                return "saved by the region";
            }
            default -> {
                cases.save(sheet, Cases.patch(PHONE, "075 " + random.nextInt()), operatorOf(sheet));
                return "saved by the ATS";
            }
        }
    }

    private @Nullable String module() {
        return random.nextBoolean() ? "A5" : null;
    }

    private DelegationScope scope() {
        return random.nextBoolean() ? DelegationScope.COMPILATION : DelegationScope.COMPILATION_AND_FINALIZATION;
    }

    private @Nullable Instant begin() {
        return random.nextBoolean() ? null : clock.instant().plus(Duration.ofMinutes(random.nextInt(60)));
    }

    private @Nullable Instant end() {
        return random.nextInt(3) == 0 ? null : clock.instant().plus(Duration.ofMinutes(61 + random.nextInt(90)));
    }

    private Delegation any(String ats, Predicate<DelegationState> wanted) {
        List<Delegation> rows = delegations.of(ats).stream()
                .filter(row -> wanted.test(row.effectiveState(clock.instant())))
                .toList();
        if (rows.isEmpty()) {
            throw Refusal.notFound("La delega");
        }
        return rows.get(random.nextInt(rows.size()));
    }

    /** By SQL of its own, not by the code that decided. */
    private void everyDeedIsCovered(UUID sheet) {
        List<String> outside = jdbc.sql("""
                        select j.event || ' ' || j.at || ' ' || j.actor from journal j
                        cross join lateral (select exists (
                            select from delegation d where d.ats = j.ats and d.region = j.region and d.agreed_at <= j.at
                              and (d.module is null or d.module = j.module)
                              and d.valid_from <= j.at and (d.valid_to is null or d.valid_to > j.at)) as delegated) x
                        where j.sheet_id = ? and j.event in ('ANSWERED', 'CLAIMED')
                          and (j.on_behalf_of is not null or j.actor = ?) is distinct from x.delegated""")
                .params(sheet, regionOperator().username())
                .query(String.class)
                .list();
        assertThat(outside)
                .as("deeds outside a valid delegation, seed %d", SEED)
                .isEmpty();
        assertThat(jdbc.sql("select count(*) from journal where sheet_id = ? and actor = ? and on_behalf_of is null")
                        .params(sheet, regionOperator().username())
                        .query(Long.class)
                        .single())
                .as("every deed of the region says for whom")
                .isZero();
    }

    private void noTwoRowsOverlap(String ats) {
        assertThat(jdbc.sql("""
                        select count(*) from delegation a join delegation b on a.ats = b.ats and a.id < b.id
                          and a.module is not distinct from b.module
                          and tstzrange(a.valid_from, a.valid_to) && tstzrange(b.valid_from, b.valid_to)
                        where a.ats = ? and a.agreed_at is not null and b.agreed_at is not null""").param(ats).query(Long.class).single()).isZero();
    }
}
