package it.sioss.delegation;

import it.sioss.access.Scope;
import it.sioss.access.Viewer;
import it.sioss.delegation.DelegationChanged.Kind;
import it.sioss.platform.PlainText;
import it.sioss.platform.PresentClock;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.registry.Registry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger ATS ⇄ Region. Every change first holds the ATS's sheets and ledger still, then reads the present: a deed falls
 * wholly before the change, under the ledger as it was, or wholly after it.
 */
@Service
public class Delegations {

    private final DelegationRepository ledger;
    private final DelegationEvents history;
    private final AcceptanceRules rules;
    private final Registry registry;
    private final PresentClock clock;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Delegations(
            DelegationRepository ledger,
            DelegationEvents history,
            AcceptanceRules rules,
            Registry registry,
            PresentClock clock,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.history = history;
        this.rules = rules;
        this.registry = registry;
        this.clock = clock;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** The delegation in force for a module of an ATS at an instant; the one for the very module comes first. */
    @Transactional(readOnly = true)
    public Optional<Delegation> inForce(String ats, String module, Instant at) {
        return ledger.findByAts(ats).stream()
                .filter(row -> row.inForce(at) && row.concerns(module))
                .min(java.util.Comparator.comparing(row -> row.module().isEmpty()));
    }

    /** What the ledger says of a module of an ATS, within one region, at an instant. */
    @Transactional(readOnly = true)
    public Standing standing(String region, String ats, String module, Instant at) {
        return Standing.of(ledger.findByAts(ats), region, module, at);
    }

    /** As {@link #standing(String, String, String, Instant)}, over rows read once for a whole ATS. */
    public Standing standing(List<Delegation> rows, String region, String module, Instant at) {
        return Standing.of(rows, region, module, at);
    }

    /** All rows of an ATS, whatever became of them. */
    @Transactional(readOnly = true)
    public List<Delegation> of(String ats) {
        return ledger.findByAts(ats);
    }

    /**
     * As {@link #of}, for whoever decides by them in this transaction: until it ends the ledger of the ATS does not change.
     */
    @Transactional
    public List<Delegation> heldStill(String ats) {
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtextextended('delega:' || ?, 0))")
                .param(ats)
                .query((row, n) -> true)
                .single();
        return ledger.findByAts(ats);
    }

    /** Holds everything of an ATS still, sheets first, and returns the present. */
    private Instant hold(String ats) {
        events.publishEvent(new DelegationChanging(ats));
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('delega:' || ?, 0))")
                .param(ats)
                .query((row, n) -> true)
                .single();
        return clock.databasePresent();
    }

    @Transactional(readOnly = true)
    public List<Delegation> visibleTo(Scope scope) {
        return scope.nation()
                ? ledger.findAllByOrderByDeclaredAtDesc()
                : ledger.findByRegionInOrAtsInOrderByDeclaredAtDesc(scope.regions(), scope.ats());
    }

    /** @throws Refusal 404 when there is no such row in what the person may see */
    @Transactional(readOnly = true)
    public Delegation visible(UUID id, Viewer viewer) {
        return ledger.findById(id)
                .filter(row -> viewer.scope().covers(row.region(), row.ats()))
                .orElseThrow(() -> Refusal.notFound("La delega"));
    }

    /** What happened to a row, from the beginning. */
    @Transactional(readOnly = true)
    public List<DelegationEntry> history(UUID id, Viewer viewer) {
        visible(id, viewer);
        return history.of(id);
    }

    /**
     * A region's supervisor (or an administrator) declares that the region compiles for an ATS: by the law's faculty it takes
     * effect with the notice to the ATS, at once or on the given instant (circular: «facoltà della Regione … di curarne la
     * raccolta»); where the rule asks for it, it waits for the ATS to accept.
     *
     * @throws Refusal 403 and 404 by territory, 409 when a row for the same overlaps, 422 for dates or reason
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
        DelegationRights.require(
                mayDeclare(author, ats.regionalBody()),
                author,
                ats.regionalBody(),
                ats.code(),
                "Solo il supervisore regionale può dichiarare o revocare una delega.");
        var wanted = new Wanted(ats.regionalBody(), ats.code(), module, scope, from, to, reason);
        return write(wanted, Delegation.Origin.DECLARATION, author);
    }

    /**
     * An ATS's referent asks that the region compile for it; it has no effect until the region accepts.
     *
     * @throws Refusal as {@link #declare}
     */
    @Transactional
    public Delegation request(
            Viewer author,
            int year,
            String atsCode,
            @Nullable String module,
            DelegationScope scope,
            @Nullable Instant from,
            @Nullable Instant to,
            String reason) {
        var ats = registry.ats(atsCode, year).orElseThrow(() -> Refusal.notFound("L'ambito «" + atsCode + "»"));
        DelegationRights.require(
                mayRequest(author, ats.code()),
                author,
                ats.regionalBody(),
                ats.code(),
                "Solo il referente dell'ATS può chiedere alla Regione di compilare.");
        var wanted = new Wanted(ats.regionalBody(), ats.code(), module, scope, from, to, reason);
        return write(wanted, Delegation.Origin.REQUEST, author);
    }

    private record Wanted(
            String region,
            String ats,
            @Nullable String module,
            DelegationScope scope,
            @Nullable Instant from,
            @Nullable Instant to,
            String reason) {}

    private Delegation write(Wanted wanted, Delegation.Origin origin, Viewer author) {
        String words = motive(wanted.reason(), "Indicate l'atto o il motivo della delega (almeno 5 caratteri).");
        Instant now = hold(wanted.ats());
        Instant begins = wanted.from() == null || wanted.from().isBefore(now) ? now : wanted.from();
        Instant to = wanted.to();
        if (to != null && !to.isAfter(begins)) {
            throw new Refusal(422, "DATE_NON_COERENTI", "La fine della delega deve venire dopo l'inizio.")
                    .with("campo", "al");
        }
        overlapping(wanted.ats(), wanted.module(), begins, to).ifPresent(row -> {
            throw already(row);
        });
        var terms =
                new Delegation.Terms(wanted.region(), wanted.ats(), wanted.module(), wanted.scope(), begins, to, words);
        var row = new Delegation(terms, origin, author.displayName(), author.username(), now);
        boolean agreed = origin == Delegation.Origin.DECLARATION && !rules.now().required();
        if (agreed) {
            row.agree(now);
        }
        Kind kind = origin == Delegation.Origin.REQUEST ? Kind.REQUESTED : agreed ? Kind.DECLARED : Kind.PROPOSED;
        return keep(row, kind, null, author, words, now);
    }

    /** The row, agreed or waiting, that stands in the way of one for the same module in a period; null begins now. */
    @Transactional(readOnly = true)
    public Optional<Delegation> inTheWay(
            String ats, @Nullable String module, @Nullable Instant from, @Nullable Instant to) {
        Instant now = clock.instant();
        return overlapping(ats, module, from == null || from.isBefore(now) ? now : from, to);
    }

    private Optional<Delegation> overlapping(String ats, @Nullable String module, Instant from, @Nullable Instant to) {
        return ledger.findByAts(ats).stream()
                .filter(row -> row.overlaps(from, to) && row.module().equals(Optional.ofNullable(module)))
                .findFirst();
    }

    /** Why a row cannot be written beside another one. */
    public static Refusal already(Delegation row) {
        return new Refusal(
                        409,
                        "DELEGA_ESISTENTE",
                        row.state().pending()
                                ? "Per questo ambito e questo modulo c'è già una "
                                        + (row.origin() == Delegation.Origin.REQUEST ? "richiesta" : "proposta")
                                        + " che attende una risposta: rispondete a quella."
                                : "Per questo ambito e questo modulo esiste già una delega in quel periodo: revocatela o cambiate le date.")
                .with("delega", row.id().toString());
    }

    private static String motive(@Nullable String reason, String missing) {
        if (reason == null || reason.strip().length() < 5) {
            throw new Refusal(422, "MOTIVO_MANCANTE", missing).with("campo", "motivo");
        }
        return PlainText.required("motivo", reason, 5, 500);
    }

    /** Two people at once: the database decides, and the second is told so. */
    private Delegation keep(
            Delegation row,
            Kind kind,
            @Nullable DelegationState before,
            Viewer author,
            @Nullable String words,
            Instant at) {
        try {
            ledger.saveAndFlush(row);
        } catch (DataIntegrityViolationException overlapping) {
            throw new Refusal(
                    409,
                    "DELEGA_ESISTENTE",
                    "Per questo ambito e questo modulo esiste già una delega in quel periodo: ricaricate la pagina.");
        }
        history.happened(
                row, kind, before, new DelegationEvents.Author(author.username(), author.displayName()), words, at);
        return row;
    }

    /** The other side agrees: the row takes effect, now or on its first day. */
    @Transactional
    public Delegation accept(Viewer author, UUID id, @Nullable String note) {
        String words = PlainText.optional("motivo", note, 500);
        return answer(author, id, Kind.ACCEPTED, words, (row, at) -> row.accept(at, author.displayName(), words));
    }

    /** The other side does not agree, and says why. */
    @Transactional
    public Delegation refuse(Viewer author, UUID id, @Nullable String reason) {
        String words = motive(reason, "Indicate il motivo del rifiuto (almeno 5 caratteri).");
        return answer(author, id, Kind.REFUSED, words, (row, at) -> row.refuse(at, author.displayName(), words));
    }

    private Delegation answer(
            Viewer author,
            UUID id,
            Kind kind,
            @Nullable String words,
            java.util.function.BiConsumer<Delegation, Instant> deed) {
        Delegation seen = visible(id, author);
        DelegationRights.require(
                DelegationRights.mayAnswer(author, seen),
                author,
                seen.region(),
                seen.ats(),
                seen.origin() == Delegation.Origin.REQUEST
                        ? "Alla richiesta di un ATS risponde il supervisore regionale."
                        : "Alla proposta della Regione risponde il referente dell'ATS.");
        DelegationRights.requireOtherPerson(author, seen);
        return change(author, seen, kind, words, deed);
    }

    /** Whoever wrote a row takes it back before it is answered. */
    @Transactional
    public Delegation withdraw(Viewer author, UUID id, @Nullable String note) {
        String words = PlainText.optional("motivo", note, 500);
        Delegation seen = visible(id, author);
        DelegationRights.require(
                DelegationRights.mayWithdraw(author, seen),
                author,
                seen.region(),
                seen.ats(),
                "Una proposta o una richiesta la ritira la parte che l'ha scritta.");
        return change(author, seen, Kind.WITHDRAWN, words, (row, at) -> row.withdraw(at, author.displayName(), words));
    }

    private Delegation change(
            Viewer author,
            Delegation seen,
            Kind kind,
            @Nullable String words,
            java.util.function.BiConsumer<Delegation, Instant> deed) {
        Instant now = hold(seen.ats());
        Delegation row = ledger.lock(seen.id()).orElseThrow();
        DelegationState before = row.effectiveState(now);
        if (!before.pending()) {
            throw new Refusal(
                    409, "DELEGA_CONCLUSA", "La delega è «" + before.label() + "»: non attende più una risposta.");
        }
        deed.accept(row, now);
        return keep(row, kind, before, author, words, now);
    }

    /**
     * Ends a delegation, with the reason: now, or on a later day made known in time.
     *
     * @param from when it ends, exclusive; null for now
     * @throws Refusal 409 when it is not in force any more, 422 for the reason or a date after its end
     */
    @Transactional
    public Delegation revoke(Viewer author, UUID id, @Nullable String reason, @Nullable Instant from) {
        Delegation seen = visible(id, author);
        DelegationRights.require(
                DelegationRights.mayRevoke(author, seen),
                author,
                seen.region(),
                seen.ats(),
                "Solo il supervisore regionale può dichiarare o revocare una delega; l'ATS può revocare quella che ha chiesto.");
        String words = motive(reason, "Indicate il motivo della revoca (almeno 5 caratteri).");
        Instant now = hold(seen.ats());
        Delegation row = ledger.lock(id).orElseThrow();
        DelegationState before = row.effectiveState(now);
        if (before != DelegationState.IN_FORCE && before != DelegationState.AHEAD) {
            throw new Refusal(
                    409,
                    "DELEGA_CONCLUSA",
                    before.pending()
                            ? "La delega non è ancora accordata: chi l'ha scritta può ritirarla."
                            : "La delega non è più in vigore: è «" + before.label() + "».");
        }
        Instant ends = from == null || from.isBefore(now) ? now : from;
        row.validTo().filter(end -> !ends.isBefore(end)).ifPresent(end -> {
            throw new Refusal(
                            422,
                            "DATE_NON_COERENTI",
                            "La delega finisce già " + RomeTime.deadline(end) + ": indicate una data precedente.")
                    .with("campo", "dal");
        });
        row.begin(now);
        row.revoke(now, ends, author.displayName(), words);
        return keep(row, Kind.REVOKED, before, author, words, now);
    }

    /** The ledger's own watch: a first or last day that has come is announced once. Returns whether it was news. */
    @Transactional
    boolean announce(UUID id, String ats) {
        Instant now = hold(ats);
        Delegation row = ledger.lock(id).orElseThrow();
        DelegationState before = row.state();
        boolean began = row.begin(now);
        if (began) {
            ledger.saveAndFlush(row);
            history.happened(row, Kind.BEGAN, before, DelegationEvents.SYSTEM, null, now);
        }
        DelegationState between = row.state();
        boolean ended = row.end(now);
        if (ended) {
            ledger.saveAndFlush(row);
            history.happened(
                    row,
                    ending(row),
                    between,
                    DelegationEvents.SYSTEM,
                    row.revocationReason().orElse(null),
                    now);
        }
        return began || ended;
    }

    private static Kind ending(Delegation row) {
        if (row.state() == DelegationState.REVOKED) {
            return Kind.ENDED;
        }
        return row.agreedAt().isPresent() ? Kind.EXPIRED : Kind.UNANSWERED;
    }

    /** Whether a person may declare delegations of a region. */
    public static boolean mayDeclare(Viewer viewer, String region) {
        return DelegationRights.region(viewer, region);
    }

    /** Whether a person may ask the region to compile for an ATS. */
    public static boolean mayRequest(Viewer viewer, String ats) {
        return DelegationRights.ats(viewer, ats);
    }

    /** What a person may do with a row now. */
    public record Options(boolean answer, boolean withdraw, boolean revoke) {

        public boolean any() {
            return answer || withdraw || revoke;
        }
    }

    public Options options(Delegation row, Viewer viewer) {
        DelegationState state = row.effectiveState(clock.instant());
        boolean standing = state == DelegationState.IN_FORCE || state == DelegationState.AHEAD;
        return new Options(
                state.pending()
                        && DelegationRights.mayAnswer(viewer, row)
                        && !row.declaredAccount().equalsIgnoreCase(viewer.username()),
                state.pending() && DelegationRights.mayWithdraw(viewer, row),
                standing && DelegationRights.mayRevoke(viewer, row));
    }
}
