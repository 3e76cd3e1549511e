package it.sioss.steering;

import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.RevisionChange;
import it.sioss.platform.Refusal;
import it.sioss.sheet.RevisionTrial;
import java.util.List;
import org.springframework.stereotype.Service;

/** Before a correction is published: what it changes, and which open sheets would notice. Compared, never deployed. */
@Service
public class ChangeCheck {

    private final Catalogue catalogue;
    private final RevisionTrial trial;

    ChangeCheck(Catalogue catalogue, RevisionTrial trial) {
        this.catalogue = catalogue;
        this.trial = trial;
    }

    /** @param published what the candidate was compared with */
    public record Report(ModuleRevision published, List<RevisionChange> changes, RevisionTrial.Outcome outcome) {

        public boolean harmless() {
            return outcome.affected().isEmpty();
        }
    }

    /**
     * Compares a candidate form or table of checks with the revision now offered.
     *
     * @throws Refusal 404 when the module is not offered that year, 422 when the file could not be published
     */
    public Report check(int year, String module, byte[] file) {
        ModuleRevision published = catalogue
                .latest(module, year)
                .orElseThrow(() ->
                        new Refusal(404, "NON_TROVATO", "Il modulo " + module + " non è offerto per il " + year + "."));
        ModuleRevision candidate = catalogue.candidate(published, file);
        return new Report(published, catalogue.changes(published, candidate), trial.of(year, candidate));
    }
}
