package it.sioss.delegation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Announces delegations whose first or last day has come, so that the open sheets move to whom they wait for now. Each
 * turn is announced once, in the transaction that moves the sheets; a failed one is tried again.
 */
@Component
public class DelegationTurns {

    private static final Logger LOG = LoggerFactory.getLogger(DelegationTurns.class);
    private static final String BEGIN = "begin_announced_at";
    private static final String END = "end_announced_at";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    DelegationTurns(JdbcClient jdbc, Clock clock, TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
        this.events = events;
    }

    private record Turn(String ats, @Nullable String module) {}

    /** Announces what has come due; returns how many turns were announced. */
    public int announceDue() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return announceAll("valid_from", BEGIN, now) + announceAll("valid_to", END, now);
    }

    private int announceAll(String moment, String mark, OffsetDateTime now) {
        List<UUID> due = jdbc.sql("select id from delegation where " + mark + " is null and " + moment
                        + " <= ? order by " + moment)
                .param(now)
                .query(UUID.class)
                .list();
        int announced = 0;
        for (UUID id : due) {
            try {
                announced += announce(id, mark, now) ? 1 : 0;
            } catch (RuntimeException failure) {
                LOG.warn("the turn of delegation {} will be announced later: {}", id, failure.toString());
            }
        }
        return announced;
    }

    private boolean announce(UUID id, String mark, OffsetDateTime now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var turn = jdbc.sql("""
                            update delegation set %1$s = ? where id =
                              (select id from delegation where id = ? and %1$s is null for update skip locked)
                            returning ats, module""".formatted(mark))
                    .params(now, id)
                    .query((row, n) -> new Turn(row.getString(1), row.getString(2)))
                    .optional();
            turn.ifPresent(one -> events.publishEvent(new DelegationChanged(one.ats(), one.module(), "Sistema")));
            return turn.isPresent();
        }));
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
