package it.sioss.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** A real PostgreSQL beside the application, kept on disk with durable settings, for the first run and the tests. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(EmbeddedPostgres.class)
@Conditional(EmbeddedDatabaseConfiguration.NoExternalDatabase.class)
class EmbeddedDatabaseConfiguration {

    private static final String OWNER = "sioss_owner";
    private static final String APPLICATION = "sioss_app";

    /** Where the data are kept between starts; without a configured folder they end with the process. */
    @Bean(destroyMethod = "close")
    @Conditional(KeptFolder.class)
    EmbeddedFolder embeddedFolder(DatabaseSettings settings) throws IOException {
        return EmbeddedFolder.take(
                Path.of(String.valueOf(settings.embeddedDirectory())).toAbsolutePath());
    }

    /** Closed by the container after everything that depends on it: the library's own shutdown hook would come first. */
    @Bean(destroyMethod = "close")
    EmbeddedPostgres embeddedPostgres(DatabaseSettings settings, Optional<EmbeddedFolder> kept) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("timezone", "UTC")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_connections", "60");
        if (settings.embeddedPort() > 0) {
            builder.setPort(settings.embeddedPort());
        }
        kept.ifPresent(folder -> builder.setDataDirectory(folder.data())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.binaries().toFile())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on"));
        return builder.start();
    }

    @Bean
    DatabaseAccess embeddedDatabase(EmbeddedPostgres postgres) {
        try (Connection superuser = postgres.getPostgresDatabase().getConnection();
                Statement statement = superuser.createStatement()) {
            createRole(statement, OWNER);
            createRole(statement, APPLICATION);
            if (!exists(statement, "select 1 from pg_database where datname = 'sioss'")) {
                statement.execute("create database sioss owner " + OWNER + " encoding 'UTF8' template template0");
            }
        } catch (SQLException failure) {
            throw new UncheckedIOException(new IOException("the embedded database could not be prepared", failure));
        }
        String url = postgres.getJdbcUrl(OWNER, "sioss").replaceAll("\\?.*$", "");
        return new DatabaseAccess(url, APPLICATION, APPLICATION, OWNER, OWNER, true);
    }

    private static void createRole(Statement statement, String role) throws SQLException {
        if (!exists(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
            statement.execute("create role " + role + " login password '" + role + "'");
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    static class KeptFolder implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("sioss.db.embedded-directory"));
        }
    }

    static class NoExternalDatabase implements ConfigurationCondition {

        @Override
        public ConfigurationPhase getConfigurationPhase() {
            return ConfigurationPhase.PARSE_CONFIGURATION;
        }

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            @Nullable String url = context.getEnvironment().getProperty("sioss.db.url");
            return url == null || url.isBlank();
        }
    }
}
