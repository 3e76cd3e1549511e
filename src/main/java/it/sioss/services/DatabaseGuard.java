package it.sioss.services;

import it.sioss.access.Role;
import it.sioss.catalogue.Severity;
import it.sioss.delegation.DelegationScope;
import it.sioss.platform.Motive;
import it.sioss.platform.MotiveWords;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The one authority on a services database: for every verb, allowed or not, and if not which conditions block it, since
 * when, by which clause, who can remove them. Page, machine interface and engine ask the same guard.
 */
@Component
class DatabaseGuard {

    private static final int NAMED = 5;
    private static final String LAW = "DM 103/2019, articolo 8, comma 3";
    private static final String NOT_REQUIRED =
            "circolare, «non sarà richiesta la compilazione delle specifiche schede»";
    private static final String DELEGATION = "circolare, «facoltà della Regione o della Provincia autonoma»";

    List<DatabaseAction> actions(DatabaseSituation now) {
        return Arrays.stream(DatabaseVerb.values())
                .map(verb -> new DatabaseAction(verb, motives(verb, now)))
                .toList();
    }

    /** @throws Refusal with the first condition in the way, and all of them as detail */
    void require(DatabaseVerb verb, DatabaseSituation now) {
        List<Motive> motives = motives(verb, now);
        if (!motives.isEmpty()) {
            Motive first = motives.get(0);
            throw new Refusal(first.status(), first.code(), first.message())
                    .with("motivi", motives.stream().map(MotiveWords::of).toList());
        }
    }

    /** Why a sheet that is not required cannot be started by choice. */
    static Motive notByChoice(DueSheet sheet) {
        return new Motive(
                409,
                "SCHEDA_NON_RICHIESTA",
                "La scheda " + sheet.module() + " di " + sheet.bodyName() + " non è richiesta: " + sheet.reason() + ".",
                null,
                NOT_REQUIRED,
                "amministratore (schede per scelta)",
                "Si può compilare per scelta solo se l'amministratore lo ammette per questa annualità.");
    }

    /** @throws Refusal 409 when the administrator has not let the districts choose */
    static void requireByChoice(boolean allowed, DueSheet sheet) {
        if (!allowed) {
            Motive motive = notByChoice(sheet);
            throw new Refusal(motive.status(), motive.code(), motive.message())
                    .with("motivi", List.of(MotiveWords.of(motive)));
        }
    }

    private static List<Motive> motives(DatabaseVerb verb, DatabaseSituation now) {
        var motives = new ArrayList<Motive>();
        role(verb, now).ifPresent(motives::add);
        time(verb, now).ifPresent(motives::add);
        state(verb, now).ifPresent(motives::add);
        if (motives.isEmpty()) {
            contents(verb, now, motives);
        }
        return List.copyOf(motives);
    }

    private static Optional<Motive> role(DatabaseVerb verb, DatabaseSituation now) {
        boolean delegated = now.delegation().isPresent();
        boolean may = switch (verb) {
            case EDIT, CONCLUDE, ADD_SHEET -> compiles(now);
            case RESUME -> compiles(now) || finalizes(now);
            case FINALIZE -> finalizes(now);
        };
        if (may) {
            return Optional.empty();
        }
        if (verb == DatabaseVerb.FINALIZE) {
            return Optional.of(forbidden(
                    "La finalizzazione della banca dati spetta al referente dell'ATS"
                            + (delegated ? ", se la delega non comprende la finalizzazione." : "."),
                    null,
                    "referente ATS"));
        }
        return Optional.of(
                delegated
                        ? forbidden(
                                "L'Allegato 1 è compilato dalla Regione per conto dell'ATS.",
                                DELEGATION,
                                "operatore regionale")
                        : forbidden("L'Allegato 1 è compilato dall'ATS.", DELEGATION, "operatore ATS"));
    }

    private static Motive forbidden(String message, @org.jspecify.annotations.Nullable String source, String who) {
        return new Motive(403, "NON_AUTORIZZATO", message, null, source, who, null);
    }

    private static boolean compiles(DatabaseSituation now) {
        String ats = now.database().ats();
        return now.delegation().isPresent()
                ? now.viewer().has(Role.REGION_OPERATOR, now.database().region())
                : now.viewer().has(Role.ATS_OPERATOR, ats) || now.viewer().has(Role.ATS_REFERENT, ats);
    }

    private static boolean finalizes(DatabaseSituation now) {
        boolean byRegion = now.delegation()
                .map(delegation -> delegation.scope() == DelegationScope.COMPILATION_AND_FINALIZATION)
                .orElse(false);
        String region = now.database().region();
        return byRegion
                ? now.viewer().has(Role.REGION_OPERATOR, region) || now.viewer().has(Role.REGION_SUPERVISOR, region)
                : now.viewer().has(Role.ATS_REFERENT, now.database().ats());
    }

    private static Optional<Motive> time(DatabaseVerb verb, DatabaseSituation now) {
        if (now.window().opensAt().isAfter(now.present())) {
            return Optional.of(new Motive(
                    409,
                    "TERMINE_NON_APERTO",
                    "La banca dati si apre il " + RomeTime.minute(now.window().opensAt()) + ".",
                    null,
                    LAW,
                    "amministratore",
                    "Tornate da quella data."));
        }
        boolean late = now.window().expired(now.receivedAt())
                || (verb == DatabaseVerb.FINALIZE
                        ? now.window().settled(now.present())
                        : now.window().expired(now.present()));
        boolean transmittedInTime = now.database().state() == ServiceDatabaseState.FINALIZED
                && !now.window().expired(now.receivedAt());
        return late && !transmittedInTime
                ? Optional.of(new Motive(
                        410,
                        "TERMINE_SCADUTO",
                        "Il termine della banca dati è scaduto "
                                + RomeTime.deadline(now.window().deadline()) + ".",
                        now.window().deadline(),
                        LAW,
                        "amministratore (proroga)",
                        "L'Allegato 1 resta leggibile; le schede seguono i propri termini."))
                : Optional.empty();
    }

    private static Optional<Motive> state(DatabaseVerb verb, DatabaseSituation now) {
        ServiceDatabaseState state = now.database().state();
        boolean fits = switch (verb) {
            case EDIT, CONCLUDE -> state == ServiceDatabaseState.COMPILING;
            case RESUME, FINALIZE -> state == ServiceDatabaseState.READY;
            case ADD_SHEET -> !state.ended();
        };
        if (fits) {
            return Optional.empty();
        }
        if (state == ServiceDatabaseState.FINALIZED) {
            return Optional.of(new Motive(
                    409,
                    "GIA_FINALIZZATA",
                    "La banca dati è già stata finalizzata: ciò che contiene non si modifica più.",
                    now.database().stateSince(),
                    LAW,
                    null,
                    "I moduli pubblicati in seguito si aggiungono con l'integrazione, senza toccare il resto."));
        }
        return Optional.of(new Motive(
                409,
                "TRANSIZIONE_NON_AMMESSA",
                "La banca dati è «" + state.label() + "»: in questo stato l'operazione non è possibile.",
                now.database().stateSince(),
                null,
                state == ServiceDatabaseState.LAPSED ? "amministratore" : "chi compila",
                switch (state) {
                    case COMPILING -> "Concludete prima l'Allegato 1.";
                    case READY -> "Usate «Riprendi l'Allegato 1» per tornare a modificarlo.";
                    default -> "La banca dati è conclusa.";
                }));
    }

    private static void contents(DatabaseVerb verb, DatabaseSituation now, List<Motive> motives) {
        if (verb != DatabaseVerb.CONCLUDE && verb != DatabaseVerb.FINALIZE) {
            return;
        }
        var blocking = now.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKING)
                .toList();
        if (!blocking.isEmpty()) {
            motives.add(new Motive(
                    422,
                    "CONTROLLI_BLOCCANTI",
                    blocking.size() == 1
                            ? blocking.get(0).message()
                            : blocking.size() + " controlli dell'Allegato 1 non sono superati. Il primo: "
                                    + blocking.get(0).message(),
                    null,
                    "controlli dell'Allegato 1",
                    "chi compila",
                    "Correggete le righe segnalate."));
        }
        if (verb == DatabaseVerb.FINALIZE && !now.unsettled().isEmpty()) {
            motives.add(new Motive(
                    422,
                    "SCHEDE_NON_CONCLUSE",
                    waiting(now.unsettled()),
                    null,
                    LAW,
                    "chi compila e finalizza le schede",
                    "Finalizzate queste schede, poi la banca dati."));
        }
    }

    private static String waiting(List<KnownSheet> unsettled) {
        String names = unsettled.stream()
                .limit(NAMED)
                .map(sheet -> sheet.module() + " – " + sheet.bodyName() + " (" + sheet.stateLabel() + ")")
                .collect(Collectors.joining("; "));
        int more = unsettled.size() - NAMED;
        return (unsettled.size() == 1
                        ? "Una scheda non è ancora conclusa: "
                        : unsettled.size() + " schede non sono ancora concluse: ")
                + names + (more > 0 ? " e altre " + more : "") + ".";
    }
}
