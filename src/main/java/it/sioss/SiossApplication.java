package it.sioss;

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
        java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("UTC"));
        SpringApplication.run(SiossApplication.class, args);
    }
}
