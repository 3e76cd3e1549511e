package it.sioss.notice;

import it.sioss.platform.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The post as the administrator sees it: what waits, what went out, what was refused and why. */
@Service
public class Outbox {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Post post;

    Outbox(JdbcClient jdbc, Clock clock, Post post) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.post = post;
    }

    /** How far an e-mail is. */
    public enum State {
        WAITING("in attesa", "IN_ATTESA"),
        SENT("inviato", "INVIATO"),
        REFUSED("rifiutato", "RIFIUTATO"),
        UNSENT("non inviato: posta non configurata", "NON_INVIATO");

        private final String label;
        private final String word;

        State(String label, String word) {
            this.label = label;
            this.word = word;
        }

        public String label() {
            return label;
        }

        public String word() {
            return word;
        }
    }

    /** How many e-mails there are of each state, and whether a server is set up. */
    public record Counts(
            boolean configured,
            @Nullable String from,
            boolean linked,
            long waiting,
            long delayed,
            long sent,
            long refused,
            long unsent) {}

    /** One e-mail; {@code at} is when it was settled, or when it is tried next. */
    public record Letter(
            UUID id,
            State state,
            NoticeKind kind,
            UUID account,
            String person,
            @Nullable String address,
            int attempts,
            Instant at,
            @Nullable String problem) {}

    @Transactional(readOnly = true)
    public Counts counts() {
        MailSettings settings = post.settings();
        return jdbc.sql("""
                        select count(*) filter (where state = 'WAITING'),
                               count(*) filter (where state = 'WAITING' and problem is not null),
                               count(*) filter (where state = 'SENT'), count(*) filter (where state = 'REFUSED'),
                               count(*) filter (where state = 'UNSENT') from mail""")
                .query((row, n) -> new Counts(
                        post.configured(),
                        settings.from(),
                        settings.site() != null && !settings.site().isBlank(),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)))
                .single();
    }

    /** E-mails of one state, the latest first; those waiting in the order in which they are tried. */
    @Transactional(readOnly = true)
    public List<Letter> letters(State state, int page, int size) {
        String order = state == State.WAITING ? "m.next_attempt_at" : "m.settled_at desc nulls last";
        return jdbc.sql("""
                        select n.id, m.state, n.kind, a.id, a.display_name, coalesce(m.address, a.email), m.attempts,
                               coalesce(m.settled_at, m.next_attempt_at), m.problem
                        from mail m join notice n on n.id = m.notice_id join account a on a.id = n.account_id
                        where m.state = ? order by\s""" + order + ", m.notice_id limit ? offset ?")
                .params(state.name(), size, (long) page * size)
                .query((row, n) -> new Letter(
                        row.getObject(1, UUID.class),
                        State.valueOf(row.getString(2)),
                        NoticeKind.valueOf(row.getString(3)),
                        row.getObject(4, UUID.class),
                        row.getString(5),
                        row.getString(6),
                        row.getInt(7),
                        row.getObject(8, OffsetDateTime.class).toInstant(),
                        row.getString(9)))
                .list();
    }

    /**
     * Puts a refused e-mail back in line, to the address the account has now.
     *
     * @throws Refusal 404 when there is no such e-mail, 409 when it was not refused or no server is set up
     */
    @Transactional
    public void tryAgain(UUID id) {
        requireServer();
        int found = jdbc.sql("""
                        update mail set state = 'WAITING', attempts = 0, next_attempt_at = ?, settled_at = null
                        where notice_id = ? and state = 'REFUSED'""").params(now(), id).update();
        if (found == 0) {
            boolean known = jdbc.sql("select count(*) from mail where notice_id = ?")
                            .param(id)
                            .query(Long.class)
                            .single()
                    > 0;
            throw known
                    ? new Refusal(409, "TRANSIZIONE_NON_AMMESSA", "Si ritenta solo un messaggio rifiutato.")
                    : Refusal.notFound("Il messaggio");
        }
    }

    /** Puts every refused e-mail back in line; returns how many. */
    @Transactional
    public int tryAllAgain() {
        requireServer();
        return jdbc.sql("""
                        update mail set state = 'WAITING', attempts = 0, next_attempt_at = ?, settled_at = null
                        where state = 'REFUSED'""").param(now()).update();
    }

    private void requireServer() {
        if (!post.configured()) {
            throw new Refusal(
                    409, "POSTA_NON_CONFIGURATA", "La posta non è configurata: nessun messaggio può partire.");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
