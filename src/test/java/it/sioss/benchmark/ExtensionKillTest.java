package it.sioss.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.support.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An extension over a whole campaign, killed in the middle with {@code kill -9} and gone on with by two nodes over the same
 * database: what moved is what the preview had announced, nothing moved twice, and undoing it restores every due date. An
 * answer given under an Idempotency-Key is given again after the restart.
 */
@Tag("benchmark")
class ExtensionKillTest {

    private static final int DISTRICTS = Integer.getInteger("sioss.bench.extension.ats", 200);
    private static final int BODIES = Integer.getInteger("sioss.bench.extension.bodies", 1);
    private static final int SHEETS = DISTRICTS * BODIES * 2;

    private final Path folder =
            Path.of("target", "extension-" + System.currentTimeMillis()).toAbsolutePath();
    private final Measures measures =
            new Measures("Extension over %d sheets, killed in the middle, %d processors, JDK %s"
                    .formatted(SHEETS, Runtime.getRuntime().availableProcessors(), System.getProperty("java.version")));

    private record Timer(String due, int revision, int told) {}

    @Test
    void whatTheExtensionMovesIsWhatItAnnouncedAlsoWhenItIsKilledInTheMiddle() throws Exception {
        Files.createDirectories(folder);
        String receipt;
        String[] preview;
        long start;
        double firstPart;
        try (var extending = child("extend")) {
            assertThat(extending.waitFor("SCHEDE ")).isEqualTo("" + SHEETS);
            receipt = extending.waitFor("RICEVUTA ");
            assertThat(receipt).startsWith("200 {");
            preview = extending.waitFor("ANTEPRIMA ").split(" ");
            extending.waitFor("CONCESSA");
            start = System.nanoTime();
            while (Integer.parseInt(extending.waitFor("FATTI ")) < DISTRICTS / 3) {
                assertThat(extending.alive()).isTrue();
            }
            extending.kill();
            firstPart = (System.nanoTime() - start) / 1e9;
        }
        assertThat(preview[0]).isEqualTo("" + (SHEETS - 1));
        double secondPart = resume(receipt);
        compare();
        measures.add("preview of an extension over " + preview[0] + " sheets", "≤ 2 s", preview[1] + " ms", "–", "–");
        measures.add(
                "application, killed once, on two nodes afterwards",
                "≤ 90 s",
                String.format(java.util.Locale.ROOT, "%.1f s + %.1f s", firstPart, secondPart),
                "–",
                "–");
        measures.printTo(Path.of("target", "benchmark-extension.md"));
    }

    private double resume(String receipt) throws Exception {
        try (var first = child("resume")) {
            assertThat(first.waitFor("RICEVUTA "))
                    .as("the answer under the same key")
                    .isEqualTo(receipt);
            int already = Integer.parseInt(first.waitFor("GIA_FATTI "));
            assertThat(already).isBetween(DISTRICTS / 3, DISTRICTS - 1);
            String url = first.waitFor("BASE ");
            first.waitFor("ASPETTA");
            double seconds;
            try (var second = child("join", Child.joining(url))) {
                second.waitFor("ASPETTA");
                second.tell("avanti");
                first.tell("avanti");
                seconds = Integer.parseInt(first.waitFor("APPLICATA ")) / 1e3;
                second.waitFor("FINE");
            }
            first.waitFor("ASPETTA");
            first.tell("avanti");
            first.waitFor("FINE");
            return seconds;
        }
    }

    private void compare() throws IOException {
        Map<String, Timer> before = timers("before");
        Map<String, Timer> after = timers("after");
        Map<String, Timer> restored = timers("restored");
        var moved = new TreeSet<String>();
        before.forEach((sheet, timer) -> {
            Timer now = after.get(sheet);
            if (now != null && !now.due().equals(timer.due())) {
                moved.add(sheet);
                assertThat(now.revision())
                        .as("the timer of %s was written once", sheet)
                        .isEqualTo(timer.revision() + 1);
                assertThat(now.told())
                        .as("the history of %s tells it once", sheet)
                        .isEqualTo(timer.told() + 1);
            }
        });
        assertThat(moved)
                .hasSize(SHEETS - 1)
                .containsExactlyElementsOf(Files.readAllLines(folder.resolve("previewed")));
        before.forEach((sheet, timer) -> {
            Timer again = restored.get(sheet);
            assertThat(again == null ? null : again.due())
                    .as("due date of %s after the undoing", sheet)
                    .isEqualTo(timer.due());
        });
    }

    private Map<String, Timer> timers(String name) throws IOException {
        var timers = new HashMap<String, Timer>();
        for (String line : Files.readAllLines(folder.resolve(name))) {
            String[] cells = line.split(" ");
            timers.put(cells[0], new Timer(cells[1], Integer.parseInt(cells[2]), Integer.parseInt(cells[3])));
        }
        return timers;
    }

    private Child child(String part) throws IOException {
        return child(part, Child.keptIn(folder));
    }

    private Child child(String part, List<String> database) throws IOException {
        var arguments = new ArrayList<>(List.of(part, folder.toString(), "" + DISTRICTS));
        arguments.addAll(database);
        arguments.addAll(List.of("--sioss.batch.enabled=false", "--camunda.bpm.job-execution.enabled=false"));
        return new Child(
                List.of("-Dsioss.bench.bodies=" + BODIES),
                Child.classpath(),
                ExtensionChild.class.getName(),
                arguments);
    }
}
