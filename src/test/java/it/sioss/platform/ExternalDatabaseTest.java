package it.sioss.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

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
}
