package it.sioss.registry;

import it.sioss.registry.Differences.Membership;
import it.sioss.registry.Differences.Move;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the ground on which an upload is judged, and writes the differences it makes. */
@Component
class TerritoryStore {

    /** Any number, as long as everybody who rewrites the territory uses the same. */
    private static final long TERRITORY_LOCK = 7_894_0597L;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    TerritoryStore(JdbcTemplate jdbc, JdbcClient client) {
        this.jdbc = jdbc;
        this.client = client;
    }

    /** One rewrite of the territory at a time; released with the transaction. */
    static void lock(JdbcTemplate jdbc) {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, TERRITORY_LOCK);
    }

    void lock() {
        lock(jdbc);
    }

    KnownTerritory known() {
        return new KnownTerritory(
                byCode(
                        "select code, kind, name, istat_region from regional_body",
                        RegionalBody.class,
                        RegionalBody::code),
                byCode("""
                        select m.code, m.name, p.abbreviation as province, m.regional_body, m.cadastral_code,
                               m.population_2021 as population2021, m.population_2022 as population2022
                          from municipality m join province p on p.code = m.province
                        """, Municipality.class, Municipality::code),
                byCode(
                        "select code, name, reason, successor from former_municipality",
                        FormerMunicipality.class,
                        FormerMunicipality::code),
                byCode("""
                        select code, name, regional_body, lead_municipality, valid_from_year, valid_to_year, synthetic
                          from ats
                        """, Ats.class, Ats::code));
    }

    private <T> Map<String, T> byCode(String sql, Class<T> type, Function<T, String> code) {
        return client.sql(sql).query(type).stream().collect(Collectors.toMap(code, Function.identity()));
    }

    /** The stretches that reach {@code year} or later, of all municipalities or of one region's. */
    List<Membership> memberships(int year, @Nullable String region) {
        return client.sql("""
                        select s.municipality, s.ats, s.from_year, s.to_year
                          from ats_membership s join municipality m on m.code = s.municipality
                         where (s.to_year is null or s.to_year >= :year)
                           and (cast(:region as text) is null or m.regional_body = :region)
                         order by s.municipality, s.from_year
                        """)
                .param("year", year)
                .param("region", region)
                .query(Membership.class)
                .list();
    }

    void write(Differences differences, int year) {
        writeNames(differences, year);
        jdbc.batchUpdate(
                """
                insert into ats (code, name, regional_body, valid_from_year, synthetic) values (?, ?, ?, ?, ?)
                on conflict (code) do update set valid_to_year = null, synthetic = excluded.synthetic,
                       valid_from_year = case when ats.valid_to_year < ats.valid_from_year
                                              then excluded.valid_from_year
                                              else least(ats.valid_from_year, excluded.valid_from_year) end
                """,
                differences.started().stream()
                        .map(ats -> new Object[] {ats.code(), ats.name(), ats.regionalBody(), year, ats.synthetic()})
                        .toList());
        jdbc.batchUpdate(
                "update ats set synthetic = false where code = ?",
                differences.confirmed().stream()
                        .map(ats -> new Object[] {ats.code()})
                        .toList());
        writeMoves(differences.moved(), year);
        jdbc.batchUpdate(
                "update ats set valid_to_year = ?, valid_from_year = least(valid_from_year, ?) where code = ?",
                differences.ended().stream()
                        .map(ats -> new Object[] {year - 1, year, ats.code()})
                        .toList());
        jdbc.update("""
                update ats set lead_municipality = null
                 where valid_to_year is null and lead_municipality is not null
                   and not exists (select 1 from ats_membership s
                                    where s.ats = ats.code and s.municipality = ats.lead_municipality
                                      and s.to_year is null)
                """);
    }

    /** A name that changes from a year on stays what it was for the years before. */
    private void writeNames(Differences differences, int year) {
        List<Object[]> renamed = differences.renamed().stream()
                .map(renaming -> new Object[] {renaming.code(), year})
                .toList();
        jdbc.batchUpdate("delete from ats_former_name where ats = ? and to_year >= ?", renamed);
        jdbc.batchUpdate(
                """
                insert into ats_former_name (ats, to_year, name)
                select code, ?, name from ats where code = ? and valid_from_year < ?
                on conflict (ats, to_year) do nothing
                """,
                differences.renamed().stream()
                        .map(renaming -> new Object[] {year - 1, renaming.code(), year})
                        .toList());
        jdbc.batchUpdate(
                "update ats set name = ? where code = ?",
                differences.renamed().stream()
                        .map(renaming -> new Object[] {renaming.to(), renaming.code()})
                        .toList());
    }

    private void writeMoves(List<Move> moves, int year) {
        List<Object[]> municipalityAndYear = moves.stream()
                .map(move -> new Object[] {move.municipality().code(), year})
                .toList();
        jdbc.batchUpdate("delete from ats_membership where municipality = ? and from_year >= ?", municipalityAndYear);
        jdbc.batchUpdate(
                "update ats_membership set to_year = ? where municipality = ? and (to_year is null or to_year >= ?)",
                moves.stream()
                        .map(move -> new Object[] {year - 1, move.municipality().code(), year})
                        .toList());
        jdbc.batchUpdate(
                "insert into ats_membership (municipality, ats, from_year) values (?, ?, ?)",
                moves.stream()
                        .map(move -> new Object[] {move.municipality().code(), move.to(), year})
                        .toList());
    }

    /** An uploaded file, kept so that what is confirmed is what was previewed. */
    record Upload(
            UUID id, String account, int fromYear, @Nullable String regionalBody, byte[] content) {}

    void keep(Upload upload, Instant at) {
        jdbc.update(
                "delete from territory_upload where applied_at is null and uploaded_at < ?",
                at.minusSeconds(24 * 3600).atOffset(ZoneOffset.UTC));
        jdbc.update(
                """
                insert into territory_upload (id, account, from_year, regional_body, content, fingerprint, uploaded_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                upload.id(),
                upload.account(),
                upload.fromYear(),
                upload.regionalBody(),
                upload.content(),
                Differences.sha256(upload.content()),
                at.atOffset(ZoneOffset.UTC));
    }

    /** The file that account uploaded and has not applied yet. */
    Optional<Upload> pending(UUID id, String account) {
        return client.sql("""
                        select id, account, from_year, regional_body, content from territory_upload
                         where id = ? and account = ? and applied_at is null
                        """)
                .param(id)
                .param(account)
                .query((row, n) -> new Upload(
                        row.getObject("id", UUID.class),
                        row.getString("account"),
                        row.getInt("from_year"),
                        row.getString("regional_body"),
                        row.getBytes("content")))
                .optional();
    }

    void applied(UUID id, Instant at) {
        jdbc.update("update territory_upload set applied_at = ? where id = ?", at.atOffset(ZoneOffset.UTC), id);
    }
}
