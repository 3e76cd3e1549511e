package it.sioss.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was done to a services database: who, for whom, when, what changed; written into the one journal. */
@Component
public class ServicesJournal {

    private final JdbcClient jdbc;

    ServicesJournal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One line of a database's history. */
    public record Entry(
            Instant at,
            String event,
            String actorName,
            @Nullable String onBehalfOf,
            @Nullable String changes) {}

    void write(ServiceDatabase database, String event, Author author, @Nullable ObjectNode changes, Instant at) {
        jdbc.sql("""
                        insert into journal (at, year, ats, region, event, actor, actor_name, on_behalf_of, changes)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""")
                .params(
                        at.atOffset(ZoneOffset.UTC),
                        database.year(),
                        database.ats(),
                        database.region(),
                        event,
                        author.username(),
                        author.name(),
                        author.onBehalfOf(),
                        changes == null ? null : changes.toString())
                .update();
    }

    List<Entry> of(ServiceDatabase database, int most) {
        return jdbc.sql("""
                        select at, event, actor_name, on_behalf_of, changes::text from journal
                        where year = ? and ats = ? and sheet_id is null and event like 'SERVICES_%'
                        order by entry desc limit ?""")
                .params(database.year(), database.ats(), most)
                .query((row, n) -> new Entry(
                        row.getObject(1, java.time.OffsetDateTime.class).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }
}
