package it.sioss.services;

import it.sioss.catalogue.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a check of Allegato 1 has found.
 *
 * @param service code of the service concerned; null when it is the whole
 * @param line number of the line concerned; null when it is the service
 */
public record AnnexFinding(
        String code,
        Severity severity,
        @Nullable String service,
        @Nullable Integer line,
        String message) {}
