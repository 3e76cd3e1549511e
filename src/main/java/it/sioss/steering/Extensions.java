package it.sioss.steering;

import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.WindowSubject;
import it.sioss.platform.BatchProgress;
import it.sioss.platform.Batches;
import it.sioss.platform.Holidays;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.registry.Ats;
import it.sioss.registry.Registry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Extensions of a deadline: the window moves at once, the timers follow in the background. Granted after the deadline, the
 * lapsed sheets in its reach go on as new sheets with their answers, in the same background.
 */
@Service
public class Extensions {

    static final String KIND = "proroga";

    /** The code of a confirmation that comes after the situation has changed. */
    public static final String OUTDATED = "ANTEPRIMA_SUPERATA";

    /** How the subject of the batch that undoes an extension ends. */
    static final String UNDOING = "/annullamento";

    private final Campaigns campaigns;
    private final Registry registry;
    private final Batches batches;
    private final CampaignFlow flow;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Extensions(
            Campaigns campaigns,
            Registry registry,
            Batches batches,
            @Lazy CampaignFlow flow,
            JdbcClient jdbc,
            Clock clock,
            ApplicationEventPublisher events) {
        this.campaigns = campaigns;
        this.registry = registry;
        this.batches = batches;
        this.flow = flow;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /**
     * What an extension would change: exactly which sheets, their tasks and timers.
     *
     * @throws Refusal 409 when the campaign is neither open nor closed; 422 when module, territory, reason or date are not
     *     fit
     */
    @Transactional(readOnly = true)
    public Extension.Preview preview(int year, Extension extension) {
        Campaign campaign = campaigns.require(year);
        check(campaign, extension);
        List<Extension.Affected> affected = affected(year, modules(campaign, extension), extension);
        var lines = new ArrayList<Extension.Line>();
        for (String module : modules(campaign, extension)) {
            lines.add(line(
                    year,
                    module,
                    extension,
                    affected.stream().filter(one -> one.module().equals(module)).toList()));
        }
        long databases = 0;
        if (extension.servicesDatabase()) {
            Extension.Line line = database(year, extension);
            databases = line.sheets();
            lines.add(line);
        }
        long revived = affected.stream().filter(Extension.Affected::revived).count();
        long districts =
                affected.stream().map(Extension.Affected::ats).distinct().count();
        LocalDate last =
                extension.deadline().minusMillis(1).atZone(RomeTime.ROME).toLocalDate();
        return new Extension.Preview(
                List.copyOf(lines),
                affected,
                affected.size() - revived,
                revived,
                databases,
                lines.stream().mapToLong(Extension.Line::districts).reduce(districts, Math::max),
                Holidays.holiday(last),
                campaign.state() == CampaignState.CLOSED,
                (int) lines.stream()
                        .filter(line -> !line.from().isAfter(clock.instant()))
                        .count());
    }

    private static List<String> modules(Campaign campaign, Extension extension) {
        return extension.modules().isEmpty() ? campaign.modules() : extension.modules();
    }

    private void check(Campaign campaign, Extension extension) {
        if (campaign.state() == CampaignState.OPENING) {
            throw new Refusal(409, "APERTURA_IN_CORSO", "L'apertura è in corso: attendete che finisca per prorogare.");
        }
        if (campaign.state() == CampaignState.DRAFT) {
            throw new Refusal(
                    409,
                    "RILEVAZIONE_NON_APERTA",
                    "La rilevazione " + campaign.year() + " è «"
                            + campaign.state().label() + "»: le date si cambiano prima di aprirla.");
        }
        for (String module : extension.modules()) {
            if (!campaign.modules().contains(module)) {
                throw new Refusal(
                                422,
                                "MODULO_SCONOSCIUTO",
                                "La rilevazione comprende i moduli " + String.join(", ", campaign.modules()) + ".")
                        .with("campo", "moduli");
            }
        }
        String region = extension.region();
        String code = extension.ats();
        boolean known = code == null
                ? region == null || registry.regionalBody(region).isPresent()
                : registry.ats(code, campaign.year()).isPresent();
        boolean takesPart = campaign.regions().isEmpty()
                || region == null
                || campaign.regions().contains(region);
        if (!known || !takesPart) {
            throw new Refusal(
                            422,
                            "TERRITORIO_SCONOSCIUTO",
                            "Il territorio indicato non esiste o non partecipa alla rilevazione.")
                    .with("campo", code == null ? "regione" : "ats");
        }
        if (!extension.deadline().isAfter(clock.instant())) {
            throw new Refusal(422, "DATE_NON_COERENTI", "Il nuovo termine deve venire dopo il momento presente.")
                    .with("campo", "nuovoTermine");
        }
        PlainText.required("motivo", extension.reason(), 10, 500);
        act(extension);
    }

    /** The deed by which somebody entitled moves a deadline set by law: without one there is no extension. */
    private static String act(Extension extension) {
        return PlainText.required("atto", extension.act(), 3, 200);
    }

    private Extension.Line line(int year, String module, Extension extension, List<Extension.Affected> affected) {
        Calendar now = present(year, module, extension);
        requireLater(now, module, extension);
        long revived = affected.stream().filter(Extension.Affected::revived).count();
        return new Extension.Line(
                module,
                now.deadline(),
                extension.deadline(),
                affected.size() - revived,
                revived,
                affected.stream().map(Extension.Affected::ats).distinct().count());
    }

    private static void requireLater(Calendar now, @Nullable String module, Extension extension) {
        if (!extension.deadline().isAfter(now.deadline())) {
            throw new Refusal(
                            422,
                            "DATE_NON_COERENTI",
                            "Il nuovo termine deve venire dopo quello in vigore per " + words(module) + ": "
                                    + RomeTime.deadline(now.deadline()) + ".")
                    .with("campo", "nuovoTermine");
        }
    }

    /** Open sheets that get more time, and lapsed ones that stand for their place and so go on, in order. */
    private List<Extension.Affected> affected(int year, List<String> modules, Extension extension) {
        return jdbc.sql("""
                        select s.id, s.ats, s.region, s.module, s.state = 'LAPSED' as lapsed
                        from sheet s, lateral window_of(s.year, s.module, s.region, s.ats, s.id) w
                        where s.year = :year and s.module = any(:modules) and w.deadline < :deadline
                          and s.state in ('COMPILING', 'RETURNED', 'JUSTIFYING', 'IN_REVIEW', 'READY', 'LAPSED')
                          and (:region::text is null or s.region = :region) and (:ats::text is null or s.ats = :ats)
                          and (s.state <> 'LAPSED' or s.id not in (select o.id from superseded_at(present_instant()) o))
                        order by s.ats, s.module, s.id""")
                .param("year", year)
                .param("modules", modules.toArray(String[]::new))
                .param("deadline", extension.deadline().atOffset(ZoneOffset.UTC))
                .param("region", extension.region())
                .param("ats", extension.ats())
                .query((row, n) -> new Extension.Affected(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5)))
                .list();
    }

    private Extension.Line database(int year, Extension extension) {
        Calendar now = present(year, null, extension);
        requireLater(now, null, extension);
        return jdbc.sql("""
                        select count(*) filter (where d.state <> 'LAPSED'), count(*) filter (where d.state = 'LAPSED')
                        from service_database d, lateral window_of(d.year, null, d.region, d.ats, null) w
                        where d.year = :year and d.state in ('COMPILING', 'READY', 'LAPSED') and w.deadline < :deadline
                          and (:region::text is null or d.region = :region) and (:ats::text is null or d.ats = :ats)""")
                .param("year", year)
                .param("deadline", extension.deadline().atOffset(ZoneOffset.UTC))
                .param("region", extension.region())
                .param("ats", extension.ats())
                .query((row, n) -> new Extension.Line(
                        null,
                        now.deadline(),
                        extension.deadline(),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(1) + row.getLong(2)))
                .single();
    }

    private static String words(@Nullable String module) {
        return module == null ? "banca dati dei servizi attivati" : "modulo " + module;
    }

    /** The window in force for the territory of the extension as a whole. */
    private Calendar present(int year, @Nullable String module, Extension extension) {
        String code = extension.ats();
        String region = code == null
                ? extension.region()
                : registry.ats(code, year).map(Ats::regionalBody).orElse(null);
        return campaigns.windowOf(year, module, region == null ? "" : region, code == null ? "" : code, null);
    }

    /**
     * Grants an extension: the windows have a new version at once, so that the new deadline counts from this instant; timers
     * and lapsed sheets follow in the background, one ATS at a time. A closed year opens again, with a calendar of its own
     * that waits for the new deadline.
     */
    @Transactional
    public Extension.Preview grant(int year, Extension extension, String author) {
        return grant(year, extension, null, author);
    }

    /**
     * Grants an extension as it was previewed.
     *
     * @param seen what the preview had counted; null when nobody looked at one
     * @throws Refusal 409 when it would no longer do what the preview has shown
     */
    @Transactional
    public Extension.Preview grant(int year, Extension extension, Extension.@Nullable Seen seen, String author) {
        campaigns.lock(year);
        Extension.Preview preview = preview(year, extension);
        if (seen != null && !seen.stillHolds(preview)) {
            throw new Refusal(
                    409,
                    OUTDATED,
                    "La situazione è cambiata da quando avete visto l'anteprima e la proroga non è stata concessa:"
                            + " guardate la nuova anteprima, poi confermate.");
        }
        String reason = PlainText.required("motivo", extension.reason(), 10, 500) + " – " + act(extension);
        UUID id = UUID.randomUUID();
        String region = extension.ats() == null ? extension.region() : null;
        record(id, year, region, extension, reason, author);
        for (Extension.Line line : preview.lines()) {
            move(id, year, region, extension, line, reason, author);
        }
        batches.record(KIND, year + "/" + id, concerned(campaigns.require(year), extension), author);
        if (campaigns.reopen(year)) {
            flow.openingDecided(year);
        }
        List<String> modules = preview.lines().stream()
                .map(Extension.Line::module)
                .filter(java.util.Objects::nonNull)
                .toList();
        events.publishEvent(
                new ExtensionGranted(id, year, modules, region, extension.ats(), extension.deadline(), reason));
        return preview;
    }

    private void record(UUID id, int year, @Nullable String region, Extension extension, String reason, String author) {
        jdbc.sql("""
                        insert into extension (id, year, region, ats, deadline, reason, author, granted_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        year,
                        region,
                        extension.ats(),
                        extension.deadline().atOffset(ZoneOffset.UTC),
                        reason,
                        author,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void move(
            UUID id,
            int year,
            @Nullable String region,
            Extension extension,
            Extension.Line line,
            String reason,
            String author) {
        WindowSubject subject = new WindowSubject(line.module(), region, extension.ats(), null);
        Integer former = campaigns.version(year, subject).orElse(null);
        Calendar now = setWindow(year, subject, extension, reason, author);
        jdbc.sql("""
                        insert into extension_window (extension_id, module, version, former_version, former_deadline)
                        values (?, ?, ?, ?, ?)""")
                .params(
                        id,
                        line.module(),
                        campaigns.version(year, subject).orElseThrow(),
                        former,
                        now.deadline().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Gives a window the new deadline; returns its dates before. */
    private Calendar setWindow(int year, WindowSubject subject, Extension extension, String reason, String author) {
        Calendar now = present(year, subject.module(), extension);
        Instant lastNew = now.lastNewSheetAt().equals(now.deadline()) ? extension.deadline() : now.lastNewSheetAt();
        Instant usual = Calendar.between(now.opensAt(), extension.deadline()).rectificationEnd();
        Instant rectification = now.rectificationEnd().isAfter(usual) ? now.rectificationEnd() : usual;
        campaigns.setWindow(
                year,
                subject,
                new Calendar(now.opensAt(), lastNew, extension.deadline(), rectification),
                reason,
                author);
        return now;
    }

    /** Moves the windows and nothing else, for who asks what would follow in a transaction that is taken back. */
    void moveWindows(int year, Extension extension) {
        Campaign campaign = campaigns.require(year);
        check(campaign, extension);
        var moved = new ArrayList<@Nullable String>(modules(campaign, extension));
        if (extension.servicesDatabase()) {
            moved.add(null);
        }
        String region = extension.ats() == null ? extension.region() : null;
        for (@Nullable String module : moved) {
            setWindow(year, new WindowSubject(module, region, extension.ats(), null), extension, "prova", "prova");
        }
        campaigns.reopen(year);
    }

    private List<String> concerned(Campaign campaign, Extension extension) {
        if (extension.ats() != null) {
            return List.of(extension.ats());
        }
        return registry.atsOf(campaign.year()).stream()
                .filter(ats -> extension.region() == null || ats.regionalBody().equals(extension.region()))
                .filter(ats ->
                        campaign.regions().isEmpty() || campaign.regions().contains(ats.regionalBody()))
                .map(Ats::code)
                .toList();
    }

    /** How far the timers of the year's newest extension are; empty when there was none. */
    @Transactional(readOnly = true)
    public Optional<BatchProgress> progress(int year) {
        return jdbc.sql("select subject from batch where kind = ? and subject like ? order by created_at desc limit 1")
                .params(KIND, year + "/%")
                .query(String.class)
                .optional()
                .flatMap(subject -> batches.progress(KIND, subject));
    }
}
