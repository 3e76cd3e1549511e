package it.sioss.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** One PostgreSQL, one data source; migrations run under the owner's role, everything else under the application's. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final int OLDEST_POSTGRESQL = 15;
    private static final String SESSION = "currentSchema=sioss,camunda&ApplicationName=sioss&tcpKeepAlive=true"
            + "&connectTimeout=5&socketTimeout=60&options=-c%20TimeZone=UTC%20-c%20lock_timeout=10000"
            + "%20-c%20statement_timeout=60000%20-c%20idle_in_transaction_session_timeout=60000";

    @Bean
    @Conditional(ExternalDatabaseCondition.class)
    DatabaseAccess externalDatabase(DatabaseSettings settings) {
        var access = new DatabaseAccess(
                present(settings.url(), "SIOSS_DB_URL"),
                present(settings.user(), "SIOSS_DB_USER"),
                present(settings.password(), "SIOSS_DB_PASSWORD"),
                present(settings.ownerUser(), "SIOSS_DB_OWNER_USER"),
                present(settings.ownerPassword(), "SIOSS_DB_OWNER_PASSWORD"),
                false);
        if (access.user().equals(access.ownerUser())) {
            throw new StartRefused("SIOSS_DB_USER e SIOSS_DB_OWNER_USER sono lo stesso ruolo: chi usa l'applicazione"
                    + " potrebbe riscrivere il registro delle operazioni. Servono due ruoli distinti.");
        }
        checkReachable(access, Math.max(1, settings.connectAttempts()));
        return access;
    }

    private static String present(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new StartRefused("manca " + name + ": con un PostgreSQL esterno servono indirizzo, ruolo"
                    + " dell'applicazione e ruolo proprietario.");
        }
        return value;
    }

    private static void checkReachable(DatabaseAccess access, int attempts) {
        if (!access.url().startsWith("jdbc:postgresql:")) {
            throw new StartRefused("SIOSS_DB_URL non è l'indirizzo di un PostgreSQL (jdbc:postgresql://…).");
        }
        String reason = "";
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try (Connection owner =
                    DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword())) {
                int version = owner.getMetaData().getDatabaseMajorVersion();
                if (version < OLDEST_POSTGRESQL) {
                    throw new StartRefused("il database è PostgreSQL " + version + ": serve la versione "
                            + OLDEST_POSTGRESQL + " o successiva.");
                }
                checkApplicationRole(owner, access);
                return;
            } catch (SQLException failure) {
                reason =
                        String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
                pause();
            }
        }
        throw new StartRefused("database non raggiungibile dopo " + attempts + " tentativi (" + reason
                + "). Controllate SIOSS_DB_URL, le credenziali e che PostgreSQL sia acceso.");
    }

    /** Before any migration: the grants of the first one go to the role named here. */
    private static void checkApplicationRole(Connection owner, DatabaseAccess access) throws SQLException {
        try (var question = owner.prepareStatement("""
                select rolsuper, rolcreaterole, pg_has_role(rolname, current_user, 'MEMBER')
                from pg_roles where rolname = ?""")) {
            question.setString(1, access.user());
            try (var role = question.executeQuery()) {
                if (!role.next()) {
                    throw new StartRefused(
                            "il ruolo \"" + access.user() + "\" di SIOSS_DB_USER non esiste nel database.");
                }
                if (role.getBoolean(1)) {
                    throw ApplicationRoleCheck.mightRewrite(access, "è superutente");
                }
                if (role.getBoolean(3)) {
                    throw ApplicationRoleCheck.mightRewrite(access, "è membro del proprietario");
                }
                if (role.getBoolean(2)) {
                    throw ApplicationRoleCheck.mightRewrite(access, "può creare ruoli e darsene i diritti");
                }
            }
        }
        DriverManager.getConnection(access.url(), access.user(), access.password())
                .close();
    }

    private static void pause() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartRefused("avvio interrotto mentre si attendeva il database.");
        }
    }

    @Bean
    JdbcConnectionDetails applicationConnection(DatabaseAccess access) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return access.user();
            }

            @Override
            public String getPassword() {
                return access.password();
            }

            @Override
            public String getJdbcUrl() {
                return access.url() + (access.url().contains("?") ? "&" : "?") + SESSION;
            }
        };
    }

    @Bean
    FlywayConnectionDetails ownerConnection(DatabaseAccess access) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return access.ownerUser();
            }

            @Override
            public String getPassword() {
                return access.ownerPassword();
            }

            @Override
            public String getJdbcUrl() {
                return access.url();
            }
        };
    }

    @Bean
    FlywayConfigurationCustomizer migrationWords(DatabaseAccess access) {
        return flyway ->
                flyway.placeholders(Map.of("app", access.user(), "timeMayMove", Boolean.toString(access.embedded())));
    }
}
