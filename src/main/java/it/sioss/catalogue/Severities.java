package it.sioss.catalogue;

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

/** The severities that administrators gave to rules for a year; they hold at once, and every decision is kept. */
@Service
public class Severities {

    private static final String COLUMNS =
            "select module, code, severity, reason, author_name, decided_at, superseded_at, superseded_by";

    private final JdbcClient jdbc;
    private final Clock clock;

    Severities(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One decision, in force or not any more.
     *
     * @param module null for a common rule changed in every module
     */
    public record Decision(
            @Nullable String module,
            String code,
            SeverityChange change,
            @Nullable Instant supersededAt,
            @Nullable String supersededBy) {}

    /** The changes that hold now for a module, by code of the rule; the module's own goes before the common one. */
    public Map<String, SeverityChange> inForce(int year, String module) {
        return byCode(jdbc.sql(COLUMNS + " from severity_change where year = ? and (module = ? or module is null)"
                        + " and superseded_at is null order by module nulls first")
                .params(year, module)
                .query(Severities::decision)
                .list());
    }

    /** The changes that held at an instant. */
    public Map<String, SeverityChange> at(int year, String module, Instant instant) {
        OffsetDateTime at = instant.atOffset(ZoneOffset.UTC);
        return byCode(jdbc.sql(COLUMNS + " from severity_change where year = ? and (module = ? or module is null)"
                        + " and decided_at <= ? and (superseded_at is null or superseded_at > ?)"
                        + " order by module nulls first, decided_at")
                .params(year, module, at, at)
                .query(Severities::decision)
                .list());
    }

    private static Map<String, SeverityChange> byCode(List<Decision> decisions) {
        Map<String, SeverityChange> changes = new HashMap<>();
        decisions.forEach(decision -> changes.put(decision.code(), decision.change()));
        return changes;
    }

    /** Every decision of a year, the latest first. */
    @Transactional(readOnly = true)
    public List<Decision> history(int year) {
        return jdbc.sql(COLUMNS + " from severity_change where year = ? order by decided_at desc, code")
                .param(year)
                .query(Severities::decision)
                .list();
    }

    /** Gives a rule another severity from now on; the former decision, if any, stays in the history. */
    @Transactional
    public void change(
            int year, @Nullable String module, String code, Severity severity, String reason, String who, String name) {
        withdraw(year, module, code, name);
        jdbc.sql("""
                        insert into severity_change (id, year, module, code, severity, reason, author, author_name,
                                                     decided_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(UUID.randomUUID(), year, module, code, severity.name(), reason, who, name, now())
                .update();
    }

    /** The rule has its released severity again; returns whether a change was in force. */
    @Transactional
    public boolean withdraw(int year, @Nullable String module, String code, String name) {
        return jdbc.sql("""
                        update severity_change set superseded_at = ?, superseded_by = ? where year = ?
                        and module is not distinct from ? and code = ? and superseded_at is null""").params(now(), name, year, module, code).update() > 0;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Decision decision(ResultSet row, int n) throws SQLException {
        OffsetDateTime superseded = row.getObject("superseded_at", OffsetDateTime.class);
        return new Decision(
                row.getString("module"),
                row.getString("code"),
                new SeverityChange(
                        Severity.valueOf(row.getString("severity")),
                        row.getString("reason"),
                        row.getString("author_name"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant()),
                superseded == null ? null : superseded.toInstant(),
                row.getString("superseded_by"));
    }
}
