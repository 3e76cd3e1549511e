package it.sioss.delegation;

import it.sioss.platform.RomeTime;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the ledger: a region compiles for an ATS, for one module or all, in a period, if both sides agree. */
@Entity
public class Delegation {

    /** Which side wrote the row. */
    public enum Origin {
        DECLARATION,
        REQUEST
    }

    @Id
    private UUID id;

    private String region;
    private String ats;
    private @Nullable String module;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    @Enumerated(EnumType.STRING)
    private DelegationScope scope;

    @Enumerated(EnumType.STRING)
    private DelegationState state;

    private Instant validFrom;
    private @Nullable Instant validTo;
    private String reason;
    private String declaredBy;
    private String declaredAccount;
    private Instant declaredAt;
    private @Nullable Instant agreedAt;
    private @Nullable String answeredBy;
    private @Nullable Instant answeredAt;
    private @Nullable String answerReason;
    private @Nullable String revokedBy;
    private @Nullable Instant revokedAt;
    private @Nullable String revocationReason;
    private @Nullable Instant beginAnnouncedAt;
    private @Nullable Instant endAnnouncedAt;

    @Version
    private long version;

    protected Delegation() {}

    /** What a row is about, whoever writes it. */
    record Terms(
            String region,
            String ats,
            @Nullable String module,
            DelegationScope scope,
            Instant from,
            @Nullable Instant to,
            String reason) {}

    /** A row as its author writes it: without effect until it is agreed. */
    Delegation(Terms terms, Origin origin, String author, String account, Instant at) {
        this.id = UUID.randomUUID();
        this.region = terms.region();
        this.ats = terms.ats();
        this.module = terms.module();
        this.scope = terms.scope();
        this.validFrom = terms.from();
        this.validTo = terms.to();
        this.reason = terms.reason();
        this.origin = origin;
        this.state = origin == Origin.REQUEST ? DelegationState.REQUESTED : DelegationState.PROPOSED;
        this.declaredBy = author;
        this.declaredAccount = account;
        this.declaredAt = at;
    }

    private void moveTo(DelegationState next) {
        if (!state.moves().contains(next)) {
            throw new IllegalStateException("a delegation does not go from " + state + " to " + next);
        }
        state = next;
    }

    /** Takes effect, at once or on its first day: by the region's faculty, or because the other side agrees. */
    void agree(Instant at) {
        validFrom = validFrom.isBefore(at) ? at : validFrom;
        agreedAt = at;
        moveTo(validFrom.isAfter(at) ? DelegationState.AHEAD : DelegationState.IN_FORCE);
        beginAnnouncedAt = state == DelegationState.IN_FORCE ? at : null;
    }

    void accept(Instant at, String author, @Nullable String words) {
        agree(at);
        answered(at, author, words);
    }

    void refuse(Instant at, String author, String words) {
        moveTo(DelegationState.REFUSED);
        answered(at, author, words);
    }

    void withdraw(Instant at, String author, @Nullable String words) {
        moveTo(DelegationState.WITHDRAWN);
        answered(at, author, words);
    }

    private void answered(Instant at, String author, @Nullable String words) {
        answeredAt = at;
        answeredBy = author;
        answerReason = words;
    }

    /** Ends from an instant on: now, or on a later day that was made known. */
    void revoke(Instant at, Instant from, String author, String words) {
        revokedAt = at;
        revokedBy = author;
        revocationReason = words;
        validTo = from.isBefore(validFrom) ? validFrom : from;
        if (!validTo.isAfter(at) || !validTo.isAfter(validFrom)) {
            moveTo(DelegationState.REVOKED);
            beginAnnouncedAt = beginAnnouncedAt == null ? at : beginAnnouncedAt;
            endAnnouncedAt = at;
        }
    }

    /** Its first day has come: announced once. Returns whether that is news. */
    boolean begin(Instant at) {
        boolean due = state == DelegationState.AHEAD && !at.isBefore(validFrom);
        if (due) {
            moveTo(DelegationState.IN_FORCE);
            beginAnnouncedAt = at;
        }
        return due;
    }

    /** Its end has come, with or without an effect: announced once. Returns whether that is news. */
    boolean end(Instant at) {
        boolean due = !state.ended() && validTo != null && !at.isBefore(validTo);
        if (due) {
            begin(at);
            moveTo(endState());
            endAnnouncedAt = at;
        }
        return due;
    }

    private DelegationState endState() {
        return agreedAt != null && revokedAt != null ? DelegationState.REVOKED : DelegationState.EXPIRED;
    }

    /** Whether the region acts for the ATS at an instant: the predicate, whatever has been announced. */
    public boolean inForce(Instant at) {
        return agreedAt != null && !at.isBefore(validFrom) && (validTo == null || at.isBefore(validTo));
    }

    /** The state people see: the present decides, whether or not a watch has run. */
    public DelegationState effectiveState(Instant at) {
        if (state.ended()) {
            return state;
        }
        if (validTo != null && !at.isBefore(validTo)) {
            return endState();
        }
        return state.pending() ? state : inForce(at) ? DelegationState.IN_FORCE : DelegationState.AHEAD;
    }

    /** Whether a row with effect, or one that waits for an answer, shares an instant with a period; an open end is for ever. */
    boolean overlaps(Instant from, @Nullable Instant to) {
        return (agreedAt != null || state.pending())
                && (validTo == null || from.isBefore(validTo) && validFrom.isBefore(validTo))
                && (to == null || validFrom.isBefore(to));
    }

    boolean concerns(String sheetModule) {
        return module == null || module.equals(sheetModule);
    }

    /** How it ended, for whoever stands before its effects: who, when, why. */
    public String endInWords() {
        if (validTo == null) {
            return "La delega non ha termine.";
        }
        if (revokedAt == null) {
            return "La delega è scaduta " + RomeTime.deadline(validTo) + ".";
        }
        String effect = validTo.equals(revokedAt) ? "" : ", con effetto dal " + RomeTime.minute(validTo);
        return "La delega è stata revocata da " + revokedBy + " il " + RomeTime.minute(revokedAt) + effect
                + " (motivo: " + revocationReason + ").";
    }

    public UUID id() {
        return id;
    }

    public String region() {
        return region;
    }

    public String ats() {
        return ats;
    }

    public Optional<String> module() {
        return Optional.ofNullable(module);
    }

    public Origin origin() {
        return origin;
    }

    public DelegationScope scope() {
        return scope;
    }

    public DelegationState state() {
        return state;
    }

    public Instant validFrom() {
        return validFrom;
    }

    public Optional<Instant> validTo() {
        return Optional.ofNullable(validTo);
    }

    public String reason() {
        return reason;
    }

    public Instant declaredAt() {
        return declaredAt;
    }

    public String declaredBy() {
        return declaredBy;
    }

    String declaredAccount() {
        return declaredAccount;
    }

    public Optional<Instant> agreedAt() {
        return Optional.ofNullable(agreedAt);
    }

    public Optional<String> answeredBy() {
        return Optional.ofNullable(answeredBy);
    }

    public Optional<Instant> answeredAt() {
        return Optional.ofNullable(answeredAt);
    }

    public Optional<String> answerReason() {
        return Optional.ofNullable(answerReason);
    }

    public Optional<String> revokedBy() {
        return Optional.ofNullable(revokedBy);
    }

    public Optional<Instant> revokedAt() {
        return Optional.ofNullable(revokedAt);
    }

    public Optional<String> revocationReason() {
        return Optional.ofNullable(revocationReason);
    }
}
