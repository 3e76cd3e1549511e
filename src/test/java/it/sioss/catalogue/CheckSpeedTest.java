package it.sioss.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CheckSpeedTest {

    private static final int WARM_UP = 300;
    private static final int RUNS = 500;

    /** The target is 8 ms at the 95th percentile; it is printed, not asserted, because build machines differ. */
    @Test
    void theChecksOfAWholeSheetAreMeasured() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ModuleRevision module : ModuleFixtures.released()) {
            Answers answers = ModuleFixtures.complete(module);
            long[] elapsed = new long[RUNS];
            long[] processor = new long[RUNS];
            for (int run = -WARM_UP; run < RUNS; run++) {
                long start = System.nanoTime();
                long startOfProcessor = threads.getCurrentThreadCpuTime();
                Evaluation evaluation = module.evaluate(answers, SheetContext.NONE);
                if (run >= 0) {
                    elapsed[run] = System.nanoTime() - start;
                    processor[run] = threads.getCurrentThreadCpuTime() - startOfProcessor;
                }
                assertThat(evaluation.findings()).isEmpty();
            }
            System.out.printf(
                    "Controlli di %s, %d risposte: p95 %.2f ms (processore: %.2f ms)%n",
                    module.title(), cells(answers), percentile95(elapsed), percentile95(processor));
        }
    }

    private static int cells(Answers answers) {
        return answers.entries().values().stream()
                .mapToInt(entry -> entry instanceof Grid grid
                        ? grid.rows().stream()
                                .mapToInt(row -> row.cells().size())
                                .sum()
                        : 1)
                .sum();
    }

    private static double percentile95(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * 95 / 100] / 1e6;
    }
}
