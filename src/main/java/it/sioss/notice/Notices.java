package it.sioss.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The notices of a person: each reads, and marks as read, only their own. */
@Service
public class Notices {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final Post post;

    Notices(JdbcClient jdbc, ObjectMapper json, Clock clock, Post post) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.post = post;
    }

    /** A notice as its addressee reads it; the mail's state is null when none was written. */
    public record Notice(
            UUID id,
            NoticeKind kind,
            @Nullable Integer year,
            String title,
            String body,
            List<NoticeLine> lines,
            String link,
            Instant writtenAt,
            @Nullable Instant readAt,
            @Nullable String mail) {}

    /** What to list: only the unread, only one kind, only one year; each may be left out. */
    public record Filter(
            boolean unread,
            @Nullable NoticeKind kind,
            @Nullable Integer year,
            int page,
            int size) {}

    /** A page of notices, the newest first. */
    public record Page(List<Notice> notices, long total, long unread) {}

    /**
     * Whether a person gets e-mails, and what stands in the way if not.
     *
     * @param wanted the person's own choice
     * @param address where to; null when the account has none
     * @param possible whether this installation sends e-mails at all
     */
    public record Preference(boolean wanted, @Nullable String address, boolean possible) {}

    @Transactional(readOnly = true)
    public Page list(Viewer viewer, Filter filter) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("account", viewer.accountId());
        parameters.put("unread", filter.unread());
        parameters.put("kind", filter.kind() == null ? null : filter.kind().name());
        parameters.put("year", filter.year());
        String where = """
                from notice n left join mail m on m.notice_id = n.id
                where n.account_id = :account and (not :unread or n.read_at is null)
                  and (:kind::text is null or n.kind = :kind) and (:year::int is null or n.year = :year)""";
        long total = jdbc.sql("select count(*) " + where)
                .params(parameters)
                .query(Long.class)
                .single();
        List<Notice> notices = jdbc.sql("""
                        select n.id, n.kind, n.year, n.title, n.body, n.lines::text, n.link, n.written_at, n.read_at, m.state
                        """ + where + " order by n.written_at desc, n.id limit :size offset :from")
                .params(parameters)
                .param("size", filter.size())
                .param("from", (long) filter.page() * filter.size())
                .query((row, n) -> notice(row))
                .list();
        return new Page(notices, total, unread(viewer));
    }

    private Notice notice(ResultSet row) throws SQLException {
        OffsetDateTime read = row.getObject(9, OffsetDateTime.class);
        return new Notice(
                row.getObject(1, UUID.class),
                NoticeKind.valueOf(row.getString(2)),
                row.getObject(3, Integer.class),
                row.getString(4),
                row.getString(5),
                lines(row.getString(6)),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                read == null ? null : read.toInstant(),
                row.getString(10));
    }

    private List<NoticeLine> lines(String words) {
        try {
            return json.readValue(words, new TypeReference<List<NoticeLine>>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds unreadable lines", impossible);
        }
    }

    /** How many notices a person has not read: one look into an index. */
    public long unread(Viewer viewer) {
        return jdbc.sql("select count(*) from notice where account_id = ? and read_at is null")
                .param(viewer.accountId())
                .query(Long.class)
                .single();
    }

    /** @throws Refusal 404 when the person has no such notice */
    @Transactional
    public void mark(Viewer viewer, UUID notice, boolean read) {
        int found = jdbc.sql("""
                        update notice set read_at = case when :read then coalesce(read_at, :now) end
                        where id = :id and account_id = :account""")
                .params(Map.of("read", read, "now", now(), "id", notice, "account", viewer.accountId()))
                .update();
        if (found == 0) {
            throw new Refusal(404, "NON_TROVATO", "Questo avviso non esiste o non è vostro.");
        }
    }

    /** Marks everything as read; returns how many were not. */
    @Transactional
    public int markAll(Viewer viewer) {
        return jdbc.sql("update notice set read_at = ? where account_id = ? and read_at is null")
                .params(now(), viewer.accountId())
                .update();
    }

    @Transactional(readOnly = true)
    public Preference preference(Viewer viewer) {
        return jdbc.sql("""
                        select coalesce(w.mail, true), a.email from account a
                        left join notice_preference w on w.account_id = a.id where a.id = ?""")
                .param(viewer.accountId())
                .query((row, n) -> new Preference(row.getBoolean(1), row.getString(2), post.configured()))
                .single();
    }

    /** Whether the person wants e-mails from now on; notices in the application come always. */
    @Transactional
    public Preference prefer(Viewer viewer, boolean mail) {
        jdbc.sql("""
                        insert into notice_preference (account_id, mail) values (?, ?)
                        on conflict (account_id) do update set mail = excluded.mail""").params(viewer.accountId(), mail).update();
        return preference(viewer);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
