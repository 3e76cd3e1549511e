package it.sioss;

import it.sioss.sheet.FingerprintCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts SIOSS. Everything runs in UTC; people read Rome. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SiossApplication {

    private static final String CHANGE_CHECK = "--sioss.change-check.file=";

    public static void main(String[] args) {
        if (args.length == 2 && "impronta".equals(args[0])) {
            System.exit(FingerprintCommand.run(Path.of(args[1]), System.out, System.err));
        }
        java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("UTC"));
        boolean command = Arrays.stream(args).anyMatch(argument -> argument.startsWith(CHANGE_CHECK));
        var application = SpringApplication.run(SiossApplication.class, command ? quietly(args) : args);
        if (command) {
            System.exit(SpringApplication.exit(application));
        }
    }

    /** A command answers nobody, works off nothing and leaves the demonstration as it is. */
    private static String[] quietly(String[] args) {
        return Stream.concat(
                        Arrays.stream(args),
                        Stream.of(
                                "--server.port=-1",
                                "--camunda.bpm.job-execution.enabled=false",
                                "--sioss.batch.enabled=false",
                                "--sioss.demonstration=false"))
                .toArray(String[]::new);
    }
}
