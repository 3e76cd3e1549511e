package it.sioss.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The journal: who did what, on behalf of whom, when, and what changed. Written once, never touched again. */
@Component
public class Journal {

    /** The actor of what happens by itself. */
    public static final Actor SYSTEM = new Actor("sistema", "Sistema", null);

    private final JdbcClient jdbc;

    Journal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who acts, and for whom when not for themselves. */
    public record Actor(
            String username, String name, @Nullable String onBehalfOf) {

        static Actor of(Viewer viewer, Sheet sheet) {
            boolean delegated = sheet.compiler() == Compiler.REGION
                    && (viewer.has(Role.REGION_OPERATOR, sheet.region())
                            || viewer.has(Role.REGION_SUPERVISOR, sheet.region()));
            return new Actor(viewer.username(), viewer.displayName(), delegated ? sheet.ats() : null);
        }
    }

    /** One line of a sheet's history. */
    public record Entry(
            long number,
            Instant at,
            String event,
            @Nullable String fromState,
            @Nullable String toState,
            String actorName,
            @Nullable String onBehalfOf,
            @Nullable String changes) {

        private static final Set<String> AT_TIMES =
                Set.of("SECTION_CONFIRMED", "PROPOSAL_ACCEPTED", "PROPOSAL_REFUSED", "CHANGE_EXPLAINED");

        /** Whether this is one of the deeds by which the answers became their next version, one deed a version. */
        public boolean movesAnswers() {
            return event.equals("ANSWERED")
                    || event.equals("PREFILLED")
                    || (AT_TIMES.contains(event)
                            && changed().properties().stream()
                                    .anyMatch(change -> change.getValue().has("dopo")));
        }

        /** What changed, by key; empty when nothing is noted. */
        public JsonNode changed() {
            try {
                return Json.MAPPER.readTree(changes == null ? "{}" : changes);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("the journal holds unreadable changes", impossible);
            }
        }
    }

    void write(
            Sheet sheet,
            String event,
            @Nullable SheetState from,
            @Nullable SheetState to,
            Actor actor,
            @Nullable JsonNode changes,
            Instant at) {
        jdbc.sql("""
                        insert into journal (at, year, sheet_id, ats, region, module, event, from_state, to_state,
                                             actor, actor_name, on_behalf_of, changes)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""")
                .params(
                        at.atOffset(ZoneOffset.UTC),
                        sheet.year(),
                        sheet.id(),
                        sheet.ats(),
                        sheet.region(),
                        sheet.module(),
                        event,
                        from == null ? null : from.name(),
                        to == null ? null : to.name(),
                        actor.username(),
                        actor.name(),
                        actor.onBehalfOf(),
                        changes == null ? null : changes.toString())
                .update();
    }

    List<Entry> of(UUID sheet) {
        return jdbc.sql("""
                        select entry, at, event, from_state, to_state, actor_name, on_behalf_of, changes::text
                        from journal where sheet_id = ? order by entry""")
                .param(sheet)
                .query((row, n) -> new Entry(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)))
                .list();
    }

    /** Whether a person has compiled this sheet, or one it goes on from with its answers: then they cannot approve it. */
    boolean hasCompiled(UUID sheet, String username) {
        return jdbc.sql("select has_compiled(?, ?)")
                .params(username, sheet)
                .query(Boolean.class)
                .single();
    }
}
