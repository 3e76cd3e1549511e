package it.sioss.notice;

import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationChanged;
import it.sioss.delegation.Delegations;
import it.sioss.platform.RomeTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells district and region what happened in the ledger of delegations, and what follows for the sheets. A delegation that
 * begins or ends in the very deed that decides it is told once, also when its day is announced afterwards.
 */
@Component
class DelegationNotices {

    private static final String IN_FORCE = "in vigore";
    private static final String OVER = "conclusa";
    private static final String TO_THE_REGION = "alla Regione o alla Provincia autonoma";

    private final NoticeBook notices;
    private final Delegations delegations;

    DelegationNotices(NoticeBook notices, Delegations delegations) {
        this.notices = notices;
        this.delegations = delegations;
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

    private News news(DelegationChanged event) {
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
            case UNANSWERED ->
                new News(
                        "senza-risposta",
                        "Delega senza risposta",
                        "È venuta la fine del periodo e nessuno ha risposto: la delega non ha avuto alcun effetto e per le"
                                + " schede non cambia nulla.");
            case EXPIRED, ENDED -> new News(OVER, "Delega conclusa", over(event));
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

    private News revoked(DelegationChanged event) {
        String who = "L'ha revocata " + event.author();
        Instant end = event.to();
        if (end == null || !end.isAfter(event.at())) {
            return new News(OVER, "Delega conclusa", who + ". " + over(event));
        }
        boolean begins = end.isAfter(event.from());
        return new News(
                "revoca",
                "Delega revocata",
                begins
                        ? who + ": vale" + since(event) + until(event) + ", poi " + afterwards(event, end) + "."
                        : who + " prima che cominciasse: non avrà alcun effetto e per le schede non cambia nulla.");
    }

    private static String inForce(DelegationChanged event) {
        return "La Regione o la Provincia autonoma cura " + works(event) + until(event) + ".";
    }

    private String over(DelegationChanged event) {
        return "Da ora " + afterwards(event, event.at()) + ".";
    }

    /** Who has the open sheets once a row is over, by the rows in force then. */
    private String afterwards(DelegationChanged event, Instant at) {
        List<Delegation> standing = delegations.of(event.ats()).stream()
                .filter(row -> row.region().equals(event.region()) && row.inForce(at))
                .toList();
        Optional<Delegation> instead = standing.stream()
                .filter(row -> row.module()
                        .map(module -> module.equals(event.module()))
                        .orElse(true))
                .min(Comparator.comparing(row -> row.module().isEmpty()));
        if (instead.isPresent()) {
            return "le schede aperte restano " + TO_THE_REGION + ": vale la delega per "
                    + instead.get()
                            .module()
                            .map(module -> "il modulo " + module)
                            .orElse("tutti i moduli") + " ("
                    + instead.get().scope().label().toLowerCase(Locale.ITALIAN) + ")";
        }
        List<String> own = event.module() != null
                ? List.of()
                : standing.stream()
                        .flatMap(row -> row.module().stream())
                        .sorted()
                        .toList();
        return "le schede aperte tornano all'ATS, con ciò che contengono"
                + (own.isEmpty()
                        ? ""
                        : "; restano " + TO_THE_REGION + " quelle che hanno una delega loro: "
                                + (own.size() == 1 ? "modulo " : "moduli ") + String.join(", ", own));
    }

    private static String works(DelegationChanged event) {
        return event.scope().label().toLowerCase(Locale.ITALIAN) + " per conto dell'ATS";
    }

    private static String since(DelegationChanged event) {
        return event.from().isAfter(event.at()) ? " dal " + RomeTime.minute(event.from()) : "";
    }

    private static String until(DelegationChanged event) {
        return event.to() == null ? "" : " fino a " + RomeTime.deadline(event.to());
    }

    private static String because(@Nullable String reason) {
        return reason == null || reason.isBlank() ? "" : " Atto o motivo: " + reason;
    }
}
