package it.sioss.catalogue;

import it.sioss.catalogue.ModuleRevision.CheckFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The published revisions, kept byte by byte; nothing here is ever updated. */
@Component
class RevisionStore {

    private static final String SELECT = """
            select r.id, e.edition_year, r.number, r.published_at, r.form_hash, r.checks_hash
            from module_revision r join module_edition e on e.id = r.edition_id
            order by e.module_code, e.edition_year, r.number
            """;

    private final JdbcClient jdbc;

    RevisionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every revision ever published; what one of those at hand says already is not read again. */
    List<ModuleRevision> all(Collection<ModuleRevision> atHand) {
        return jdbc.sql(SELECT).query(RevisionStore::row).list().stream()
                .map(row -> atHand.stream()
                        .filter(revision -> revision.hasContent(row.formHash(), row.checksHash()))
                        .findFirst()
                        .map(same -> same.publishedAs(row.id(), row.editionYear(), row.number(), row.publishedAt()))
                        .orElseGet(() -> read(row)))
                .toList();
    }

    /** Publishes this content as the next revision of its edition; the same content is never published twice. */
    void publish(ModuleRevision revision, Instant now) {
        UUID edition = edition(revision);
        UUID id = UUID.randomUUID();
        int added = jdbc.sql("""
                        insert into module_revision (id, edition_id, number, form, form_hash, checks_hash, published_at)
                        select :id, :edition, coalesce(max(number), 0) + 1, :form, :formHash, :checksHash, :now
                        from module_revision where edition_id = :edition
                        on conflict (edition_id, form_hash, checks_hash) do nothing
                        """)
                .param("id", id)
                .param("edition", edition)
                .param("form", revision.formBytes())
                .param("formHash", revision.formHash())
                .param("checksHash", revision.checksHash())
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
        int position = 0;
        for (CheckFile file : added == 0 ? List.<CheckFile>of() : revision.checks()) {
            jdbc.sql("insert into module_revision_check (revision_id, position, name, content) values (?, ?, ?, ?)")
                    .params(id, position++, file.name(), file.content())
                    .update();
        }
    }

    /** The row of the edition, locked until the end of the transaction: two nodes starting together take turns. */
    private UUID edition(ModuleRevision revision) {
        jdbc.sql("""
                        insert into module_edition (id, module_code, edition_year) values (?, ?, ?)
                        on conflict (module_code, edition_year) do nothing
                        """)
                .params(UUID.randomUUID(), revision.module(), revision.editionYear())
                .update();
        return jdbc.sql("select id from module_edition where module_code = ? and edition_year = ? for update")
                .params(revision.module(), revision.editionYear())
                .query(UUID.class)
                .single();
    }

    private ModuleRevision read(Row row) {
        byte[] form = jdbc.sql("select form from module_revision where id = ?")
                .param(row.id())
                .query(byte[].class)
                .single();
        List<CheckFile> checks = jdbc.sql(
                        "select name, content from module_revision_check where revision_id = ? order by position")
                .param(row.id())
                .query((check, index) -> new CheckFile(check.getString("name"), check.getBytes("content")))
                .list();
        return new ModuleRevision(row.id(), row.editionYear(), row.number(), row.publishedAt(), form, checks);
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getInt("edition_year"),
                row.getInt("number"),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getString("form_hash"),
                row.getString("checks_hash"));
    }

    private record Row(UUID id, int editionYear, int number, Instant publishedAt, String formHash, String checksHash) {}
}
