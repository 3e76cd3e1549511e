package it.sioss.support;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another JVM, which can be killed in the middle of anything; what it says is read line by line. */
public final class Child implements AutoCloseable {

    private static final long PATIENCE_MINUTES = 20;
    private static final String OVER = "the other JVM is gone";

    private final Process process;
    private final PrintWriter words;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final StringBuilder said = new StringBuilder();

    /** @param options the JVM's own, such as {@code -Dname=value} */
    public Child(List<String> options, String classpath, String main, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-Duser.timezone=UTC"));
        command.addAll(options);
        command.addAll(List.of("-cp", classpath, main));
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        words = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Thread listener = new Thread(() -> listen(output), "what a child says");
        listener.setDaemon(true);
        listener.start();
    }

    /** What this JVM runs with, tests included. */
    public static String classpath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The same without the tests. */
    public static String productionClasspath() {
        String tests = File.separator + "test-classes";
        return String.join(
                File.pathSeparator,
                List.of(classpath().split(File.pathSeparator)).stream()
                        .filter(entry -> !entry.endsWith(tests))
                        .toList());
    }

    /** Settings of a SIOSS that keeps its database in a folder. */
    public static List<String> keptIn(Path folder) {
        return List.of(
                "--server.port=0",
                "--sioss.demonstration=false",
                "--sioss.db.embedded-port=0",
                "--sioss.db.embedded-directory=" + folder.resolve("data"));
    }

    /** Settings of another node on the database that the first keeps. */
    public static List<String> joining(String url) {
        return onDatabase(url, "sioss_app", "sioss_owner", "amministratrice-figlia", "una-password-lunga-di-prova");
    }

    /** Settings of a SIOSS on a database whose roles have their names as passwords. */
    public static List<String> onDatabase(
            String url, String user, String owner, String administrator, String password) {
        return List.of(
                "--server.port=0",
                "--sioss.demonstration=false",
                "--sioss.db.url=" + url,
                "--sioss.db.user=" + user,
                "--sioss.db.password=" + user,
                "--sioss.db.owner-user=" + owner,
                "--sioss.db.owner-password=" + owner,
                "--sioss.admin.user=" + administrator,
                "--sioss.admin.password=" + password);
    }

    private void listen(BufferedReader output) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException | UncheckedIOException killed) {
            lines.add(killed.toString());
        }
        lines.add(OVER);
    }

    /** Waits for a line that the child says to its parent, and returns the rest of it. */
    public String waitFor(String wanted) {
        return waitFor(Pattern.compile("^> " + Pattern.quote(wanted) + "(.*)$"));
    }

    /** Waits for a line, and returns its first group. */
    public String waitFor(Pattern wanted) {
        while (true) {
            String line = next();
            said.append(line).append('\n');
            Matcher found = wanted.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
            if (line.equals(OVER)) {
                throw new IllegalStateException("it never said «" + wanted + "»:\n" + said);
            }
        }
    }

    private String next() {
        try {
            String line = lines.poll(PATIENCE_MINUTES, TimeUnit.MINUTES);
            return line == null ? OVER : line;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OVER;
        }
    }

    /** Says a line to the child. */
    public void tell(String line) {
        words.println(line);
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
