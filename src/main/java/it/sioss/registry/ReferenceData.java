package it.sioss.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The territory shipped with the application, put into the database at start: once, and again only for the files a
 * later release has changed. What administrators uploaded is never touched.
 */
@Component
public class ReferenceData {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceData.class);
    private static final int BATCH = 1_000;
    /** The first year of collection the invented districts are good for. */
    private static final int FIRST_YEAR = 2024;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ReferenceData(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Loads what is new, in one transaction; a second call finds nothing to do. */
    @Transactional
    public void load() {
        TerritoryStore.lock(jdbc);
        load("enti_territoriali.csv", """
                insert into regional_body (code, kind, name, istat_region) values (?, ?, ?, ?)
                on conflict (code) do update set name = excluded.name, kind = excluded.kind
                """, (sql, row) -> {
            sql.setString(1, row.get("codice_ente_territoriale"));
            sql.setString(2, row.get("tipo").equals("REGIONE") ? "REGION" : "AUTONOMOUS_PROVINCE");
            sql.setString(3, row.get("denominazione"));
            sql.setString(4, row.get("codice_regione_istat"));
        });
        load(
                "province.csv",
                """
                insert into province (code, abbreviation, name, regional_body) values (?, ?, ?, ?)
                on conflict (code) do update set abbreviation = excluded.abbreviation, name = excluded.name
                """,
                (sql, row) ->
                        strings(sql, row, "codice_provincia", "sigla", "denominazione", "codice_ente_territoriale"));
        load("comuni.csv", """
                insert into municipality
                       (code, name, province, regional_body, cadastral_code, population_2021, population_2022)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (code) do update set name = excluded.name, province = excluded.province,
                       regional_body = excluded.regional_body, cadastral_code = excluded.cadastral_code,
                       population_2021 = excluded.population_2021, population_2022 = excluded.population_2022
                """, (sql, row) -> {
            strings(
                    sql,
                    row,
                    "codice_istat",
                    "denominazione",
                    "codice_provincia",
                    "codice_ente_territoriale",
                    "codice_catastale");
            number(sql, 6, row.get("pop_legale_2021"));
            number(sql, 7, row.get("pop_residente_2022"));
        });
        load("comuni_cessati.csv", """
                insert into former_municipality (code, name, successor, reason) values (?, ?, ?, ?)
                on conflict (code) do update set name = excluded.name, successor = excluded.successor,
                       reason = excluded.reason
                """, (sql, row) -> {
            strings(sql, row, "codice_istat", "denominazione", "codice_istat_attuale");
            sql.setString(4, row.get("motivo").equals("FUSIONE") ? "MERGED" : "RECODED");
        });
        loadSyntheticAts();
    }

    /** Invented districts fill an empty registry only: a region's own articulation is never mixed with them. */
    private void loadSyntheticAts() {
        if (Boolean.TRUE.equals(jdbc.queryForObject("select exists (select 1 from ats)", Boolean.class))) {
            return;
        }
        load(
                "ats_sintetici.csv",
                "insert into ats (code, name, regional_body, lead_municipality, valid_from_year, synthetic)"
                        + " values (?, ?, ?, ?, " + FIRST_YEAR + ", true)",
                (sql, row) -> strings(
                        sql,
                        row,
                        "codice_ats",
                        "denominazione_ats",
                        "codice_ente_territoriale",
                        "codice_istat_capofila"));
        load(
                "comuni_ats_sintetici.csv",
                "insert into ats_membership (municipality, ats, from_year) values (?, ?, " + FIRST_YEAR + ")",
                (sql, row) -> strings(sql, row, "codice_istat_comune", "codice_ats"));
    }

    private void load(String file, String sql, ParameterizedPreparedStatementSetter<CSVRecord> setter) {
        byte[] content = read(file);
        String fingerprint = Differences.sha256(content);
        List<String> loaded =
                jdbc.queryForList("select fingerprint from reference_file where name = ?", String.class, file);
        if (loaded.contains(fingerprint)) {
            return;
        }
        List<CSVRecord> rows = rows(content);
        jdbc.batchUpdate(sql, rows, BATCH, setter);
        jdbc.update("""
                insert into reference_file (name, fingerprint, loaded_at) values (?, ?, ?)
                on conflict (name) do update set fingerprint = excluded.fingerprint, loaded_at = excluded.loaded_at
                """, file, fingerprint, clock.instant().atOffset(ZoneOffset.UTC));
        LOG.info("reference data: {} rows from {}", rows.size(), file);
    }

    private static byte[] read(String file) {
        try (InputStream in = new ClassPathResource("reference/" + file).getInputStream()) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<CSVRecord> rows(byte[] content) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(
                new InputStreamReader(new java.io.ByteArrayInputStream(content), StandardCharsets.UTF_8), format)) {
            return new ArrayList<>(parser.getRecords());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void strings(PreparedStatement sql, CSVRecord row, String... columns) throws SQLException {
        for (int i = 0; i < columns.length; i++) {
            sql.setString(i + 1, row.get(columns[i]));
        }
    }

    private static void number(PreparedStatement sql, int position, String digits) throws SQLException {
        if (digits.isEmpty()) {
            sql.setNull(position, Types.INTEGER);
        } else {
            sql.setInt(position, Integer.parseInt(digits));
        }
    }
}
