package it.sioss.access;

import it.sioss.platform.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts and their mandates: who may enter, and as what. */
@Service
public class Accounts {

    private static final int SHORTEST_PASSWORD = 10;
    static final int LONGEST_PASSWORD = 72;

    private static final String MATCHING = """
            select * from account where fold(username || ' ' || display_name || ' ' || coalesce(email, '')) like fold(:like)
               or exists (select from mandate t where t.account_id = account.id and t.territory = :q)""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PasswordEncoder encoder;
    private final ApplicationEventPublisher events;

    Accounts(JdbcClient jdbc, Clock clock, PasswordEncoder encoder, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.encoder = encoder;
        this.events = events;
    }

    /** The credential of an account, for the login alone. */
    record Credential(UUID id, String username, String passwordHash, boolean enabled) {}

    /** An account as the administrator sees it. */
    public record Row(
            UUID id,
            String username,
            String displayName,
            @Nullable String email,
            boolean enabled,
            boolean demonstration,
            List<Mandate> mandates) {

        Row with(Mandate mandate) {
            var all = new ArrayList<>(mandates);
            all.add(mandate);
            return new Row(id, username, displayName, email, enabled, demonstration, List.copyOf(all));
        }
    }

    /** An account's password, mandates or right to enter have changed. */
    public record AccountChanged(String username) {}

    Optional<Credential> credential(String username) {
        return jdbc.sql("select id, username, password_hash, enabled from account where lower(username) = lower(?)")
                .param(username)
                .query((row, n) -> new Credential(
                        row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getBoolean(4)))
                .optional();
    }

    /** The person with the mandates held now; empty when unknown or disabled. */
    public Optional<Viewer> viewer(String username) {
        Instant present = clock.instant();
        return jdbc.sql("""
                        select a.id, a.username, a.display_name, a.must_change_password,
                               m.role, m.territory, m.valid_from, m.valid_to, a.password_version
                        from account a left join mandate m on m.account_id = a.id
                        where lower(a.username) = lower(?) and a.enabled order by m.role, m.territory""").param(username).query(row -> {
            if (!row.next()) {
                return Optional.<Viewer>empty();
            }
            UUID id = row.getObject(1, UUID.class);
            String name = row.getString(2);
            String display = row.getString(3);
            boolean mustChange = row.getBoolean(4);
            int passwordVersion = row.getInt(9);
            var mandates = new ArrayList<Mandate>();
            do {
                if (row.getString(5) != null) {
                    Mandate mandate = mandate(row, 5);
                    if (mandate.heldAt(present)) {
                        mandates.add(mandate);
                    }
                }
            } while (row.next());
            return Optional.of(new Viewer(id, name, display, mustChange, passwordVersion, List.copyOf(mandates)));
        });
    }

    private static Mandate mandate(ResultSet row, int first) throws SQLException {
        OffsetDateTime end = row.getObject(first + 3, OffsetDateTime.class);
        return new Mandate(
                Role.valueOf(row.getString(first)),
                row.getString(first + 1),
                row.getObject(first + 2, OffsetDateTime.class).toInstant(),
                end == null ? null : end.toInstant());
    }

    /**
     * Creates an account.
     *
     * @throws Refusal 409 when the name is taken, 422 when the password is too short or too long
     */
    @Transactional
    public UUID create(
            String username,
            String displayName,
            @Nullable String email,
            String password,
            boolean mustChange,
            boolean demo) {
        checkPassword(password, username);
        return keep(username, displayName, email, encoder.encode(password), mustChange, demo);
    }

    /** A password as it is kept; slow on purpose, so done before a transaction begins. */
    String encoded(String password) {
        return encoder.encode(password);
    }

    @Transactional
    UUID keep(
            String username,
            String displayName,
            @Nullable String email,
            String passwordHash,
            boolean mustChange,
            boolean demo) {
        if (credential(username).isPresent()) {
            throw new Refusal(409, "UTENTE_ESISTENTE", "Esiste già un utente con il nome «" + username + "».");
        }
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into account (id, username, display_name, email, password_hash, must_change_password,
                                             demonstration, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(id, username, displayName, email, passwordHash, mustChange, demo, now())
                .update();
        return id;
    }

    static void checkPassword(String password, String username) {
        if (password.length() < SHORTEST_PASSWORD
                || password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_PASSWORD
                || password.indexOf('\0') >= 0
                || password.equalsIgnoreCase(username)) {
            throw new Refusal(
                    422,
                    "PASSWORD_NON_ADEGUATA",
                    "La password deve avere da " + SHORTEST_PASSWORD + " a " + LONGEST_PASSWORD
                            + " caratteri e non può essere il nome utente.");
        }
    }

    /** Gives a mandate from now on; one already given for the same role and territory that meets it ends as this one does. */
    @Transactional
    public void grant(UUID account, Role role, String territory, @Nullable Instant until, String author) {
        grant(account, role, territory, null, until, author);
    }

    /** As {@link #grant(UUID, Role, String, Instant, String)}, from a later day; null means now. */
    @Transactional
    public void grant(
            UUID account, Role role, String territory, @Nullable Instant from, @Nullable Instant until, String author) {
        Instant present = clock.instant();
        Instant begins = from == null || from.isBefore(present) ? present : from;
        if (until != null && !until.isAfter(begins)) {
            throw new Refusal(422, "DATE_NON_COERENTI", "La fine dell'abilitazione deve venire dopo l'inizio.");
        }
        jdbc.sql("""
                        with met as (
                            update mandate set valid_from = least(valid_from, :begins), valid_to = :until
                            where id = (select id from mandate
                                        where account_id = :account and role = :role and territory = :territory
                                          and (valid_to is null or valid_to > :present and valid_to >= :begins)
                                          and (cast(:until as timestamptz) is null or valid_from <= :until)
                                        order by valid_from limit 1)
                            returning id)
                        insert into mandate (id, account_id, role, territory, valid_from, valid_to, created_by)
                        select :id, :account, :role, :territory, :begins, :until, :author where not exists (select from met)""")
                .param("id", UUID.randomUUID())
                .param("account", account)
                .param("role", role.name())
                .param("territory", territory)
                .param("begins", begins.atOffset(ZoneOffset.UTC))
                .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("author", author)
                .param("present", now())
                .update();
        changed(account);
    }

    /** Ends a mandate at this instant; one that has not begun yet is taken back. Returns whether there was one. */
    @Transactional
    public boolean revoke(UUID account, Role role, String territory) {
        int ahead = jdbc.sql(
                        "delete from mandate where account_id = ? and role = ? and territory = ? and valid_from >= ?")
                .params(account, role.name(), territory, now())
                .update();
        int open = jdbc.sql("""
                        update mandate set valid_to = ? where account_id = ? and role = ? and territory = ?
                        and valid_from < ? and (valid_to is null or valid_to > ?)""")
                .params(now(), account, role.name(), territory, now(), now())
                .update();
        changed(account);
        return ahead + open > 0;
    }

    @Transactional
    public void setEnabled(UUID account, boolean enabled) {
        jdbc.sql("update account set enabled = ? where id = ?")
                .params(enabled, account)
                .update();
        changed(account);
    }

    @Transactional
    void setEmail(UUID account, @Nullable String email) {
        jdbc.sql("update account set email = ? where id = ?")
                .params(email, account)
                .update();
    }

    /**
     * The person's own change of password.
     *
     * @throws Refusal 422 when the present password is not right, or the new one is not fit or is the same
     */
    @Transactional
    public void changePassword(Viewer viewer, String present, String next) {
        var credential = credential(viewer.username()).orElseThrow(() -> Refusal.notFound("L'utente"));
        if (present.length() > 200 || !encoder.matches(present, credential.passwordHash())) {
            throw new Refusal(422, "PASSWORD_ERRATA", "La password attuale non è giusta.").with("campo", "attuale");
        }
        if (present.equals(next)) {
            throw new Refusal(422, "PASSWORD_NON_ADEGUATA", "La nuova password è uguale a quella attuale.")
                    .with("campo", "nuova");
        }
        setPassword(viewer.accountId(), next, false);
    }

    /** Sets a new password; an administrator's choice must be changed by the person at the next login. */
    @Transactional
    public void setPassword(UUID account, String password, boolean mustChange) {
        checkPassword(password, username(account));
        jdbc.sql("update account set password_hash = ?, must_change_password = ?,"
                        + " password_version = password_version + 1 where id = ?")
                .params(encoder.encode(password), mustChange, account)
                .update();
        changed(account);
    }

    private void changed(UUID account) {
        events.publishEvent(new AccountChanged(username(account)));
    }

    private String username(UUID account) {
        return jdbc.sql("select username from account where id = ?")
                .param(account)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("L'utente"));
    }

    /** Accounts whose name, e-mail or territory matches the words, with the mandates open now, at most 200. */
    @Transactional(readOnly = true)
    public List<Row> search(String words) {
        return search(words, 0, 200);
    }

    /** As {@link #search(String)}, {@code size} of them from {@code from}. */
    @Transactional(readOnly = true)
    public List<Row> search(String words, int from, int size) {
        return rows(
                MATCHING + " order by lower(username) offset :from limit :size",
                Map.of("like", like(words), "q", words, "from", from, "size", size));
    }

    /** How many accounts match the words. */
    @Transactional(readOnly = true)
    public long count(String words) {
        return jdbc.sql("select count(*) from (" + MATCHING + ") c")
                .param("like", like(words))
                .param("q", words)
                .query(Long.class)
                .single();
    }

    /** @throws Refusal 404 when there is none */
    @Transactional(readOnly = true)
    public Row require(UUID id) {
        return rows("select * from account where id = :id", Map.of("id", id)).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("L'utente"));
    }

    /** The accounts of the demonstration, shown on its login page. */
    @Transactional(readOnly = true)
    public List<Row> demonstrations() {
        return rows("select * from account where demonstration and enabled order by username limit 40", Map.of());
    }

    private static String like(String words) {
        return "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private List<Row> rows(String selection, Map<String, ?> parameters) {
        record Flat(Row row, @Nullable Mandate mandate) {}
        var flat = jdbc.sql("""
                        select a.id, a.username, a.display_name, a.email, a.enabled, a.demonstration,
                               m.role, m.territory, m.valid_from, m.valid_to
                        from (%s) a
                        left join mandate m on m.account_id = a.id and (m.valid_to is null or m.valid_to > :now)
                        order by lower(a.username), m.role, m.territory""".formatted(selection))
                .params(parameters)
                .param("now", now())
                .query((row, n) -> new Flat(
                        new Row(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBoolean(5),
                                row.getBoolean(6),
                                List.of()),
                        row.getString(7) == null ? null : mandate(row, 7)))
                .list();
        var byId = new LinkedHashMap<UUID, Row>();
        for (Flat entry : flat) {
            Row known = byId.getOrDefault(entry.row().id(), entry.row());
            byId.put(known.id(), entry.mandate() == null ? known : known.with(entry.mandate()));
        }
        return List.copyOf(byId.values());
    }

    /** Territories, among the given ones, where nobody holds the role now. */
    @Transactional(readOnly = true)
    public List<String> territoriesWithout(Role role, java.util.Collection<String> territories) {
        return jdbc.sql("""
                        select t from unnest(?) t where not exists (
                            select from mandate m join account a on a.id = m.account_id and a.enabled
                            where m.role = ? and m.territory = t and m.valid_from <= ?
                              and (m.valid_to is null or m.valid_to > ?)) order by t""")
                .params(territories.toArray(String[]::new), role.name(), now(), now())
                .query(String.class)
                .list();
    }

    boolean anyAdministrator() {
        return jdbc.sql("""
                        select exists (select from mandate m join account a on a.id = m.account_id
                        where m.role = 'ADMINISTRATOR' and a.enabled and (m.valid_to is null or m.valid_to > ?))""").param(now()).query(Boolean.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
