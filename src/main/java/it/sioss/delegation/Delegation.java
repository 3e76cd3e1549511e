package it.sioss.delegation;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the ledger: a region compiles for an ATS, for one module or all, in a period. */
@Entity
public class Delegation {

    @Id
    private UUID id;

    private String region;
    private String ats;
    private @Nullable String module;

    @Enumerated(EnumType.STRING)
    private DelegationScope scope;

    private Instant validFrom;
    private @Nullable Instant validTo;
    private String reason;
    private String declaredBy;
    private Instant declaredAt;
    private @Nullable String revokedBy;

    protected Delegation() {}

    Delegation(
            String region,
            String ats,
            @Nullable String module,
            DelegationScope scope,
            Instant validFrom,
            @Nullable Instant validTo,
            String reason,
            String declaredBy,
            Instant declaredAt) {
        this.id = UUID.randomUUID();
        this.region = region;
        this.ats = ats;
        this.module = module;
        this.scope = scope;
        this.validFrom = validFrom;
        this.validTo = validTo;
        this.reason = reason;
        this.declaredBy = declaredBy;
        this.declaredAt = declaredAt;
    }

    void revoke(Instant at, String author) {
        validTo = at.isBefore(validFrom) ? validFrom : at;
        revokedBy = author;
    }

    public boolean inForce(Instant at) {
        return !at.isBefore(validFrom) && (validTo == null || at.isBefore(validTo));
    }

    /** Whether the two periods share an instant; an open end is for ever. */
    boolean overlaps(Instant from, @Nullable Instant to) {
        return (validTo == null || from.isBefore(validTo)) && (to == null || validFrom.isBefore(to));
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

    public DelegationScope scope() {
        return scope;
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

    public Optional<String> revokedBy() {
        return Optional.ofNullable(revokedBy);
    }

    public String declaredBy() {
        return declaredBy;
    }
}
