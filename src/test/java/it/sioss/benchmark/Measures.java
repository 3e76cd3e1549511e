package it.sioss.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that the benchmark prints: what, target, ours, the bare engine, their ratio. */
public final class Measures {

    private final List<String> lines = new ArrayList<>();

    public Measures(String title) {
        lines.add(title);
        lines.add("");
        lines.add("| what | target | SIOSS | bare engine | ratio |");
        lines.add("|---|---|---|---|---|");
    }

    void add(String what, String target, Sample ours, Sample raw) {
        add(what, target, ours.words(), raw.words(), ratio(ours.millis(95), raw.millis(95)) + " (p95)");
    }

    public void add(String what, String target, Sample ours) {
        add(what, target, ours.words(), "–", "–");
    }

    void add(String what, String target, double oursSeconds, double rawSeconds) {
        add(what, target, seconds(oursSeconds), seconds(rawSeconds), ratio(oursSeconds, rawSeconds));
    }

    void add(String what, String target, String ours, String raw, String ratio) {
        lines.add(String.join(" | ", "| " + what, target, ours, raw, ratio + " |"));
        System.out.println(lines.get(lines.size() - 1));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String ratio(double ours, double raw) {
        return String.format(Locale.ROOT, "%.2f", ours / raw);
    }

    public void printTo(Path file) throws IOException {
        System.out.println();
        lines.forEach(System.out::println);
        System.out.println();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }
}
