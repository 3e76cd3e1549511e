package it.sioss;

import it.sioss.sheet.FingerprintCommand;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts SIOSS. Everything runs in UTC; people read Rome. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SiossApplication {

    public static void main(String[] args) {
        if (args.length == 2 && "impronta".equals(args[0])) {
            System.exit(FingerprintCommand.run(Path.of(args[1]), System.out, System.err));
        }
        java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("UTC"));
        SpringApplication.run(SiossApplication.class, args);
    }
}
