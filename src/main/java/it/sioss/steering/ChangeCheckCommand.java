package it.sioss.steering;

import it.sioss.platform.Refusal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The change check as a command: reads a file, prints what it would do to the open sheets, ends. The exit code is 0
 * when no sheet would notice, 2 when some would, 1 when the file is refused.
 */
@Component
@ConditionalOnProperty("sioss.change-check.file")
class ChangeCheckCommand implements CommandLineRunner, ExitCodeGenerator {

    private final ChangeCheck check;
    private final String file;
    private final int year;
    private final String module;
    private final PrintStream out;
    private int exitCode = 1;

    @Autowired
    ChangeCheckCommand(
            ChangeCheck check,
            @Value("${sioss.change-check.file}") String file,
            @Value("${sioss.change-check.year}") int year,
            @Value("${sioss.change-check.module}") String module) {
        this(check, file, year, module, System.out);
    }

    ChangeCheckCommand(ChangeCheck check, String file, int year, String module, PrintStream out) {
        this.check = check;
        this.file = file;
        this.year = year;
        this.module = module;
        this.out = out;
    }

    @Override
    public void run(String... arguments) {
        try {
            ChangeCheck.Report report = check.check(year, module, Files.readAllBytes(Path.of(file)));
            out.print(ChangeCheckText.of(year, report));
            exitCode = report.harmless() ? 0 : 2;
        } catch (Refusal refusal) {
            out.println("Rifiutato (" + refusal.code() + "): " + refusal.message());
        } catch (IOException unreadable) {
            out.println("Il file «" + file
                    + "» non si legge: controllate che esista, che sia un file e che si possa leggere.");
        }
        out.flush();
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
