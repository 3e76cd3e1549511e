package it.sioss.notice;

import it.sioss.delegation.DelegationChanged;
import it.sioss.platform.RomeTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells district and region what happened in the ledger of delegations. A delegation that begins or ends in the very deed
 * that decides it is told once, also when its day is announced afterwards.
 */
@Component
class DelegationNotices {

    private static final String IN_FORCE = "in vigore";
    private static final String OVER = "conclusa";

    private final NoticeBook notices;

    DelegationNotices(NoticeBook notices) {
        this.notices = notices;
    }

    /** What is said, and the turn of the delegation it is about: each is told once. */
    private record News(String turn, String title, String body) {}

    @EventListener
    void changed(DelegationChanged event) {
        News news = news(event);
        String modules = event.module() == null ? "tutti i moduli" : "modulo " + event.module();
        notices.tell(
                Audience.ofDistrict(event.ats()).andRegion(event.region()),
                new Draft(
                        NoticeKind.DELEGATION,
                        "delega:" + event.delegation() + ":" + news.turn(),
                        null,
                        news.title() + ": ATS " + event.ats() + ", " + modules,
                        news.body() + because(event.reason()),
                        "/deleghe/" + event.delegation()));
    }

    private static News news(DelegationChanged event) {
        return switch (event.kind()) {
            case DECLARED, ACCEPTED -> agreed(event);
            case PROPOSED ->
                new News(
                        "proposta",
                        "Delega proposta",
                        "La Regione o la Provincia autonoma propone di curare " + works(event)
                                + ": il referente dell'ATS la accetta o la rifiuta nella pagina Deleghe.");
            case REQUESTED ->
                new News(
                        "richiesta",
                        "Delega richiesta",
                        "L'ATS chiede che la Regione o la Provincia autonoma curi " + works(event)
                                + ": il supervisore regionale accetta o rifiuta nella pagina Deleghe.");
            case REFUSED -> new News("rifiutata", "Delega rifiutata", "L'ha rifiutata " + event.author() + ".");
            case WITHDRAWN -> new News("ritirata", "Delega ritirata", "L'ha ritirata " + event.author() + ".");
            case REVOKED -> revoked(event);
            case BEGAN -> new News(IN_FORCE, "Delega in vigore", inForce(event));
            case EXPIRED, ENDED -> new News(OVER, "Delega conclusa", over());
        };
    }

    private static News agreed(DelegationChanged event) {
        boolean now = !event.from().isAfter(event.at());
        return now
                ? new News(IN_FORCE, "Delega in vigore", inForce(event))
                : new News(
                        "dichiarata",
                        "Delega dichiarata",
                        "Dal " + RomeTime.minute(event.from()) + " la Regione o la Provincia autonoma cura "
                                + works(event) + until(event) + ".");
    }

    private static News revoked(DelegationChanged event) {
        boolean now = event.to() == null || !event.to().isAfter(event.at());
        return now
                ? new News(OVER, "Delega conclusa", "L'ha revocata " + event.author() + ". " + over())
                : new News(
                        "revoca",
                        "Delega revocata",
                        "L'ha revocata " + event.author() + ": vale" + until(event)
                                + ", poi le schede aperte tornano all'ATS.");
    }

    private static String inForce(DelegationChanged event) {
        return "La Regione o la Provincia autonoma cura " + works(event) + until(event) + ".";
    }

    private static String over() {
        return "Da ora le schede aperte tornano all'ATS, con ciò che contengono.";
    }

    private static String works(DelegationChanged event) {
        return event.scope().label().toLowerCase(Locale.ITALIAN) + " per conto dell'ATS";
    }

    private static String until(DelegationChanged event) {
        return event.to() == null ? "" : " fino a " + RomeTime.deadline(event.to());
    }

    private static String because(@Nullable String reason) {
        return reason == null || reason.isBlank() ? "" : " Atto o motivo: " + reason;
    }
}
