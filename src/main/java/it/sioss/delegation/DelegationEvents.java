package it.sioss.delegation;

import it.sioss.delegation.DelegationChanged.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to each row of the ledger: written once, and told to the other rooms in the same transaction. */
@Component
class DelegationEvents {

    static final Author SYSTEM = new Author("sistema", "Sistema");

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    DelegationEvents(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Who did it. */
    record Author(String account, String name) {}

    void happened(
            Delegation row,
            Kind kind,
            @Nullable DelegationState before,
            Author author,
            @Nullable String reason,
            Instant at) {
        Instant to = row.validTo().orElse(null);
        jdbc.sql("""
                        insert into delegation_event (delegation_id, at, kind, from_state, to_state, actor, actor_name,
                                                      reason, valid_from, valid_to)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        row.id(),
                        at.atOffset(ZoneOffset.UTC),
                        kind.name(),
                        before == null ? null : before.name(),
                        row.state().name(),
                        author.account(),
                        author.name(),
                        reason,
                        row.validFrom().atOffset(ZoneOffset.UTC),
                        to == null ? null : to.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new DelegationChanged(
                row.id(),
                kind,
                row.region(),
                row.ats(),
                row.module().orElse(null),
                row.scope(),
                reason,
                row.validFrom(),
                to,
                author.name(),
                at));
    }

    List<DelegationEntry> of(UUID row) {
        return jdbc.sql("""
                        select at, kind, from_state, to_state, actor_name, reason, valid_from, valid_to
                        from delegation_event where delegation_id = ? order by entry""")
                .param(row)
                .query((line, n) -> new DelegationEntry(
                        instant(line.getObject(1, OffsetDateTime.class)),
                        Kind.valueOf(line.getString(2)),
                        line.getString(3) == null ? null : DelegationState.valueOf(line.getString(3)),
                        DelegationState.valueOf(line.getString(4)),
                        line.getString(5),
                        line.getString(6),
                        instant(line.getObject(7, OffsetDateTime.class)),
                        line.getObject(8) == null ? null : instant(line.getObject(8, OffsetDateTime.class))))
                .list();
    }

    private static Instant instant(OffsetDateTime moment) {
        return moment.toInstant();
    }
}
