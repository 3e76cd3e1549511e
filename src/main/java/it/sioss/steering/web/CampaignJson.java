package it.sioss.steering.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.ReminderCalendar;
import it.sioss.platform.BatchProgress;
import it.sioss.platform.RomeTime;
import it.sioss.steering.CampaignFigures;
import it.sioss.steering.Extension;
import it.sioss.steering.GoLiveCheck;
import it.sioss.steering.NewModules;
import it.sioss.steering.Reminders;
import it.sioss.steering.Reminding;
import it.sioss.steering.TerritoryDeadlines;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Campaigns on the wire. */
final class CampaignJson {

    private CampaignJson() {}

    record Window(
            @JsonProperty("apertura") Instant opensAt,
            @JsonProperty("ultimaNuova") Instant lastNewSheetAt,
            @JsonProperty("scadenza") Instant deadline,
            @JsonProperty("fineRettifica") Instant rectificationEnd,
            @JsonProperty("inParole") String words) {

        static @Nullable Window of(@Nullable Calendar calendar) {
            return calendar == null
                    ? null
                    : new Window(
                            calendar.opensAt(),
                            calendar.lastNewSheetAt(),
                            calendar.deadline(),
                            calendar.rectificationEnd(),
                            RomeTime.deadline(calendar.deadline()));
        }
    }

    record ModuleLine(
            @JsonProperty("codice") String code,
            @JsonProperty("titolo") String title,
            @JsonProperty("finestra") @Nullable Window window) {}

    record Counts(
            @JsonProperty("attese") long expected,
            @JsonProperty("aperte") long open,
            @JsonProperty("nonIniziate") long untouched,
            @JsonProperty("inVerifica") long inReview,
            @JsonProperty("pronte") long ready,
            @JsonProperty("finalizzate") long finalized,
            @JsonProperty("scadute") long lapsed) {

        static Counts of(CampaignFigures.Counts counts) {
            return new Counts(
                    counts.expected(),
                    counts.open(),
                    counts.untouched(),
                    counts.inReview(),
                    counts.ready(),
                    counts.finalized(),
                    counts.lapsed());
        }
    }

    record CampaignLine(
            @JsonProperty("anno") int year,
            @JsonProperty("stato") String state,
            @JsonProperty("statoInParole") String stateWords,
            @JsonProperty("dimostrativa") boolean demonstration,
            @JsonProperty("regioni") List<String> regions,
            @JsonProperty("calendario") @Nullable Window calendar,
            @JsonProperty("moduli") List<ModuleLine> modules,
            @JsonProperty("bancaDati") @Nullable Window servicesDatabase,
            @JsonProperty("rimane") @Nullable String remaining,
            @JsonProperty("altriTermini") List<OtherDeadline> others,
            @JsonProperty("conteggi") Counts counts) {}

    /** Where, within what a person may see, another deadline holds. */
    record OtherDeadline(
            @JsonProperty("moduli") List<String> modules,
            @JsonProperty("bancaDati") boolean servicesDatabase,
            @JsonProperty("regioni") List<String> regions,
            @JsonProperty("ats") List<String> ats,
            @JsonProperty("scadenza") Instant deadline,
            @JsonProperty("inParole") String words) {

        static OtherDeadline of(TerritoryDeadlines.Other other) {
            return new OtherDeadline(
                    other.modules().stream().filter(module -> !module.isEmpty()).toList(),
                    other.modules().contains(""),
                    other.regions(),
                    other.ats(),
                    other.deadline(),
                    other.words());
        }
    }

    record All(@JsonProperty("rilevazioni") List<CampaignLine> campaigns) {}

    record Check(
            @JsonProperty("voce") String title,
            @JsonProperty("superata") boolean passed,
            @JsonProperty("bloccante") boolean blocking,
            @JsonProperty("dettaglio") String detail) {

        static Check of(GoLiveCheck check) {
            return new Check(check.title(), check.passed(), check.blocking(), check.detail());
        }
    }

    record Checklist(
            @JsonProperty("anno") int year,
            @JsonProperty("ats") int districts,
            @JsonProperty("schede") int sheets,
            @JsonProperty("verifiche") List<Check> checks) {}

    record Failure(
            @JsonProperty("ats") String ats,
            @JsonProperty("motivo") String reason) {}

    /** Sheets expected and created, and the ATS that could not be opened. */
    record Opening(
            @JsonProperty("anno") int year,
            @JsonProperty("stato") String state,
            @JsonProperty("attese") long expected,
            @JsonProperty("create") long created,
            @JsonProperty("errori") List<Failure> failures,
            @JsonProperty("ambiti") Districts districts,
            @JsonProperty("conclusa") boolean finished) {}

    record Districts(
            @JsonProperty("attesi") long expected,
            @JsonProperty("aperti") long opened,
            @JsonProperty("falliti") long failed) {}

    static List<Failure> failures(BatchProgress progress) {
        return progress.failures().stream()
                .map(failure -> new Failure(failure.item(), words(failure.reason())))
                .toList();
    }

    /** A reason in words: what is not ours to say in Italian stays in the log. */
    static String words(String reason) {
        boolean ours =
                reason.length() < 300 && reason.matches("(?s)[A-ZÈLUIÀ].*[.!]") && reason.indexOf("exception") < 0;
        return ours ? reason : "Errore tecnico: il dettaglio è nel registro del programma. Riprovate.";
    }

    record ReturnLine(
            @JsonProperty("ats") String ats,
            @JsonProperty("denominazione") String name,
            @JsonProperty("regione") String region,
            @JsonProperty("conteggi") Counts counts) {}

    record Returns(
            @JsonProperty("anno") int year,
            @JsonProperty("pagina") int page,
            @JsonProperty("dimensione") int size,
            @JsonProperty("totale") long total,
            @JsonProperty("ambiti") List<ReturnLine> districts) {}

    /** A window as asked for: days or instants. */
    record WindowBody(
            @JsonProperty("modulo") @Nullable String module,
            @JsonProperty("apertura") @Nullable String opensAt,
            @JsonProperty("ultimaNuova") @Nullable String lastNewSheetAt,
            @JsonProperty("scadenza") @Nullable String deadline,
            @JsonProperty("fineRettifica") @Nullable String rectificationEnd) {}

    record NewCampaign(
            @JsonProperty("anno") @Nullable Integer year,
            @JsonProperty("moduli") @Nullable List<@Nullable String> modules,
            @JsonProperty("regioni") @Nullable List<@Nullable String> regions,
            @JsonProperty("calendario") @Nullable WindowBody calendar,
            @JsonProperty("finestre") @Nullable List<@Nullable WindowBody> windows,
            @JsonProperty("bancaDati") @Nullable WindowBody servicesDatabase,
            @JsonProperty("dimostrativa") @Nullable Boolean demonstration) {}

    record ExtensionBody(
            @JsonProperty("ambito") @Nullable String reach,
            @JsonProperty("regione") @Nullable String region,
            @JsonProperty("ats") @Nullable String ats,
            @JsonProperty("moduli") @Nullable List<@Nullable String> modules,
            @JsonProperty("bancaDati") @Nullable Boolean servicesDatabase,
            @JsonProperty("nuovoTermine") @Nullable String deadline,
            @JsonProperty("motivo") @Nullable String reason,
            @JsonProperty("atto") @Nullable String act,
            @JsonProperty("anteprima") @Nullable SeenBody seen) {}

    /** What a preview has counted: sent back with the confirmation it stops an extension that would do something else. */
    record SeenBody(
            @JsonProperty(value = "schede", required = true) long sheets,

            @JsonProperty(value = "riprese", required = true)
            long revived,

            @JsonProperty(value = "bancheDati", required = true)
            long databases,

            @JsonProperty(value = "riapre", required = true) boolean reopens,

            @JsonProperty(value = "terminiPassati", required = true)
            int passed) {

        static SeenBody of(Extension.Seen seen) {
            return new SeenBody(seen.sheets(), seen.revived(), seen.databases(), seen.reopens(), seen.passed());
        }

        Extension.Seen seen() {
            return new Extension.Seen(sheets, revived, databases, reopens, passed);
        }
    }

    record ExtensionLine(
            @JsonProperty("modulo") @Nullable String module,
            @JsonProperty("termineAttuale") Instant from,
            @JsonProperty("nuovoTermine") Instant to,
            @JsonProperty("schede") long sheets,
            @JsonProperty("riprese") long revived,
            @JsonProperty("ats") long districts) {

        static ExtensionLine of(Extension.Line line) {
            return new ExtensionLine(
                    line.module(), line.from(), line.to(), line.sheets(), line.revived(), line.districts());
        }
    }

    record ExtensionAnswer(
            @JsonProperty("anno") int year,
            @JsonProperty("concessa") boolean granted,
            @JsonProperty("schede") long sheets,
            @JsonProperty("riprese") long revived,
            @JsonProperty("attivita") long tasks,
            @JsonProperty("temporizzatori") long timers,
            @JsonProperty("ats") long districts,
            @JsonProperty("riapre") boolean reopens,
            @JsonProperty("inParole") String words,
            @JsonProperty("avvisi") List<String> warnings,
            @JsonProperty("anteprima") SeenBody seen,
            @JsonProperty("dettaglio") List<ExtensionLine> lines,
            @JsonProperty("schedeInteressate") @Nullable List<AffectedSheet> affected,
            @JsonProperty("promemoria") @Nullable List<ReminderRound> reminders) {}

    /** People who would be reminded at one instant; at most two hundred by name. */
    record ReminderRound(
            @JsonProperty("quando") Instant at,
            @JsonProperty("inParole") String words,
            @JsonProperty("perche") String reasons,
            @JsonProperty("persone") int people,
            @JsonProperty("chi") List<Addressee> addressees) {

        private static final int NAMED = 200;

        static ReminderRound of(Reminders.Round round) {
            String reasons = round.reminders().stream()
                    .sorted(Comparator.comparing(ReminderCalendar.Reminder::deadline))
                    .map(reminder -> (reminder.days() == 1 ? "1 giorno" : reminder.days() + " giorni") + " prima di "
                            + RomeTime.deadline(reminder.deadline()))
                    .distinct()
                    .collect(Collectors.joining("; "));
            return new ReminderRound(
                    round.at(),
                    RomeTime.minute(round.at()),
                    reasons,
                    round.people().size(),
                    round.people().stream().limit(NAMED).map(Addressee::of).toList());
        }
    }

    record Addressee(
            @JsonProperty("nome") String name,
            @JsonProperty("territori") List<String> territories,
            @JsonProperty("attivita") long own,
            @JsonProperty("ambitiInRitardo") long districts) {

        static Addressee of(Reminding.Addressee one) {
            return new Addressee(one.name(), one.territories(), one.own(), one.districts());
        }
    }

    /** A sheet that gets more time, or goes on as a new one. */
    record AffectedSheet(
            @JsonProperty("scheda") UUID sheet,
            @JsonProperty("ats") String ats,
            @JsonProperty("regione") String region,
            @JsonProperty("modulo") String module,
            @JsonProperty("ripresa") boolean revived) {

        static AffectedSheet of(Extension.Affected one) {
            return new AffectedSheet(one.sheet(), one.ats(), one.region(), one.module(), one.revived());
        }
    }

    /** An extension as it was granted. */
    record GrantedExtension(
            @JsonProperty("id") UUID id,
            @JsonProperty("regione") @Nullable String region,
            @JsonProperty("ats") @Nullable String ats,
            @JsonProperty("moduli") List<String> modules,
            @JsonProperty("bancaDati") boolean servicesDatabase,
            @JsonProperty("nuovoTermine") Instant deadline,
            @JsonProperty("inParole") String words,
            @JsonProperty("terminePrecedente") Instant formerDeadline,
            @JsonProperty("motivo") String reason,
            @JsonProperty("autore") String author,
            @JsonProperty("concessaAt") Instant at,
            @JsonProperty("annullataAt") @Nullable Instant undoneAt,
            @JsonProperty("annullataDa") @Nullable String undoneBy) {

        static GrantedExtension of(Extension.Granted granted) {
            return new GrantedExtension(
                    granted.id(),
                    granted.region(),
                    granted.ats(),
                    granted.modules(),
                    granted.servicesDatabase(),
                    granted.deadline(),
                    RomeTime.deadline(granted.deadline()),
                    granted.formerDeadline(),
                    granted.reason(),
                    granted.author(),
                    granted.at(),
                    granted.undoneAt(),
                    granted.undoneBy());
        }
    }

    record GrantedExtensions(
            @JsonProperty("anno") int year,
            @JsonProperty("proroghe") List<GrantedExtension> extensions) {}

    record UndoBody(@JsonProperty("motivo") @Nullable String reason) {}

    /** New modules for a year under way: each a window of its own. */
    record PublicationBody(
            @JsonProperty("moduli") @Nullable List<@Nullable WindowBody> modules,
            @JsonProperty("motivo") @Nullable String reason,
            @JsonProperty("atto") @Nullable String act) {}

    record PublicationAnswer(
            @JsonProperty("anno") int year,
            @JsonProperty("pubblicati") boolean published,
            @JsonProperty("moduli") List<String> modules,
            @JsonProperty("ats") long districts,
            @JsonProperty("conBancaDatiFinalizzata") long finalized,
            @JsonProperty("conBancaDatiInCorso") long atWork,
            @JsonProperty("conBancaDatiScaduta") long lapsed,
            @JsonProperty("nonAncoraAperti") long missing,
            @JsonProperty("riapre") boolean reopened) {

        static PublicationAnswer of(int year, NewModules.Preview preview, boolean published) {
            return new PublicationAnswer(
                    year,
                    published,
                    preview.modules(),
                    preview.districts(),
                    preview.finalized(),
                    preview.atWork(),
                    preview.lapsed(),
                    preview.missing(),
                    preview.reopened());
        }
    }

    /** How far a publication of new modules is. */
    record PublicationProgress(
            @JsonProperty("anno") int year,
            @JsonProperty("attesi") long expected,
            @JsonProperty("fatti") long done,
            @JsonProperty("falliti") long failed,
            @JsonProperty("errori") List<Failure> failures,
            @JsonProperty("conclusa") boolean finished) {}
}
