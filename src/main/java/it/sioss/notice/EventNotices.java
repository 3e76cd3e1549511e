package it.sioss.notice;

import it.sioss.guide.AssistanceAnswered;
import it.sioss.platform.RomeTime;
import it.sioss.services.DatabaseLapsed;
import it.sioss.sheet.SheetApproved;
import it.sioss.sheet.SheetFinalized;
import it.sioss.sheet.SheetLapsed;
import it.sioss.sheet.SheetReopened;
import it.sioss.sheet.SheetReturned;
import it.sioss.steering.ExtensionGranted;
import it.sioss.steering.ExtensionUndone;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells those whom it concerns what has happened to a sheet or a deadline, in the transaction in which it happens. */
@Component
class EventNotices {

    private final NoticeBook notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    EventNotices(NoticeBook notices, JdbcClient jdbc, Clock clock) {
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Facts(String ats, String region, String name, boolean byRegion) {}

    private Facts facts(UUID sheet) {
        return jdbc.sql("select ats, region, module || ' – ' || body_name, compiler = 'REGION' from sheet where id = ?")
                .param(sheet)
                .query((row, n) -> new Facts(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)))
                .single();
    }

    @EventListener
    void returned(SheetReturned event) {
        Facts facts = facts(event.sheet());
        notices.tell(
                Audience.compilersOf(facts.ats(), facts.region(), facts.byRegion()),
                new Draft(
                        NoticeKind.RETURNED,
                        "restituzione:" + event.sheet() + ":" + clock.instant(),
                        event.year(),
                        "Restituita con rilievi: " + facts.name(),
                        "Dopo la verifica regionale la scheda è stata restituita da " + event.author()
                                + ". Correggete ciò che chiedono i rilievi e inviatela di nuovo.",
                        "/schede/" + event.sheet() + "#continua"));
    }

    /** A bulk approval approves many at once: who finalizes is told once a day for each district. */
    @EventListener
    void approved(SheetApproved event) {
        Audience audience = facts(event.sheet()).byRegion()
                ? Audience.ofDistrict(event.ats()).andRegion(event.region())
                : Audience.ofDistrict(event.ats());
        notices.tell(
                audience,
                new Draft(
                        NoticeKind.APPROVED,
                        "approvazione:" + event.year() + ":" + event.ats() + ":"
                                + LocalDate.ofInstant(event.at(), RomeTime.ROME),
                        event.year(),
                        "Pronte da finalizzare: ATS " + event.ats(),
                        "La verifica regionale ha approvato schede dell'ATS: per trasmetterle manca la finalizzazione.",
                        "/schede?anno=" + event.year() + "&ats=" + event.ats() + "&stato=PRONTA"));
    }

    @EventListener
    void answered(AssistanceAnswered event) {
        jdbc.sql("select id from account where lower(username) = lower(?)")
                .param(event.asker())
                .query(UUID.class)
                .optional()
                .ifPresent(asker -> notices.tell(
                        asker,
                        new Draft(
                                NoticeKind.ASSISTANCE,
                                "assistenza:" + event.request() + ":" + event.at(),
                                null,
                                "Risposta alla vostra richiesta di assistenza",
                                "Riguarda: " + event.about() + ".",
                                "/aiuto/assistenza/" + event.request())));
    }

    @EventListener
    void finalized(SheetFinalized event) {
        Facts facts = facts(event.sheet());
        Audience audience = facts.byRegion()
                ? Audience.ofDistrict(facts.ats()).andRegion(facts.region())
                : Audience.ofDistrict(facts.ats());
        notices.tell(
                audience,
                new Draft(
                        NoticeKind.RECEIPT,
                        "ricevuta:" + event.sheet(),
                        event.year(),
                        "Trasmessa: " + facts.name(),
                        "La scheda è stata finalizzata e trasmessa; la ricevuta con l'impronta è nella scheda.",
                        "/schede/" + event.sheet()));
    }

    @EventListener
    void reopened(SheetReopened event) {
        Facts facts = facts(event.sheet());
        notices.tell(
                Audience.ofDistrict(event.ats()).andRegion(event.region()),
                new Draft(
                        NoticeKind.REOPENING,
                        "riapertura:" + event.sheet(),
                        event.year(),
                        "Riaperta per eccezione: " + facts.name(),
                        "Si può compilare e finalizzare fino a " + RomeTime.deadline(event.until())
                                + "; ciò che era stato trasmesso resta. Motivo: " + event.reason(),
                        "/schede/" + event.sheet()));
    }

    /**
     * A deadline lapses many sheets: each district is told once, and so is its region. Who finds the telling under way
     * elsewhere leaves it to the other; should that one fail, its sheet lapses again later and tells then. The end of a
     * reopening is told by itself: nothing is missing there.
     */
    @EventListener
    void lapsed(SheetLapsed event) {
        if (event.standing() != null) {
            reopeningOver(event, event.standing());
            return;
        }
        if (!event.expected()) {
            return;
        }
        String ofDistrict = "scadenza:" + event.year() + ":" + event.deadline() + ":" + event.ats();
        String ofRegion = "scadenza:" + event.year() + ":" + event.deadline() + ":" + event.region();
        Set<String> open = untold(ofDistrict, ofRegion);
        String passed = "Il termine è scaduto: " + RomeTime.deadline(event.deadline());
        if (open.contains(ofDistrict)) {
            Audience audience = event.byRegion()
                    ? Audience.ofDistrict(event.ats()).andOperatorsOf(event.region())
                    : Audience.ofDistrict(event.ats());
            notices.tell(
                    audience,
                    new Draft(
                            NoticeKind.LAPSE,
                            ofDistrict,
                            event.year(),
                            passed,
                            "Le schede dell'ATS " + event.ats()
                                    + " che non erano state finalizzate sono chiuse; ciò che"
                                    + " contengono resta leggibile. Una proroga o una riapertura eccezionale le fa proseguire.",
                            "/schede?anno=" + event.year() + "&ats=" + event.ats() + "&stato=TERMINE_SCADUTO"));
        }
        if (open.contains(ofRegion)) {
            notices.tell(
                    Audience.supervisorsOf(event.region()),
                    new Draft(
                            NoticeKind.LAPSE,
                            ofRegion,
                            event.year(),
                            passed,
                            "Nel vostro territorio ci sono schede non finalizzate in tempo.",
                            "/schede?anno=" + event.year() + "&regione=" + event.region() + "&stato=TERMINE_SCADUTO"));
        }
    }

    private void reopeningOver(SheetLapsed event, UUID standing) {
        notices.tell(
                Audience.ofDistrict(event.ats()).andRegion(event.region()),
                new Draft(
                        NoticeKind.LAPSE,
                        "riapertura-conclusa:" + event.sheet(),
                        event.year(),
                        "Riapertura conclusa: " + facts(event.sheet()).name(),
                        "È finita senza una nuova trasmissione: " + RomeTime.deadline(event.deadline())
                                + ". Da allora vale la trasmissione precedente, con la sua ricevuta; ciò che era stato"
                                + " scritto nella scheda riaperta resta leggibile.",
                        "/schede/" + standing));
    }

    /** The services databases have a deadline of their own: each district is told of its own, a region once of all. */
    @EventListener
    void databaseLapsed(DatabaseLapsed event) {
        String ofRegion = "scadenza-servizi:" + event.year() + ":" + event.deadline() + ":" + event.region();
        String passed = "Scaduto il termine dei servizi attivati: " + RomeTime.deadline(event.deadline());
        notices.tell(
                Audience.ofDistrict(event.ats()),
                new Draft(
                        NoticeKind.LAPSE,
                        "scadenza-servizi:" + event.year() + ":" + event.deadline() + ":" + event.ats(),
                        event.year(),
                        passed,
                        "L'Allegato 1 dell'ATS " + event.ats()
                                + " non era stato finalizzato; ciò che contiene resta leggibile. Solo una proroga lo fa proseguire.",
                        "/servizi-attivati/" + event.year() + "/" + event.ats()));
        if (untold(ofRegion).contains(ofRegion)) {
            notices.tell(
                    Audience.supervisorsOf(event.region()),
                    new Draft(
                            NoticeKind.LAPSE,
                            ofRegion,
                            event.year(),
                            passed,
                            "Nel vostro territorio ci sono banche dati dei servizi non finalizzate in tempo.",
                            "/servizi-attivati?anno=" + event.year()));
        }
    }

    private Set<String> untold(String... keys) {
        return new HashSet<>(
                jdbc.sql("""
                        select k.key from unnest(:keys) as k (key)
                        where not exists (select from notice n where n.key = k.key)
                          and pg_try_advisory_xact_lock(hashtextextended(k.key, 0))""").param("keys", keys).query(String.class).list());
    }

    @EventListener
    void extended(ExtensionGranted event) {
        boolean database = alsoDatabase(event.id());
        notices.tell(
                concerned(event.year(), event.modules(), database, event.region(), event.ats(), event.deadline()),
                new Draft(
                        NoticeKind.EXTENSION,
                        "proroga:" + event.id(),
                        event.year(),
                        "Proroga: il nuovo termine è " + RomeTime.deadline(event.deadline()),
                        "Riguarda: " + what(event.modules(), database) + ". Motivo: " + event.reason()
                                + ". I promemoria ancora da inviare seguono il nuovo termine.",
                        "/attivita?anno=" + event.year()));
    }

    @EventListener
    void undone(ExtensionUndone event) {
        List<String> modules = jdbc.sql(
                        "select module from extension_window where extension_id = ? and module is not null order by 1")
                .param(event.id())
                .query(String.class)
                .list();
        boolean database = alsoDatabase(event.id());
        notices.tell(
                concerned(event.year(), modules, database, event.region(), event.ats(), event.deadline()),
                new Draft(
                        NoticeKind.EXTENSION,
                        "proroga-annullata:" + event.id(),
                        event.year(),
                        "Proroga annullata: vale di nuovo il termine di prima",
                        "Riguarda: " + what(modules, database) + ". Motivo: " + event.reason() + ".",
                        "/attivita?anno=" + event.year()));
    }

    private boolean alsoDatabase(UUID extension) {
        return Boolean.TRUE.equals(
                jdbc.sql("select exists (select from extension_window where extension_id = ? and module is null)")
                        .param(extension)
                        .query(Boolean.class)
                        .single());
    }

    private static String what(List<String> modules, boolean database) {
        String sheets =
                modules.isEmpty() ? "" : (modules.size() == 1 ? "modulo " : "moduli ") + String.join(", ", modules);
        String base = database ? "banca dati dei servizi attivati" : "";
        return sheets.isEmpty() || base.isEmpty() ? sheets + base : sheets + " e " + base;
    }

    private record Place(String ats, String region) {}

    /** The districts of an extension with something not finalized that has no longer time than it gives, and their regions. */
    private Audience concerned(
            int year,
            List<String> modules,
            boolean database,
            @Nullable String region,
            @Nullable String ats,
            Instant deadline) {
        List<Place> places = jdbc.sql("""
                        select s.ats, s.region from sheets_at(:present) s
                        where s.year = :year and s.module = any(:modules) and s.state not in ('FINALIZED', 'WITHDRAWN')
                          and s.expected and s.deadline <= :deadline
                          and (:region::text is null or s.region = :region) and (:ats::text is null or s.ats = :ats)
                        union
                        select d.ats, d.region from service_database d
                        cross join lateral window_of(d.year, null, d.region, d.ats, null) w
                        where d.year = :year and :database and d.state <> 'FINALIZED' and w.deadline <= :deadline
                          and (:region::text is null or d.region = :region) and (:ats::text is null or d.ats = :ats)""")
                .param("year", year)
                .param("modules", modules.toArray(String[]::new))
                .param("database", database)
                .param("region", region)
                .param("ats", ats)
                .param("deadline", deadline.atOffset(ZoneOffset.UTC))
                .param("present", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Place(row.getString(1), row.getString(2)))
                .list();
        var regions = new TreeSet<String>();
        places.forEach(place -> regions.add(place.region()));
        return Audience.ofDistricts(places.stream().map(Place::ats).toList(), regions);
    }
}
