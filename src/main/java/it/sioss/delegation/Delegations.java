package it.sioss.delegation;

import it.sioss.access.Role;
import it.sioss.access.Scope;
import it.sioss.access.Viewer;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.registry.Registry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ledger ATS ⇄ Region. */
@Service
public class Delegations {

    private final DelegationRepository ledger;
    private final Registry registry;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Delegations(DelegationRepository ledger, Registry registry, Clock clock, ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.registry = registry;
        this.clock = clock;
        this.events = events;
    }

    /** The delegation in force for a module of an ATS at an instant; the one for the very module comes first. */
    @Transactional(readOnly = true)
    public Optional<Delegation> inForce(String ats, String module, Instant at) {
        return inForce(ledger.findByAts(ats), module, at);
    }

    /** As {@link #inForce(String, String, Instant)}, over rows read once for a whole ATS. */
    public Optional<Delegation> inForce(List<Delegation> rows, String module, Instant at) {
        return rows.stream()
                .filter(row ->
                        row.inForce(at) && row.module().map(module::equals).orElse(true))
                .min((a, b) -> Boolean.compare(a.module().isEmpty(), b.module().isEmpty()));
    }

    @Transactional(readOnly = true)
    public List<Delegation> of(String ats) {
        return ledger.findByAts(ats);
    }

    @Transactional(readOnly = true)
    public List<Delegation> visibleTo(Scope scope) {
        return scope.nation()
                ? ledger.findAllByOrderByDeclaredAtDesc()
                : ledger.findByRegionInOrAtsInOrderByDeclaredAtDesc(scope.regions(), scope.ats());
    }

    /**
     * A region's supervisor (or an administrator) declares that the region compiles for an ATS; it takes effect at once
     * or on the given instant (circular: «facoltà della Regione … di curarne la raccolta»).
     */
    @Transactional
    public Delegation declare(
            Viewer author,
            int year,
            String atsCode,
            @Nullable String module,
            DelegationScope scope,
            @Nullable Instant from,
            @Nullable Instant to,
            String reason) {
        var ats = registry.ats(atsCode, year).orElseThrow(() -> Refusal.notFound("L'ambito «" + atsCode + "»"));
        requireAuthor(author, ats.regionalBody(), ats.code());
        Instant now = clock.instant();
        Instant begins = from == null || from.isBefore(now) ? now : from;
        if (to != null && !to.isAfter(begins)) {
            throw new Refusal(422, "DATE_NON_COERENTI", "La fine della delega deve venire dopo l'inizio.")
                    .with("campo", "al");
        }
        if (reason.strip().length() < 5) {
            throw new Refusal(422, "MOTIVO_MANCANTE", "Indicate l'atto o il motivo della delega (almeno 5 caratteri).")
                    .with("campo", "motivo");
        }
        String words = PlainText.required("motivo", reason, 5, 500);
        boolean already = ledger.findByAts(atsCode).stream()
                .anyMatch(row -> row.overlaps(begins, to) && row.module().equals(Optional.ofNullable(module)));
        if (already) {
            throw new Refusal(
                    409,
                    "DELEGA_ESISTENTE",
                    "Per questo ambito e questo modulo esiste già una delega in quel periodo: revocatela o cambiate le date.");
        }
        var row = ledger.save(new Delegation(
                ats.regionalBody(), atsCode, module, scope, begins, to, words, author.displayName(), now));
        events.publishEvent(new DelegationChanged(atsCode, module, author.displayName()));
        return row;
    }

    @Transactional
    public void revoke(Viewer author, UUID id) {
        var row = ledger.findById(id).orElseThrow(() -> Refusal.notFound("La delega"));
        requireAuthor(author, row.region(), row.ats());
        if (!row.inForce(clock.instant()) && row.validFrom().isBefore(clock.instant())) {
            throw new Refusal(409, "DELEGA_CONCLUSA", "La delega non è più in vigore.");
        }
        row.revoke(clock.instant(), author.displayName());
        ledger.saveAndFlush(row);
        events.publishEvent(new DelegationChanged(row.ats(), row.module().orElse(null), author.displayName()));
    }

    /** Whether a person may declare or revoke delegations of a region. */
    public static boolean mayDeclare(Viewer viewer, String region) {
        return viewer.administrator() || viewer.has(Role.REGION_SUPERVISOR, region);
    }

    private static void requireAuthor(Viewer author, String region, String ats) {
        if (mayDeclare(author, region)) {
            return;
        }
        if (author.scope().covers(region, ats)) {
            throw new Refusal(
                    403, "NON_AUTORIZZATO", "Solo il supervisore regionale può dichiarare o revocare una delega.");
        }
        throw Refusal.notFound("L'oggetto richiesto");
    }
}
