package it.sioss.steering;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An extension as an administrator asks for it.
 *
 * @param modules the modules it concerns; empty means all of the campaign
 * @param servicesDatabase whether the services database is extended too
 * @param region only this regional body's ATS; null for all
 * @param ats only this ATS; null for all
 * @param deadline the new deadline, exclusive
 * @param act the deed that grants it, if any
 */
public record Extension(
        List<String> modules,
        boolean servicesDatabase,
        @Nullable String region,
        @Nullable String ats,
        Instant deadline,
        @Nullable String reason,
        @Nullable String act) {

    /**
     * What would change for one module (null: the services database).
     *
     * @param sheets how many open sheets (or databases) get more time
     */
    public record Line(@Nullable String module, Instant from, Instant to, long sheets, long districts) {}

    /** Everything that would change, before anything does. */
    public record Preview(List<Line> lines, long sheets, long districts, boolean holiday) {}
}
