package it.sioss.access;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The person behind a request, with the mandates held at this instant; read anew for every request, so that a revoked
 * mandate ends at once.
 *
 * @param passwordVersion how many times the password was changed: a session begun under an earlier one has ended
 */
public record Viewer(
        UUID accountId,
        String username,
        String displayName,
        boolean mustChangePassword,
        int passwordVersion,
        List<Mandate> mandates) {

    public boolean has(Role role) {
        return mandates.stream().anyMatch(mandate -> mandate.role() == role);
    }

    public boolean has(Role role, String territory) {
        return mandates.stream()
                .anyMatch(
                        mandate -> mandate.role() == role && mandate.territory().equals(territory));
    }

    public boolean administrator() {
        return has(Role.ADMINISTRATOR);
    }

    /** What this person may see. */
    public Scope scope() {
        boolean nation = mandates.stream().anyMatch(mandate -> mandate.role().level() == Role.Level.NATION);
        return new Scope(nation, territories(Role.Level.REGION), territories(Role.Level.ATS));
    }

    private Set<String> territories(Role.Level level) {
        return mandates.stream()
                .filter(mandate -> mandate.role().level() == level)
                .map(Mandate::territory)
                .collect(Collectors.toUnmodifiableSet());
    }
}
