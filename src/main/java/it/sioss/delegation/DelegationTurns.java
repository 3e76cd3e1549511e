package it.sioss.delegation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Announces delegations whose first or last day has come, so that the open sheets move to whom they wait for now. Each
 * turn is announced once, in the transaction that moves the sheets; a failed one is tried again. What the law says has
 * changed already, at the instant itself.
 */
@Component
public class DelegationTurns {

    private static final Logger LOG = LoggerFactory.getLogger(DelegationTurns.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Delegations delegations;

    DelegationTurns(JdbcClient jdbc, Clock clock, Delegations delegations) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.delegations = delegations;
    }

    private record Due(UUID id, String ats) {}

    /** Announces what has come due; returns how many rows were announced. */
    public int announceDue() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        List<Due> due = jdbc.sql("""
                        select id, ats from delegation
                        where state = 'AHEAD' and begin_announced_at is null and valid_from <= :now
                           or state in ('AHEAD', 'IN_FORCE', 'PROPOSED', 'REQUESTED') and end_announced_at is null
                              and valid_to <= :now
                        order by least(valid_from, valid_to), id""")
                .param("now", now)
                .query((row, n) -> new Due(row.getObject(1, UUID.class), row.getString(2)))
                .list();
        int announced = 0;
        for (Due one : due) {
            try {
                announced += delegations.announce(one.id(), one.ats()) ? 1 : 0;
            } catch (RuntimeException failure) {
                LOG.warn("the turn of delegation {} will be announced later: {}", one.id(), failure.toString());
            }
        }
        return announced;
    }

    /** Twice a minute, where background work is done. */
    @Component
    @ConditionalOnProperty(name = "sioss.batch.enabled", matchIfMissing = true)
    static class Watch {

        private final DelegationTurns turns;

        Watch(DelegationTurns turns) {
            this.turns = turns;
        }

        @Scheduled(initialDelay = 20_000, fixedDelay = 30_000)
        void announce() {
            turns.announceDue();
        }
    }
}
