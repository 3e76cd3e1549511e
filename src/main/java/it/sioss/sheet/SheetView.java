package it.sioss.sheet;

import it.sioss.campaign.Calendar;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Peers;
import it.sioss.delegation.Standing;
import it.sioss.prefill.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One sheet as one person sees it at one instant: read once, shown by page and machine interface alike. */
public record SheetView(
        Sheet sheet,
        ModuleRevision revision,
        String atsName,
        boolean synthetic,
        String regionName,
        Calendar window,
        boolean expired,
        SheetState effectiveState,
        Optional<Claim> claim,
        Answers answers,
        Evaluation evaluation,
        List<Explanation.Explained> findings,
        Optional<Previous> previous,
        Map<String, Peers> peers,
        List<Remark> remarks,
        List<Action> actions,
        @Nullable UUID successor,
        Map<String, List<it.sioss.catalogue.Option>> options,
        Instant present,
        List<Proposal> proposals,
        Standing delegations) {

    /** What the same body declared for the last closed year. */
    public record Previous(int year, Answers answers) {}

    /** What other systems sent, beside what is declared. */
    public List<ReceivedLine> received() {
        return ReceivedLine.of(revision, answers, proposals);
    }

    /** Who compiles at this instant by the ledger; of what has ended, who did. */
    public Compiler compiler() {
        return sheet.state().ended() ? sheet.compiler() : Handover.compiler(delegations);
    }

    /** How many warnings wait to be explained. */
    public long unexplained() {
        return Explanations.unexplained(findings);
    }

    /** The only sections that may be corrected, after a return limited to sections; empty when all may. */
    public Set<String> openSections() {
        return new SectionLimit(sheet, revision).open(evaluation);
    }

    /** The limit of a return in words; null when the whole sheet may change. */
    public @Nullable String limitWords() {
        return sheet.openSections().isEmpty()
                ? null
                : "La Regione ha chiesto di correggere solo " + SectionLimit.titles(revision, openSections())
                        + ": il resto della scheda resta com'è.";
    }

    public Action action(Verb verb) {
        return actions.stream()
                .filter(action -> action.verb() == verb)
                .findFirst()
                .orElseThrow();
    }

    public boolean allowed(Verb verb) {
        return action(verb).allowed();
    }
}
