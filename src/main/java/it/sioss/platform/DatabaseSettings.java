package it.sioss.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the data live. Without a URL the embedded PostgreSQL is used (first run, demonstration).
 *
 * @param url JDBC URL of an existing PostgreSQL (15 or later), from {@code SIOSS_DB_URL}
 * @param user the application's role: may read and write, owns nothing
 * @param ownerUser the owner's role: runs the migrations, its connections are closed after the start
 * @param connectAttempts how many times an unreachable database is tried, two seconds apart
 * @param embeddedDirectory folder of the embedded database; empty means a temporary one (tests)
 * @param embeddedPort fixed port of the embedded database; 0 means any free one (tests)
 */
@ConfigurationProperties("sioss.db")
public record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String ownerUser,
        @Nullable String ownerPassword,
        int connectAttempts,
        @Nullable String embeddedDirectory,
        int embeddedPort) {

    public boolean embedded() {
        return url == null || url.isBlank();
    }
}
