package it.sioss.delegation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a region's declaration waits for the ATS's acceptance, and who decided so, when, why.
 *
 * @param reason null while nobody has ever changed the rule: the law's faculty applies
 */
public record AcceptanceRule(
        boolean required,
        @Nullable String reason,
        @Nullable String author,
        @Nullable Instant since) {}
