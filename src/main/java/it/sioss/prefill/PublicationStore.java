package it.sioss.prefill;

import it.sioss.platform.RomeTime;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of what sources have published. */
@Repository
class PublicationStore {

    private final JdbcClient jdbc;

    PublicationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One publication at a time until the transaction ends; attempts may still be noted beside it. */
    void lock() {
        jdbc.sql("select code from prefill_source order by code for no key update")
                .query(String.class)
                .list();
    }

    List<String> sources() {
        return jdbc.sql("select code from prefill_source order by code")
                .query(String.class)
                .list();
    }

    /** The hashes of the contents in force, by place. */
    Map<String, String> current(String source, int year) {
        record Content(String place, String hash) {}
        return jdbc
                .sql("""
                        select scope || '/' || territory, content_hash from prefill_row
                        where source = ? and year = ? and current""")
                .params(source, year)
                .query((row, n) -> new Content(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Content::place, Content::hash));
    }

    Optional<PublishedVersion> newest(String source, int year) {
        return jdbc.sql(VERSIONS + " where source = ? and year = ? order by version desc limit 1")
                .params(source, year)
                .query(PublicationStore::version)
                .optional();
    }

    List<PublishedVersion> history() {
        return jdbc.sql(VERSIONS + " order by imported_at desc, version desc limit 200")
                .query(PublicationStore::version)
                .list();
    }

    private static final String VERSIONS = """
            select id, source, year, version, extracted_on, period_from, period_to, content_hash, rows, added, changed,
                   file_name, author, imported_at from prefill_import""";

    private static PublishedVersion version(ResultSet row, int number) throws SQLException {
        return new PublishedVersion(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                row.getObject(5, LocalDate.class),
                row.getObject(6, LocalDate.class),
                row.getObject(7, LocalDate.class),
                row.getString(8),
                row.getInt(9),
                row.getInt(10),
                row.getInt(11),
                row.getString(12),
                row.getString(13),
                row.getObject(14, OffsetDateTime.class).toInstant());
    }

    void write(PublishedVersion version) {
        jdbc.sql("""
                        insert into prefill_import (id, source, year, version, extracted_on, period_from, period_to,
                            content_hash, rows, added, changed, file_name, author, imported_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        version.id(),
                        version.source(),
                        version.year(),
                        version.number(),
                        version.extractedOn(),
                        version.from(),
                        version.to(),
                        version.contentHash(),
                        version.rows(),
                        version.added(),
                        version.changed(),
                        version.fileName(),
                        version.author(),
                        version.importedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** These rows are what their source says now; what it said of the same places before is kept, no longer current. */
    void write(PublishedVersion version, Collection<PublishedRow> rows, Function<PublishedRow, String> atsOf) {
        String[] scopes = texts(rows, row -> row.scope().name());
        String[] territories = texts(rows, PublishedRow::territory);
        jdbc.sql("""
                        update prefill_row r set current = false
                        from unnest(?, ?) as changed (scope, territory)
                        where r.source = ? and r.year = ? and r.current
                          and r.scope = changed.scope and r.territory = changed.territory""")
                .params(scopes, territories, version.source(), version.year())
                .update();
        jdbc.sql("""
                        insert into prefill_row (source, year, scope, territory, content_hash, ats, indicators, import_id, current)
                        select ?, ?, i.scope, i.territory, i.hash, i.ats, i.indicators::jsonb, ?, true
                        from unnest(?, ?, ?, ?, ?) as i (scope, territory, hash, ats, indicators)
                        on conflict (source, year, scope, territory, content_hash)
                        do update set current = true, import_id = excluded.import_id, ats = excluded.ats""")
                .params(
                        version.source(),
                        version.year(),
                        version.id(),
                        scopes,
                        territories,
                        texts(rows, PublishedRow::hash),
                        texts(rows, atsOf),
                        texts(rows, PublishedRow::indicators))
                .update();
    }

    private static String[] texts(Collection<PublishedRow> rows, Function<PublishedRow, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    /** A row in force, with what its publication says of itself. */
    record Content(
            String source,
            DataScope scope,
            String territory,
            Map<String, BigDecimal> values,
            LocalDate extractedOn,
            LocalDate from,
            LocalDate to) {

        String period() {
            return "dal " + RomeTime.day(from) + " al " + RomeTime.day(to);
        }

        boolean says(Set<String> names) {
            return values.keySet().stream().anyMatch(names::contains);
        }
    }

    /** All that sources say of a district and of its municipalities in a year. */
    List<Content> ofAts(int year, String ats) {
        return jdbc.sql("""
                        select r.source, r.scope, r.territory, r.indicators::text, i.extracted_on, i.period_from, i.period_to
                        from prefill_row r join prefill_import i on i.id = r.import_id
                        where r.ats = ? and r.year = ? and r.current order by r.scope, r.territory""")
                .params(ats, year)
                .query((row, n) -> new Content(
                        row.getString(1),
                        DataScope.valueOf(row.getString(2)),
                        row.getString(3),
                        PublishedRow.values(row.getString(4)),
                        row.getObject(5, LocalDate.class),
                        row.getObject(6, LocalDate.class),
                        row.getObject(7, LocalDate.class)))
                .list();
    }

    /** The year and the districts of a version; for the batch that brings it to the sheets. */
    int yearOf(UUID version) {
        return jdbc.sql("select year from prefill_import where id = ?")
                .param(version)
                .query(Integer.class)
                .single();
    }

    record Upload(UUID id, String author, @Nullable String fileName, byte[] content) {}

    void keep(Upload upload, Instant at) {
        jdbc.sql("delete from prefill_upload where author = ? or kept_at < ?")
                .params(upload.author(), at.minusSeconds(86_400).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into prefill_upload (id, author, file_name, content, kept_at) values (?, ?, ?, ?, ?)")
                .params(upload.id(), upload.author(), upload.fileName(), upload.content(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Upload> take(UUID id, String author) {
        return jdbc.sql(
                        "delete from prefill_upload where id = ? and author = ? returning id, author, file_name, content")
                .params(id, author)
                .query((row, n) ->
                        new Upload(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getBytes(4)))
                .optional();
    }
}
