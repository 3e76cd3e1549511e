package it.sioss.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What each reviewer has seen of a sheet, so that what changed since can be marked. Opening it again, unchanged, keeps the
 * marks; deciding on it takes them away. A reopened sheet is compared with what was seen of the one it goes on from.
 */
@Component
class SeenSheets {

    private final JdbcClient jdbc;

    SeenSheets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A sheet as somebody saw it. */
    record Seen(Answers answers, boolean empty, @Nullable Justification justification, Instant at) {}

    /** What this person had seen before the sheet became what it is now; empty for who sees it for the first time. */
    Optional<Seen> before(Sheet sheet, Viewer viewer) {
        return jdbc.sql("""
                        select case when r.sheet_id <> :sheet or r.seen <> :now::jsonb then r.seen else r.before end::text,
                               case when r.sheet_id <> :sheet or r.seen <> :now::jsonb then r.seen_at else r.before_at end
                        from review_seen r join sheet p on p.id = r.sheet_id
                        where r.username = :username and p.year = :year and p.ats = :ats and p.module = :module
                          and p.level = :level and p.body = :body and p.sequence <= :sequence
                        order by p.sequence desc limit 1""")
                .param("sheet", sheet.id())
                .param("now", content(sheet))
                .param("username", viewer.username())
                .param("year", sheet.year())
                .param("ats", sheet.ats())
                .param("module", sheet.module())
                .param("level", sheet.level().name())
                .param("body", sheet.body())
                .param("sequence", sheet.sequence())
                .query((row, n) -> {
                    String text = row.getString(1);
                    return text == null
                            ? Optional.<Seen>empty()
                            : Optional.of(seen(
                                    text, row.getObject(2, OffsetDateTime.class).toInstant()));
                })
                .optional()
                .flatMap(found -> found);
    }

    /** The sheet is being shown to this person as it is now; gives what they had seen before. */
    Optional<Seen> opened(Sheet sheet, Viewer viewer, Instant at) {
        Optional<Seen> before = before(sheet, viewer);
        jdbc.sql("""
                        insert into review_seen as r (sheet_id, username, seen_version, seen, seen_at, before, before_at)
                        values (?, ?, ?, ?::jsonb, ?, ?::jsonb, ?::timestamptz)
                        on conflict (sheet_id, username) do update
                        set before_version = case when r.seen = excluded.seen then r.before_version else r.seen_version end,
                            before = case when r.seen = excluded.seen then r.before else r.seen end,
                            before_at = case when r.seen = excluded.seen then r.before_at else r.seen_at end,
                            seen_version = excluded.seen_version, seen = excluded.seen, seen_at = excluded.seen_at""")
                .params(
                        sheet.id(),
                        viewer.username(),
                        sheet.answersVersion(),
                        content(sheet),
                        at.atOffset(ZoneOffset.UTC),
                        before.map(seen -> content(seen.answers(), seen.empty(), seen.justification()))
                                .orElse(null),
                        before.map(seen -> seen.at().atOffset(ZoneOffset.UTC)).orElse(null))
                .update();
        return before;
    }

    /** This person has decided on the sheet as it is: from here on only what changes after is marked. */
    void decided(Sheet sheet, Viewer viewer, Instant at) {
        jdbc.sql("""
                        insert into review_seen as r (sheet_id, username, seen_version, seen, seen_at)
                        values (?, ?, ?, ?::jsonb, ?)
                        on conflict (sheet_id, username) do update
                        set before_version = excluded.seen_version, before = excluded.seen, before_at = excluded.seen_at,
                            seen_version = excluded.seen_version, seen = excluded.seen, seen_at = excluded.seen_at""")
                .params(
                        sheet.id(),
                        viewer.username(),
                        sheet.answersVersion(),
                        content(sheet),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String content(Sheet sheet) {
        return content(
                sheet.answers(), sheet.declaredEmpty(), sheet.justification().orElse(null));
    }

    private static String content(Answers answers, boolean empty, @Nullable Justification justification) {
        ObjectNode content = Json.MAPPER.createObjectNode().put("senzaContenuti", empty);
        content.set("risposte", answers.toJson());
        if (justification != null) {
            content.putObject("motivazione")
                    .put("categoria", justification.category())
                    .put("testo", justification.text());
        }
        return content.toString();
    }

    private static Seen seen(String text, Instant at) {
        try {
            JsonNode content = Json.MAPPER.readTree(text);
            JsonNode why = content.path("motivazione");
            return new Seen(
                    Answers.parse(content.path("risposte").toString()),
                    content.path("senzaContenuti").asBoolean(),
                    why.isObject()
                            ? new Justification(
                                    why.path("categoria").asText(),
                                    why.path("testo").asText())
                            : null,
                    at);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds an unreadable memory of a sheet", impossible);
        }
    }
}
