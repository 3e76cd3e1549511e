package it.sioss.steering;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs the command as a terminal would, without ending the machine: exit code, then what it printed. */
public final class ChangeCheckCommandAccess {

    private ChangeCheckCommandAccess() {}

    public static String run(ChangeCheck check, Path file, int year, String module) {
        var printed = new ByteArrayOutputStream();
        var command = new ChangeCheckCommand(
                check, file.toString(), year, module, new PrintStream(printed, true, StandardCharsets.UTF_8));
        command.run();
        return command.getExitCode() + "\n" + printed.toString(StandardCharsets.UTF_8);
    }
}
