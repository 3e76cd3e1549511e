package it.sioss.campaign;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a window is for.
 *
 * @param module module code; null for the services database
 * @param region only this regional body's ATS; null for all
 * @param ats only this ATS; null for all
 * @param sheet only this sheet (an exceptional reopening); null for all
 */
public record WindowSubject(
        @Nullable String module,
        @Nullable String region,
        @Nullable String ats,
        @Nullable UUID sheet) {

    public static WindowSubject everywhere(@Nullable String module) {
        return new WindowSubject(module, null, null, null);
    }

    public static WindowSubject servicesDatabase() {
        return everywhere(null);
    }
}
