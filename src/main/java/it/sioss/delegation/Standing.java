package it.sioss.delegation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger says of one module of an ATS at an instant: the delegation in force, the last one that was, the next one
 * that will be. The row for the very module comes before the general one.
 */
public record Standing(Optional<Delegation> inForce, Optional<Delegation> last, Optional<Delegation> next) {

    public static final Standing NONE = new Standing(Optional.empty(), Optional.empty(), Optional.empty());

    /** Only what is in force; for whoever needs no more. */
    public static Standing of(Optional<Delegation> inForce) {
        return new Standing(inForce, Optional.empty(), Optional.empty());
    }

    static Standing of(List<Delegation> rows, String region, String module, Instant at) {
        List<Delegation> own = rows.stream()
                .filter(row -> row.agreedAt().isPresent() && row.region().equals(region) && row.concerns(module))
                .toList();
        return new Standing(
                own.stream()
                        .filter(row -> row.inForce(at))
                        .min(Comparator.comparing(row -> row.module().isEmpty())),
                own.stream()
                        .filter(row -> row.validTo()
                                .map(end -> !at.isBefore(end) && end.isAfter(row.validFrom()))
                                .orElse(false))
                        .max(Comparator.comparing(row -> row.validTo().orElseThrow())),
                own.stream()
                        .filter(row -> row.validFrom().isAfter(at)
                                && row.validTo()
                                        .map(end -> end.isAfter(row.validFrom()))
                                        .orElse(true))
                        .min(Comparator.comparing(Delegation::validFrom)));
    }
}
