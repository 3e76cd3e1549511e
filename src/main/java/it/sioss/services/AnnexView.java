package it.sioss.services;

import it.sioss.campaign.Calendar;
import it.sioss.registry.Municipality;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The services database of one ATS as one person sees it at one instant: read once, shown by page and machine alike. */
public record AnnexView(
        ServiceDatabase database,
        Calendar window,
        Instant present,
        List<Line> lines,
        List<AnnexFinding> findings,
        List<Due> due,
        List<DatabaseAction> actions,
        Optional<DatabaseReceipt> receipt,
        List<Municipality> municipalities,
        Optional<Integer> lastYear) {

    /**
     * One service of the nomenclature.
     *
     * @param activated null while nobody has answered
     */
    public record Line(Nomenclature.Line service, @Nullable Boolean activated, List<ImplementationMode> modes) {}

    /**
     * A sheet that follows from Allegato 1, with the sheet itself when it has been started.
     *
     * @param byChoice whether the administrator lets an ATS start a sheet that is not required
     */
    public record Due(DueSheet due, @Nullable KnownSheet sheet, boolean byChoice) {

        /** Whether the ATS may add this sheet of its own accord. */
        public boolean offered() {
            return sheet == null
                    && (due.dueness() == Dueness.OPTIONAL || due.dueness() == Dueness.NOT_REQUIRED && byChoice);
        }

        /** Whether it is not required and the ATS cannot start it even by choice. */
        public boolean closed() {
            return sheet == null && due.dueness() == Dueness.NOT_REQUIRED && !byChoice;
        }

        /** Whether the ATS may take it back again. */
        public boolean addedByChoice() {
            return sheet != null && sheet.live() && sheet.dueness() == Dueness.OPTIONAL;
        }
    }

    public DatabaseAction action(DatabaseVerb verb) {
        return actions.stream()
                .filter(action -> action.verb() == verb)
                .findFirst()
                .orElseThrow();
    }

    public boolean allowed(DatabaseVerb verb) {
        return action(verb).allowed();
    }

    public long blocking() {
        return findings.stream()
                .filter(finding -> finding.severity() == it.sioss.catalogue.Severity.BLOCKING)
                .count();
    }

    public boolean expired() {
        return window.expired(present);
    }

    /** The state people see: once the deadline has passed an open database has lapsed, whether or not a timer said so. */
    public ServiceDatabaseState effectiveState() {
        return expired() && !database.state().ended() ? ServiceDatabaseState.LAPSED : database.state();
    }
}
