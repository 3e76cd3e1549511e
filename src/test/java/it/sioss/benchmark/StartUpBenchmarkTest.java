package it.sioss.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * From the start of the JVM to readiness with a heap of 512 MiB: on an empty folder, with the demonstration, and again on
 * what that start left behind, although it was killed.
 */
@Tag("benchmark")
class StartUpBenchmarkTest {

    private static final String READY = "SIOSS è pronto";

    private final Path folder = Path.of("target", "start-" + System.currentTimeMillis());
    private final Measures measures = new Measures("Start-up, heap 512 MiB, %d processors, JDK %s"
            .formatted(Runtime.getRuntime().availableProcessors(), System.getProperty("java.version")));

    @Test
    void theHouseIsReadySoonAlsoAfterBeingKilled() throws Exception {
        double empty = secondsToReady(Process::destroyForcibly);
        double killed = secondsToReady(Process::destroy);
        double later = secondsToReady(Process::destroy);
        measures.add("start on an empty folder", "≤ 45 s", words(empty), "–", "–");
        measures.add("start after kill -9", "≤ 20 s", words(killed), "–", "–");
        measures.add("start after an ordinary stop", "≤ 20 s", words(later), "–", "–");
        measures.printTo(Path.of("target", "benchmark-start.md"));
        assertThat(folder).isDirectory();
    }

    private static String words(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /** Ended as soon as it is ready: the first time in the middle of the opening of the national campaign. */
    private double secondsToReady(Consumer<Process> end) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process house = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        // as spring-boot:run starts it
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.timezone=UTC",
                        "-cp",
                        production(),
                        "it.sioss.SiossApplication",
                        "--server.port=0",
                        "--sioss.db.embedded-port=0",
                        "--sioss.db.embedded-directory=" + folder))
                .redirectErrorStream(true)
                .start();
        var said = new StringBuilder();
        try (BufferedReader lines = house.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.contains(READY)) {
                    return (System.nanoTime() - start) / 1e9;
                }
            }
        } finally {
            end.accept(house);
            house.waitFor();
        }
        throw new IllegalStateException("not ready:\n" + said);
    }

    private static String production() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String tests = File.separator + "test-classes";
        return String.join(
                File.pathSeparator,
                List.of(all.split(File.pathSeparator)).stream()
                        .filter(entry -> !entry.endsWith(tests))
                        .toList());
    }
}
