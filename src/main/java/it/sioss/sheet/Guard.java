package it.sioss.sheet;

import it.sioss.access.Role;
import it.sioss.delegation.DelegationScope;
import it.sioss.platform.Motive;
import it.sioss.platform.MotiveWords;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.services.Dueness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The one authority: for every verb, allowed or not, and if not which conditions block it, since when, by which clause,
 * who can remove them. Page, machine interface and engine ask the same guard.
 */
@Component
class Guard {

    private static final String DEADLINE_SOURCE = "circolare, «comunque entro il termine fissato per la trasmissione»";
    private static final String DELEGATION_SOURCE = "circolare, «facoltà della Regione o della Provincia autonoma»";

    List<Action> actions(Situation situation) {
        return Arrays.stream(Verb.values())
                .map(verb -> new Action(verb, motives(verb, situation)))
                .toList();
    }

    /** @throws Refusal with the first condition in the way, and all of them as detail */
    void require(Verb verb, Situation situation) {
        List<Motive> motives = motives(verb, situation);
        if (!motives.isEmpty()) {
            Motive first = motives.get(0);
            throw new Refusal(first.status(), first.code(), first.message())
                    .with("motivi", motives.stream().map(MotiveWords::of).toList());
        }
    }

    /**
     * To take over from a colleague is said in the request itself, by who has seen the name: without it nothing stands
     * against the verb and the request alone is refused.
     *
     * @throws Refusal 409 when somebody else holds the sheet, naming them
     */
    void requireTakeOver(boolean said, Situation now) {
        if (held(now) && !said) {
            Motive motive = heldByOthers(now, "Per subentrare ripetete la richiesta con subentro=true.");
            throw new Refusal(motive.status(), motive.code(), motive.message() + " Confermate se volete subentrare.")
                    .with("motivi", List.of(MotiveWords.of(motive)));
        }
    }

    private List<Motive> motives(Verb verb, Situation now) {
        var motives = new ArrayList<Motive>();
        role(verb, now).ifPresent(motives::add);
        time(verb, now).ifPresent(motives::add);
        state(verb, now).ifPresent(motives::add);
        if (motives.isEmpty()) {
            contents(verb, now, motives);
        }
        return List.copyOf(motives);
    }

    private static Optional<Motive> role(Verb verb, Situation now) {
        if (mayEver(verb, now)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (verb) {
                    case APPROVE, RETURN -> notTheReviewer(verb, now);
                    case WIDEN ->
                        new Motive(
                                403,
                                "NON_AUTORIZZATO",
                                "Quali sezioni si possono correggere lo decide chi verifica.",
                                null,
                                DELEGATION_SOURCE,
                                named(verb, now),
                                "Chiedete al supervisore regionale di riaprire anche le altre sezioni.");
                    case REOPEN ->
                        new Motive(
                                403,
                                "NON_AUTORIZZATO",
                                "La riapertura eccezionale di una scheda è decisa dal ministero.",
                                null,
                                null,
                                named(verb, now),
                                "Chiedetela al ministero, indicando il motivo.");
                    case JUSTIFY, FINALIZE -> notTheOneWhoCloses(verb, now);
                    case CLAIM, RELEASE ->
                        switch (now.state()) {
                            case IN_REVIEW -> notTheReviewer(verb, now);
                            case READY -> notTheOneWhoCloses(Verb.FINALIZE, now);
                            default -> notTheCompiler(verb, now);
                        };
                    default -> notTheCompiler(verb, now);
                });
    }

    private static Motive notTheReviewer(Verb verb, Situation now) {
        return judgesOwnWork(verb, now) && isHere(Role.REGION_SUPERVISOR, now)
                ? new Motive(
                        403,
                        "SEPARAZIONE_COMPITI",
                        "Avete compilato voi questa scheda: la verifica spetta a un'altra persona.",
                        null,
                        DELEGATION_SOURCE,
                        "un altro supervisore regionale",
                        "Chiedete a un altro supervisore della Regione di verificarla.")
                : new Motive(
                        403,
                        "NON_AUTORIZZATO",
                        "La verifica spetta al supervisore regionale.",
                        null,
                        DELEGATION_SOURCE,
                        named(verb, now),
                        null);
    }

    private static Motive notTheOneWhoCloses(Verb verb, Situation now) {
        boolean regional = seesTheRegion(now);
        if (now.compiler() == Compiler.ATS && endedUnder(verb, now)) {
            return notDelegated(now);
        }
        if (whose(verb, now).contains(Role.ATS_REFERENT)) {
            boolean beyond = now.compiler() == Compiler.REGION && regional;
            return new Motive(
                    403,
                    beyond ? "DELEGA_ASSENTE" : "NON_AUTORIZZATO",
                    beyond
                            ? "La delega in vigore non comprende questa operazione: spetta al referente dell'ATS."
                            : "Questa operazione spetta al referente dell'ATS.",
                    null,
                    beyond ? DELEGATION_SOURCE : null,
                    named(verb, now),
                    null);
        }
        return new Motive(
                403,
                "NON_AUTORIZZATO",
                verb == Verb.JUSTIFY
                        ? "La scheda è compilata dalla Regione per conto dell'ATS: la motivazione spetta a chi compila."
                        : "La delega in vigore comprende la finalizzazione: spetta alla Regione, per conto dell'ATS.",
                null,
                DELEGATION_SOURCE,
                named(verb, now),
                null);
    }

    private static Motive notTheCompiler(Verb verb, Situation now) {
        if (now.compiler() == Compiler.REGION) {
            return delegated(verb, now);
        }
        return seesTheRegion(now)
                ? notDelegated(now)
                : new Motive(
                        403, "NON_AUTORIZZATO", "La scheda è compilata dall'ATS.", null, null, named(verb, now), null);
    }

    private static boolean seesTheRegion(Situation now) {
        return now.viewer().scope().regions().contains(now.sheet().region());
    }

    /** The region no longer acts for the ATS, though it did: said with who ended it, when, why. */
    private static boolean endedUnder(Verb verb, Situation now) {
        boolean whole = now.standing()
                .last()
                .map(row -> row.scope() == DelegationScope.COMPILATION_AND_FINALIZATION)
                .orElse(false);
        return seesTheRegion(now) && now.standing().last().isPresent() && (whole || verb == Verb.JUSTIFY);
    }

    private static Motive notDelegated(Situation now) {
        return now.standing()
                .last()
                .map(row -> new Motive(
                        403,
                        "DELEGA_ASSENTE",
                        row.endInWords() + " La scheda è ora dell'ATS.",
                        row.validTo().orElse(null),
                        DELEGATION_SOURCE,
                        "supervisore regionale, con una nuova delega",
                        "Ciò che è salvato resta nella scheda e lo continua l'ATS.",
                        "/deleghe/" + row.id()))
                .orElseGet(() -> new Motive(
                        403,
                        "DELEGA_ASSENTE",
                        "La Regione può compilare questa scheda solo con una delega in vigore.",
                        null,
                        DELEGATION_SOURCE,
                        "supervisore regionale",
                        "Dichiarate la delega nella pagina Deleghe.",
                        "/deleghe?ats=" + now.sheet().ats()));
    }

    private static Motive delegated(Verb verb, Situation now) {
        return now.delegation()
                .map(row -> new Motive(
                        403,
                        "NON_AUTORIZZATO",
                        "La scheda è compilata dalla Regione per conto dell'ATS dal " + RomeTime.minute(row.validFrom())
                                + " (delega di " + row.declaredBy() + ": " + row.reason() + ").",
                        row.validFrom(),
                        DELEGATION_SOURCE,
                        named(verb, now),
                        "Ciò che è salvato resta nella scheda e lo continua la Regione. Se la delega non è più attuale, chiedete al supervisore regionale di revocarla.",
                        "/deleghe/" + row.id()))
                .orElseGet(() -> new Motive(
                        403,
                        "NON_AUTORIZZATO",
                        "La scheda è compilata dalla Regione per conto dell'ATS.",
                        null,
                        DELEGATION_SOURCE,
                        named(verb, now),
                        null));
    }

    private static boolean mayEver(Verb verb, Situation now) {
        return !judgesOwnWork(verb, now) && whose(verb, now).stream().anyMatch(role -> isHere(role, now));
    }

    /** Who compiled a sheet leaves its review to somebody else. */
    private static boolean judgesOwnWork(Verb verb, Situation now) {
        return now.viewerHasCompiled()
                && switch (verb) {
                    case APPROVE, RETURN -> true;
                    case CLAIM, RELEASE -> now.state() == SheetState.IN_REVIEW;
                    default -> false;
                };
    }

    /** The roles a verb belongs to as things stand, on the sheet's own territory: the one table of who may and who is named. */
    private static Set<Role> whose(Verb verb, Situation now) {
        return switch (verb) {
            case APPROVE, RETURN -> EnumSet.of(Role.REGION_SUPERVISOR);
            case FINALIZE -> finalizers(now);
            case JUSTIFY -> now.compiler() == Compiler.ATS ? EnumSet.of(Role.ATS_REFERENT) : compilers(now);
            case RESUME -> {
                Set<Role> roles = compilers(now);
                if (now.state() == SheetState.READY) {
                    roles.addAll(finalizers(now));
                }
                yield roles;
            }
            case CLAIM, RELEASE ->
                switch (now.state()) {
                    case IN_REVIEW -> whose(Verb.APPROVE, now);
                    case READY -> finalizers(now);
                    default -> compilers(now);
                };
            case SAVE, SUBMIT, DECLARE_EMPTY, UNDO_EMPTY, TAKE_BACK -> compilers(now);
            case WIDEN -> EnumSet.of(Role.REGION_SUPERVISOR, Role.ADMINISTRATOR);
            case REOPEN -> EnumSet.of(Role.ADMINISTRATOR);
        };
    }

    /** For the ATS it is the region's operator, while a delegation is in force. */
    private static Set<Role> compilers(Situation now) {
        if (now.compiler() == Compiler.ATS) {
            return EnumSet.of(Role.ATS_OPERATOR, Role.ATS_REFERENT);
        }
        return now.delegation().isPresent() ? EnumSet.of(Role.REGION_OPERATOR) : EnumSet.noneOf(Role.class);
    }

    private static Set<Role> finalizers(Situation now) {
        return now.regionFinalizes()
                ? EnumSet.of(Role.REGION_OPERATOR, Role.REGION_SUPERVISOR)
                : EnumSet.of(Role.ATS_REFERENT);
    }

    private static boolean isHere(Role role, Situation now) {
        return switch (role.level()) {
            case ATS -> now.viewer().has(role, now.sheet().ats());
            case REGION -> now.viewer().has(role, now.sheet().region());
            case NATION -> now.viewer().has(role);
        };
    }

    /** Whose a verb is, as it is said: "operatore regionale o supervisore regionale"; null where nobody may any more. */
    private static @Nullable String named(Verb verb, Situation now) {
        String roles = whose(verb, now).stream()
                .map(role -> role.label().substring(0, 1).toLowerCase(Locale.ITALIAN)
                        + role.label().substring(1))
                .collect(Collectors.joining(" o "));
        return roles.isEmpty() ? null : roles;
    }

    private static Optional<Motive> time(Verb verb, Situation now) {
        if (now.window().opensAt().isAfter(now.present())) {
            return Optional.of(new Motive(
                    409,
                    "TERMINE_NON_APERTO",
                    "La compilazione si apre il " + RomeTime.minute(now.window().opensAt()) + ".",
                    null,
                    DEADLINE_SOURCE,
                    "amministratore",
                    "Tornate da quella data."));
        }
        if (verb == Verb.REOPEN) {
            return now.present().isBefore(now.window().rectificationEnd())
                    ? Optional.empty()
                    : Optional.of(rectificationOver(now));
        }
        if (now.state() == SheetState.FINALIZED || now.state() == SheetState.WITHDRAWN) {
            return now.window().expired(now.receivedAt()) ? Optional.of(expired(now)) : Optional.empty();
        }
        boolean late = now.window().expired(now.receivedAt())
                || (verb == Verb.FINALIZE
                        ? now.window().settled(now.present())
                        : now.window().expired(now.present()));
        return late ? Optional.of(expired(now)) : Optional.empty();
    }

    private static Motive rectificationOver(Situation now) {
        Instant end = now.window().rectificationEnd();
        return new Motive(
                409,
                "RETTIFICHE_CHIUSE",
                "Le rettifiche di questa rilevazione sono finite " + RomeTime.deadline(end) + ".",
                end,
                null,
                null,
                "Ciò che è stato trasmesso resta valido; ciò che non lo è resta conservato e leggibile.");
    }

    private static Motive expired(Situation now) {
        return new Motive(
                410,
                "TERMINE_SCADUTO",
                "Il termine è scaduto " + RomeTime.deadline(now.window().deadline()) + ".",
                now.window().deadline(),
                DEADLINE_SOURCE,
                "amministratore (proroga o riapertura eccezionale)",
                "Ciò che avete scritto è conservato e leggibile. Per una riapertura rivolgetevi al ministero.");
    }

    private static Optional<Motive> state(Verb verb, Situation now) {
        SheetState state = now.state();
        if (verb == Verb.REOPEN) {
            return reopening(now);
        }
        boolean fits = switch (verb) {
            case SAVE, SUBMIT -> state.compilable();
            case DECLARE_EMPTY -> state.compilable() && !now.sheet().declaredEmpty();
            case UNDO_EMPTY -> state.compilable() && now.sheet().declaredEmpty();
            case JUSTIFY -> state == SheetState.JUSTIFYING;
            case RESUME -> state == SheetState.JUSTIFYING || state == SheetState.IN_REVIEW || state == SheetState.READY;
            case APPROVE, RETURN -> state == SheetState.IN_REVIEW;
            case WIDEN ->
                state == SheetState.RETURNED && now.sheet().openSections().isPresent();
            case FINALIZE -> state == SheetState.READY;
            case CLAIM, RELEASE, TAKE_BACK -> !state.ended();
            case REOPEN -> throw new IllegalStateException("judged by itself");
        };
        if (fits) {
            return Optional.empty();
        }
        if (state == SheetState.FINALIZED) {
            return Optional.of(new Motive(
                    409,
                    "GIA_FINALIZZATA",
                    "La scheda è già stata finalizzata e trasmessa.",
                    now.sheet().stateSince(),
                    "circolare, «validate attraverso l'operazione di “finalizzazione”»",
                    "amministratore (riapertura eccezionale)",
                    "La ricevuta è nella scheda."));
        }
        String message = switch (verb) {
            case UNDO_EMPTY -> "La scheda non è dichiarata «senza contenuti».";
            case WIDEN ->
                state == SheetState.RETURNED ? "Tutte le sezioni si possono già correggere." : notPossible(state);
            case DECLARE_EMPTY ->
                now.sheet().declaredEmpty() && state.compilable()
                        ? "La scheda è già dichiarata «senza contenuti»."
                        : notPossible(state);
            default -> notPossible(state);
        };
        return Optional.of(new Motive(
                409, "TRANSIZIONE_NON_AMMESSA", message, now.sheet().stateSince(), null, whoMoves(now), remedy(state)));
    }

    /**
     * What ended, finalized or lapsed, may be reopened once: from then on the newer sheet is the one to act on, unless it was
     * withdrawn. One that its timer has missed is closed by the reopening itself.
     */
    private static Optional<Motive> reopening(Situation now) {
        if (now.newer().isPresent()) {
            boolean live = !now.newer().get().state().ended();
            return Optional.of(new Motive(
                    409,
                    live ? "GIA_RIAPERTA" : "VERSIONE_PIU_RECENTE",
                    live
                            ? "La scheda è già stata riaperta e la nuova è ancora in corso."
                            : "Di questa scheda c'è una versione più recente: la riapertura si chiede su quella.",
                    now.sheet().stateSince(),
                    null,
                    null,
                    "Aprite la versione più recente dal collegamento nella pagina."));
        }
        if (now.state() == SheetState.FINALIZED || now.state() == SheetState.LAPSED) {
            return Optional.empty();
        }
        boolean closing = !now.state().ended() && now.window().expired(now.present());
        if (closing && now.window().settled(now.present())) {
            return Optional.empty();
        }
        return Optional.of(new Motive(
                409,
                closing ? "CHIUSURA_IN_CORSO" : "TRANSIZIONE_NON_AMMESSA",
                closing
                        ? "Il termine è appena scaduto e la scheda si sta chiudendo: riprovate fra due minuti."
                        : now.state() == SheetState.WITHDRAWN
                                ? "La scheda è stata ritirata perché non più dovuta: non si riapre."
                                : "La scheda è ancora aperta: non serve riaprirla.",
                now.sheet().stateSince(),
                null,
                null,
                now.state() == SheetState.WITHDRAWN
                        ? "Se è di nuovo dovuta, torna da sé con l'Allegato 1."
                        : closing ? null : "Per dare più tempo si usa la proroga."));
    }

    private static String notPossible(SheetState state) {
        return "La scheda è «" + state.label() + "»: in questo stato l'operazione non è possibile.";
    }

    private static @Nullable String whoMoves(Situation now) {
        return switch (now.state()) {
            case COMPILING, RETURNED -> named(Verb.SUBMIT, now);
            case JUSTIFYING -> named(Verb.JUSTIFY, now);
            case IN_REVIEW -> named(Verb.APPROVE, now) + ", o chi compila riprendendo la scheda";
            case READY -> named(Verb.FINALIZE, now) + ", o chi compila riprendendo la scheda";
            case FINALIZED, LAPSED -> named(Verb.REOPEN, now);
            case WITHDRAWN -> null;
        };
    }

    private static String remedy(SheetState state) {
        return switch (state) {
            case IN_REVIEW, JUSTIFYING, READY -> "Usate «Riprendi la compilazione» per tornare alle risposte.";
            case COMPILING, RETURNED -> "Inviate prima la compilazione.";
            case LAPSED, WITHDRAWN -> "La scheda è conclusa.";
            case FINALIZED -> "La ricevuta è nella scheda.";
        };
    }

    private static void contents(Verb verb, Situation now, List<Motive> motives) {
        Sheet sheet = now.sheet();
        if (verb == Verb.TAKE_BACK && sheet.dueness() != Dueness.OPTIONAL) {
            motives.add(new Motive(
                    409,
                    "SCHEDA_DOVUTA",
                    "La scheda è dovuta e non si può togliere: può essere finalizzata senza contenuti, con motivazione.",
                    null,
                    "circolare, «Ogni singolo modulo…»",
                    null,
                    sheet.duenessReason()));
        }
        if (verb == Verb.DECLARE_EMPTY && sheet.openSections().isPresent()) {
            motives.add(new Motive(
                    409,
                    "SEZIONE_NON_MODIFICABILE",
                    "La Regione ha chiesto di correggere solo alcune sezioni: il resto della scheda resta com'è.",
                    sheet.stateSince(),
                    DELEGATION_SOURCE,
                    "supervisore regionale o amministratore",
                    "Chiedete di riaprire tutta la scheda."));
        }
        boolean needsCompleteness = (verb == Verb.SUBMIT || verb == Verb.FINALIZE || verb == Verb.APPROVE)
                && !sheet.declaredEmpty()
                && !sheet.contentsEmpty();
        if (needsCompleteness && sheet.answered() < sheet.asked()) {
            int missing = sheet.asked() - sheet.answered();
            motives.add(new Motive(
                    422,
                    "RISPOSTE_MANCANTI",
                    missing == 1
                            ? "Manca una risposta obbligatoria."
                            : "Mancano " + missing + " risposte obbligatorie.",
                    null,
                    "circolare, «schede parzialmente compilate consentendone il completamento»",
                    "chi compila",
                    "Andate alla prima domanda senza risposta; se il valore è zero scrivete 0."));
        }
        if (needsCompleteness && sheet.blocking() > 0) {
            motives.add(new Motive(
                    422,
                    "CONTROLLI_BLOCCANTI",
                    sheet.blocking() == 1
                            ? "Un controllo bloccante non è superato."
                            : sheet.blocking() + " controlli bloccanti non sono superati.",
                    null,
                    "regole di controllo del modulo",
                    "chi compila",
                    "Correggete le voci segnalate negli esiti."));
        }
        if (needsCompleteness && sheet.unconfirmed() > 0) {
            motives.add(new Motive(
                    422,
                    "SEZIONI_DA_CONFERMARE",
                    sheet.unconfirmed() == 1
                            ? "Una sezione precompilata attende la conferma di chi la supervisiona."
                            : sheet.unconfirmed()
                                    + " sezioni precompilate attendono la conferma di chi le supervisiona.",
                    null,
                    "circolare, «dovranno essere supervisionate»",
                    "chi compila",
                    "Aprite «Dati ricevuti», correggete dove serve e confermate ogni sezione."));
        }
        if (verb == Verb.FINALIZE
                && (sheet.declaredEmpty() || sheet.contentsEmpty())
                && sheet.justification().isEmpty()) {
            motives.add(new Motive(
                    422,
                    "MOTIVAZIONE_MANCANTE",
                    "La scheda è senza contenuti e manca la motivazione.",
                    null,
                    "circolare, «a condizione sia fornita adeguata motivazione»",
                    named(Verb.JUSTIFY, now),
                    "Riprendete la scheda e scrivete la motivazione."));
        }
        boolean held = held(now);
        boolean closes = switch (verb) {
            case SUBMIT, JUSTIFY, APPROVE, RETURN, FINALIZE -> true;
            default -> false;
        };
        if (held && closes) {
            motives.add(heldByOthers(now, "Prendetela in carico voi, poi riprovate."));
        }
        if (verb == Verb.RELEASE && (now.claim().isEmpty() || held)) {
            motives.add(new Motive(
                    409, "TRANSIZIONE_NON_AMMESSA", "La scheda non è in carico a voi.", null, null, null, null));
        }
    }

    /** A colleague has the sheet in charge. */
    static boolean held(Situation now) {
        return now.claim()
                .map(claim -> !claim.username().equalsIgnoreCase(now.viewer().username()))
                .orElse(false);
    }

    private static Motive heldByOthers(Situation now, String remedy) {
        String holder = now.claim().map(Claim::name).orElse("un collega");
        return new Motive(
                409,
                "PRESA_IN_CARICO_DA_ALTRI",
                "La scheda è in carico a " + holder + ".",
                now.claim().map(Claim::since).orElse(null),
                null,
                holder,
                remedy);
    }
}
