package it.sioss.notice;

import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationChanged;
import it.sioss.delegation.Delegations;
import it.sioss.platform.RomeTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells district and region that who compiles has changed. The event says only where: what holds now is asked of the ledger,
 * and each turn of a delegation (declared, begun, ended) is told once, however often it is announced.
 */
@Component
class DelegationNotices {

    /** A turn longer ago than this is no news, even when a later one of the same district is. */
    private static final Duration NEWS = Duration.ofDays(7);

    private final Delegations delegations;
    private final NoticeBook notices;
    private final Clock clock;

    DelegationNotices(Delegations delegations, NoticeBook notices, Clock clock) {
        this.delegations = delegations;
        this.notices = notices;
        this.clock = clock;
    }

    @EventListener
    void changed(DelegationChanged event) {
        Instant present = clock.instant();
        for (Delegation row : delegations.of(event.ats())) {
            if (row.module().equals(Optional.ofNullable(event.module()))) {
                tell(row, present);
            }
        }
    }

    private void tell(Delegation row, Instant present) {
        Optional<Instant> end = row.validTo().filter(at -> !at.isAfter(present));
        if (end.isPresent()) {
            tell(row, "conclusa", end.get(), present, "Delega conclusa", "Da ora le schede aperte tornano all'ATS.");
        } else if (row.inForce(present)) {
            tell(
                    row,
                    "in vigore",
                    row.validFrom(),
                    present,
                    "Delega in vigore",
                    "La Regione o la Provincia autonoma cura "
                            + row.scope().label().toLowerCase(java.util.Locale.ITALIAN) + " per conto dell'ATS"
                            + until(row) + ".");
        } else {
            tell(
                    row,
                    "dichiarata",
                    row.declaredAt(),
                    present,
                    "Delega dichiarata",
                    "Dal " + RomeTime.minute(row.validFrom()) + " la Regione o la Provincia autonoma cura "
                            + row.scope().label().toLowerCase(java.util.Locale.ITALIAN) + " per conto dell'ATS"
                            + until(row) + ".");
        }
    }

    private static String until(Delegation row) {
        return row.validTo().map(end -> ", fino a " + RomeTime.deadline(end)).orElse("");
    }

    private void tell(Delegation row, String turn, Instant since, Instant present, String title, String body) {
        if (since.isBefore(present.minus(NEWS))) {
            return;
        }
        String modules = row.module().map(module -> "modulo " + module).orElse("tutti i moduli");
        notices.tell(
                Audience.ofDistrict(row.ats()).andRegion(row.region()),
                new Draft(
                        NoticeKind.DELEGATION,
                        "delega:" + row.id() + ":" + turn,
                        null,
                        title + ": ATS " + row.ats() + ", " + modules,
                        body + " Atto o motivo: " + row.reason(),
                        "/deleghe"));
    }
}
