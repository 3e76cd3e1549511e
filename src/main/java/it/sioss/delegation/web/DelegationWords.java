package it.sioss.delegation.web;

import it.sioss.access.Viewer;
import it.sioss.catalogue.Catalogue;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationEntry;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.DelegationState;
import it.sioss.delegation.Delegations;
import it.sioss.platform.RomeTime;
import it.sioss.registry.Ats;
import it.sioss.registry.Registry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Rows of the ledger as people read them, and what can be chosen when writing one. */
@Component
class DelegationWords {

    private final Delegations delegations;
    private final Registry registry;
    private final Catalogue catalogue;
    private final Clock clock;

    DelegationWords(Delegations delegations, Registry registry, Catalogue catalogue, Clock clock) {
        this.delegations = delegations;
        this.registry = registry;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** A row in words, with what this person may do with it. */
    public record Line(
            UUID id,
            String ats,
            String atsCode,
            String region,
            String module,
            String scope,
            String from,
            String to,
            DelegationState state,
            boolean requested,
            String reason,
            String author,
            String outcome,
            Delegations.Options may) {}

    /** A choice of a list. */
    public record Choice(String value, String label) {}

    /** One line of a row's history. */
    public record Event(String when, String what, String who, String reason, String period) {}

    Line line(Delegation row, Viewer viewer) {
        Instant now = clock.instant();
        return new Line(
                row.id(),
                registry.ats(row.ats())
                        .map(ats -> row.ats() + " – " + ats.label())
                        .orElse(row.ats()),
                row.ats(),
                registry.regionalBody(row.region()).map(body -> body.name()).orElse(row.region()),
                row.module().orElse("tutti"),
                row.scope().label(),
                row.state().pending() && !row.validFrom().isAfter(now)
                        ? "dall’accettazione"
                        : RomeTime.compact(row.validFrom()),
                row.validTo().map(end -> RomeTime.compact(end.minusSeconds(1))).orElse("senza termine"),
                row.effectiveState(now),
                row.origin() == Delegation.Origin.REQUEST,
                row.reason(),
                row.declaredBy() + ", " + RomeTime.compact(row.declaredAt()),
                outcome(row),
                delegations.options(row, viewer));
    }

    private static String outcome(Delegation row) {
        var parts = new ArrayList<String>();
        row.answeredBy()
                .ifPresent(who -> parts.add((row.agreedAt().isPresent()
                                ? "Accettata da "
                                : row.state() == DelegationState.REFUSED ? "Rifiutata da " : "Ritirata da ")
                        + who
                        + row.answerReason().map(words -> ": " + words).orElse("")));
        row.revokedBy()
                .ifPresent(who -> parts.add("Revocata da " + who
                        + row.revokedAt()
                                .map(at -> " il " + RomeTime.compact(at))
                                .orElse("")
                        + row.revocationReason().map(words -> ": " + words).orElse("")));
        return String.join(". ", parts);
    }

    static Event event(DelegationEntry entry) {
        Instant to = entry.to();
        return new Event(
                RomeTime.compact(entry.at()),
                entry.kind().label(),
                entry.author(),
                entry.reason() == null ? "–" : entry.reason(),
                "dal " + RomeTime.compact(entry.from())
                        + (to == null ? ", senza termine" : " al " + RomeTime.compact(to.minusSeconds(1))));
    }

    List<Choice> modules(int year) {
        return catalogue.offered(year).stream()
                .map(revision -> new Choice(revision.module(), revision.module() + " – " + revision.title()))
                .toList();
    }

    static List<Choice> scopes() {
        return Arrays.stream(DelegationScope.values())
                .map(scope -> new Choice(DelegationBook.word(scope), scope.label()))
                .toList();
    }

    static Choice choice(Ats ats) {
        return new Choice(ats.code(), ats.code() + " – " + ats.label());
    }
}
