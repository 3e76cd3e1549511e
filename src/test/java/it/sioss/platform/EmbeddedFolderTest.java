package it.sioss.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of the embedded database serves one SIOSS at a time; its kill is measured with the start-up times. */
class EmbeddedFolderTest {

    @TempDir
    Path home;

    @Test
    void twoAtOnceInOneFolderAreRefusedAndTheSecondComesWhenTheFirstHasGone() throws IOException {
        try (EmbeddedFolder first = EmbeddedFolder.take(home)) {
            assertThat(first.data()).isEqualTo(home.resolve("data"));
            assertThatThrownBy(() -> EmbeddedFolder.take(home))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("già in uso");
        }
        EmbeddedFolder.take(home).close();
    }

    @Test
    void aProcessThatOnlyTookOverTheNumberOfADeadServerIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.createDirectories(home.resolve("data"));
            Files.writeString(home.resolve("data").resolve("postmaster.pid"), stranger.pid() + "\n/somewhere\n");
            EmbeddedFolder.take(home).close();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }
}
