package it.sioss.steering;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An extension as an administrator asks for it.
 *
 * @param modules the modules it concerns; empty means all of the campaign
 * @param servicesDatabase whether the services database is extended too
 * @param region only this regional body's ATS; null for all
 * @param ats only this ATS; null for all
 * @param deadline the new deadline, exclusive
 * @param act the deed that grants it, as its number and date; required
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
     * @param revived how many lapsed sheets go on as new ones
     */
    public record Line(@Nullable String module, Instant from, Instant to, long sheets, long revived, long districts) {}

    /** A sheet that would get more time; a lapsed one goes on as a new sheet. */
    public record Affected(UUID sheet, String ats, String region, String module, boolean revived) {}

    /**
     * Everything that would change, before anything does. Every open sheet has one open task, which stays where it is, and
     * one timer, which moves; every revived one gets both anew.
     *
     * @param databases how many open services databases get more time
     * @param reopens whether the year is closed and opens again
     * @param passed how many of the deadlines it moves have passed already
     */
    public record Preview(
            List<Line> lines,
            List<Affected> affected,
            long sheets,
            long revived,
            long databases,
            long districts,
            boolean holiday,
            boolean reopens,
            int passed) {

        /** Timers that move: one per open sheet and per open database. */
        public long timers() {
            return sheets + databases;
        }

        /** What whoever confirms has seen. */
        public Seen seen() {
            return new Seen(sheets, revived, databases, reopens, passed);
        }
    }

    /** What a preview has counted, and a confirmation carries along. */
    public record Seen(long sheets, long revived, long databases, boolean reopens, int passed) {

        /**
         * Whether granting would do what the preview has shown. Fewer open sheets are the ones transmitted meanwhile, on
         * which an extension does nothing; anything else is for the administrator to look at again.
         */
        boolean stillHolds(Preview now) {
            return now.sheets() <= sheets
                    && now.databases() <= databases
                    && now.revived() == revived
                    && now.reopens() == reopens
                    && now.passed() == passed;
        }
    }

    /** An extension as it was granted, and whether it was undone. */
    public record Granted(
            UUID id,
            @Nullable String region,
            @Nullable String ats,
            List<String> modules,
            boolean servicesDatabase,
            Instant deadline,
            Instant formerDeadline,
            String reason,
            String author,
            Instant at,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy) {}
}
