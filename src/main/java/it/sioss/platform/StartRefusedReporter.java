package it.sioss.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/** Prints a refused start as one clear line instead of a stack. */
public class StartRefusedReporter implements SpringBootExceptionReporter {

    public StartRefusedReporter(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused) {
                System.err.println("SIOSS non parte: " + cause.getMessage());
                return true;
            }
        }
        return false;
    }
}
