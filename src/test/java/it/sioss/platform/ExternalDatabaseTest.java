package it.sioss.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the packaged application refuses is tried for real by the smoke run; an old server is not at hand there. */
class ExternalDatabaseTest {

    @Test
    void aServerOlderThanPostgreSql15IsRefusedWithItsVersion() {
        assertThatThrownBy(() -> ExternalDatabase.requireVersion(14))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PostgreSQL 14")
                .hasMessageContaining("15");
        assertThatCode(() -> ExternalDatabase.requireVersion(15)).doesNotThrowAnyException();
    }

    @Test
    void aRoleThatMayBecomeOneWhoRewritesTheJournalIsRefused() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection all = postgres.getPostgresDatabase().getConnection();
                Statement statement = all.createStatement()) {
            statement.execute("""
                    create role proprietario login createrole; create role capo superuser; create role scrive;
                    create role innocuo; create role app login noinherit; create schema sioss;
                    create table sioss.journal (id int); alter table sioss.journal owner to proprietario;
                    grant usage on schema sioss to app, scrive; grant insert, select on sioss.journal to app;
                    grant update on sioss.journal to scrive; grant innocuo to app""");
            var access = new DatabaseAccess(
                    postgres.getJdbcUrl("app", "postgres"), "app", "app", "proprietario", "proprietario", false);
            var check = new ApplicationRoleCheck(JdbcClient.create(postgres.getDatabase("app", "postgres")), access);
            try (Connection owner =
                    postgres.getDatabase("proprietario", "postgres").getConnection()) {
                assertThatCode(() -> ExternalDatabase.checkApplicationRole(owner, access))
                        .doesNotThrowAnyException();
                assertThatCode(check::afterPropertiesSet).doesNotThrowAnyException();

                statement.execute("grant capo to innocuo");
                assertThatThrownBy(() -> ExternalDatabase.checkApplicationRole(owner, access))
                        .isInstanceOf(StartRefused.class)
                        .hasMessageContaining("è membro di \"capo\", che è superutente");
                assertThatThrownBy(check::afterPropertiesSet).isInstanceOf(StartRefused.class);

                statement.execute("revoke capo from innocuo; grant proprietario to innocuo");
                assertThatThrownBy(() -> ExternalDatabase.checkApplicationRole(owner, access))
                        .isInstanceOf(StartRefused.class)
                        .hasMessageContaining("è membro del proprietario");

                statement.execute("revoke proprietario from innocuo; grant scrive to innocuo");
                assertThatThrownBy(check::afterPropertiesSet)
                        .isInstanceOf(StartRefused.class)
                        .hasMessageContaining("riscrivere il registro");
            }
        }
    }
}
