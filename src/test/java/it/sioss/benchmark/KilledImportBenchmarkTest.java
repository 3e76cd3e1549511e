package it.sioss.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import it.sioss.support.Child;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The JVM is killed while a publication is written, at its first, middle and last row: nothing of it stays, and taking it
 * in again ends in exactly the state of one clean run.
 */
@Tag("benchmark")
class KilledImportBenchmarkTest {

    private static final Pattern READY = Pattern.compile("SIOSS è pronto: http://localhost:(\\d+)/");
    private static final String ADMINISTRATOR = "chi-amministra";
    private static final String PASSWORD = "una-password-lunga-di-prova";
    private static final long HELD = 20_240_525;

    private final Measures measures = new Measures("Imports killed with -9, %d processors, JDK %s"
            .formatted(Runtime.getRuntime().availableProcessors(), System.getProperty("java.version")));

    private @Nullable EmbeddedPostgres server;

    @Test
    void aKilledImportLeavesNothingAndItsRepetitionIsOneCleanRun() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .start()) {
            server = postgres;
            statement("postgres", "create role proprietario login password 'proprietario'");
            statement("postgres", "create role applicazione login password 'applicazione'");
            for (String database : List.of("pulita", "interrotta")) {
                statement(
                        "postgres",
                        "create database " + database + " owner proprietario encoding 'UTF8' template template0");
            }
            String clean;
            byte[] publication;
            try (House house = new House("pulita")) {
                publication = national("pulita");
                assertThat(house.publish(publication)).isEqualTo(201);
                clean = digest("pulita");
            }
            int rows = number("pulita", "select count(*) from sioss.prefill_row");
            for (int at : List.of(1, rows / 2, rows)) {
                killedAt(at, publication);
                measures.add("kill -9 at row " + at + " of " + rows, "nothing left", "0 rows", "–", "–");
            }
            try (House house = new House("interrotta")) {
                assertThat(house.publish(publication)).isEqualTo(201);
                assertThat(digest("interrotta"))
                        .as("the state of one clean run")
                        .isEqualTo(clean);
                assertThat(house.publish(publication)).as("once more").isEqualTo(200);
                assertThat(digest("interrotta")).isEqualTo(clean);
            }
            measures.add("digest after the re-run", "equal to one clean run", clean, "–", "–");
            measures.printTo(Path.of("target", "benchmark-killed-import.md"));
        }
    }

    /** The row at which the database waits for us is the row at which the house dies. */
    private void killedAt(int row, byte[] publication) throws Exception {
        try (House house = new House("interrotta");
                Connection holder = connection("interrotta");
                Statement hold = holder.createStatement()) {
            hold.execute("select pg_advisory_lock(" + HELD + ")");
            hold.execute("drop sequence if exists sioss.seen cascade");
            hold.execute("create sequence sioss.seen");
            hold.execute("""
                    create or replace function sioss.wait_at_a_row() returns trigger language plpgsql security definer as $$
                    begin
                        if nextval('sioss.seen') = %d then perform pg_advisory_lock_shared(%d); end if;
                        return new;
                    end $$""".formatted(row, HELD));
            hold.execute("create or replace trigger wait_at_a_row before insert on sioss.prefill_row"
                    + " for each row execute function sioss.wait_at_a_row()");
            CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> house.publishOrDie(publication));
            waitFor("interrotta", "select count(*) from pg_locks where locktype = 'advisory' and not granted", 1);
            house.kill();
            answer.join();
            hold.execute("select pg_advisory_unlock(" + HELD + ")");
            waitFor(
                    "interrotta",
                    "select count(*) from pg_stat_activity where usename = 'applicazione' and state <> 'idle'",
                    0);
            hold.execute("drop trigger wait_at_a_row on sioss.prefill_row");
        }
        assertThat(number("interrotta", "select count(*) from sioss.prefill_row"))
                .isZero();
        assertThat(number("interrotta", "select count(*) from sioss.prefill_import"))
                .isZero();
    }

    /** Every municipality and every district of Italy, with a few figures each. */
    private byte[] national(String database) throws SQLException {
        var text = new StringBuilder(
                "fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;famiglie_incluse;famiglie_nuove");
        try (Connection connection = connection(database);
                Statement query = connection.createStatement();
                var places = query.executeQuery("""
                        select 'COMUNE;' || municipality from sioss.ats_membership
                        union select 'ATS;' || ats from sioss.ats_membership order by 1""")) {
            for (int n = 0; places.next(); n++) {
                text.append("\nRPM;2026;2027-06-30;2026-01-01;2026-12-31;")
                        .append(places.getString(1))
                        .append(';')
                        .append(n % 400)
                        .append(';')
                        .append(n % 7);
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What the tables say, without the identifiers and instants that every run has of its own. */
    private String digest(String database) throws SQLException {
        try (Connection connection = connection(database);
                Statement query = connection.createStatement();
                var answer = query.executeQuery("""
                        select md5(string_agg(line, '|' order by line)) from (
                          select concat_ws('/', source, year, scope, territory, content_hash, ats, indicators, current) as line
                            from sioss.prefill_row
                          union all
                          select concat_ws('/', source, year, version, extracted_on, period_from, period_to, content_hash,
                            rows, added, changed) from sioss.prefill_import) all_of_it""")) {
            answer.next();
            return answer.getString(1);
        }
    }

    private void waitFor(String database, String count, int wanted) throws Exception {
        for (int tries = 0; tries < 600; tries++) {
            if (number(database, count) == wanted) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("never: " + count);
    }

    private int number(String database, String query) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getInt(1);
        }
    }

    private void statement(String database, String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection(String database) throws SQLException {
        return DriverManager.getConnection(Objects.requireNonNull(server).getJdbcUrl("postgres", database));
    }

    /** A JVM of its own on one of the databases. */
    private final class House implements AutoCloseable {

        private final Child child;
        private final int port;
        private final HttpClient client = HttpClient.newHttpClient();

        House(String database) throws IOException {
            String url = Objects.requireNonNull(server)
                    .getJdbcUrl("proprietario", database)
                    .replaceAll("\\?.*$", "");
            child = new Child(
                    List.of(),
                    Child.productionClasspath(),
                    "it.sioss.SiossApplication",
                    Child.onDatabase(url, "applicazione", "proprietario", ADMINISTRATOR, PASSWORD));
            port = Integer.parseInt(child.waitFor(READY));
        }

        int publish(byte[] publication) throws IOException, InterruptedException {
            String basic = Base64.getEncoder()
                    .encodeToString((ADMINISTRATOR + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            long start = System.nanoTime();
            int status = client.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://localhost:" + port + "/api/v1/precompilazione/pubblicazioni"))
                                    .header("Authorization", "Basic " + basic)
                                    .header("Content-Type", "text/csv")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(publication))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
            measures.add(
                    "import of " + publication.length / 1024 + " KiB, answered " + status,
                    status == 201 ? "≤ 60 s" : "≤ 20 s",
                    String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9),
                    "–",
                    "–");
            return status;
        }

        /** Zero when the house died before it could answer. */
        int publishOrDie(byte[] publication) {
            try {
                return publish(publication);
            } catch (IOException died) {
                return 0;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }

        void kill() throws InterruptedException {
            child.kill();
        }

        @Override
        public void close() throws InterruptedException {
            child.close();
        }
    }
}
