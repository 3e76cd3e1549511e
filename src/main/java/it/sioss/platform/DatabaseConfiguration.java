package it.sioss.platform;

import java.util.Map;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** One PostgreSQL, one data source; migrations run under the owner's role, everything else under the application's. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Short queries, many of them: compiling their plans to machine code would cost more than running them. */
    private static final String SESSION = "currentSchema=sioss,camunda&ApplicationName=sioss&tcpKeepAlive=true"
            + "&connectTimeout=5&socketTimeout=60&options=-c%20TimeZone=UTC%20-c%20lock_timeout=10000"
            + "%20-c%20statement_timeout=60000%20-c%20idle_in_transaction_session_timeout=60000%20-c%20jit=off";

    @Bean
    @Conditional(ExternalDatabaseCondition.class)
    DatabaseAccess externalDatabase(DatabaseSettings settings) {
        return ExternalDatabase.named(settings);
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
