package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    private int run(Path file) {
        return FingerprintCommand.run(
                file,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8));
    }

    @Test
    void theLayoutOfTheFileDoesNotChangeItsFingerprint() throws IOException {
        Path file = folder.resolve("contenuto.json");
        Files.writeString(file, "{ \"b\": 1.50,\n  \"a\": \"è\" }");
        assertThat(run(file)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo(it.sioss.platform.CanonicalJson.fingerprint(
                        "{\"a\":\"è\",\"b\":1.5}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aChangedValueChangesTheFingerprint() throws IOException {
        Path file = folder.resolve("contenuto.json");
        Files.writeString(file, "{\"a\":1}");
        run(file);
        String one = out.toString(StandardCharsets.UTF_8);
        Files.writeString(file, "{\"a\":2}");
        out.reset();
        run(file);
        assertThat(out.toString(StandardCharsets.UTF_8)).isNotEqualTo(one);
    }

    @Test
    void whatIsNoJsonOrNoFileIsRefusedInOneLine() throws IOException {
        Path file = folder.resolve("altro.json");
        Files.writeString(file, "{ non è un JSON");
        assertThat(run(file)).isOne();
        assertThat(run(folder.resolve("manca.json"))).isOne();
        assertThat(complaints.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
        assertThat(out.size()).isZero();
    }
}
