package it.sioss.benchmark;

import java.util.Locale;
import java.util.stream.LongStream;

/** How long the same deed took, each time it was done. */
public record Sample(long[] nanos) {

    public Sample {
        nanos = LongStream.of(nanos).sorted().toArray();
    }

    /** Runs the deed once for each number; the first runs are not counted. */
    static Sample of(int warmUp, int runs, java.util.function.IntConsumer deed) {
        for (int run = 0; run < warmUp; run++) {
            deed.accept(run);
        }
        long[] nanos = new long[runs];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            deed.accept(warmUp + run);
            nanos[run] = System.nanoTime() - start;
        }
        return new Sample(nanos);
    }

    public double millis(int percent) {
        return nanos[Math.min(nanos.length - 1, nanos.length * percent / 100)] / 1e6;
    }

    String words() {
        return String.format(Locale.ROOT, "p50 %.1f ms, p95 %.1f ms", millis(50), millis(95));
    }
}
