package it.sioss.steering;

import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.platform.BatchFinished;
import it.sioss.platform.BatchProgress;
import it.sioss.platform.Batches;
import it.sioss.platform.Holidays;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.registry.Ats;
import it.sioss.registry.Registry;
import it.sioss.services.Services;
import it.sioss.sheet.SheetOpening;
import it.sioss.sheet.SheetState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opening and closing of a campaign, each a batch with one ATS per transaction. */
@Service
public class Steering {

    public static final String OPENING = "apertura";
    static final String CLOSING = "chiusura";

    /** Grace and spread of the timers: when a deadline has passed for certain, also for the engine. */
    private static final Duration AFTER_DEADLINE = Duration.ofSeconds(150);

    private final Campaigns campaigns;
    private final Registry registry;
    private final Catalogue catalogue;
    private final Accounts accounts;
    private final Services services;
    private final SheetOpening sheets;
    private final Batches batches;
    private final CampaignFlow flow;
    private final JdbcClient jdbc;
    private final Clock clock;

    Steering(
            Campaigns campaigns,
            Registry registry,
            Catalogue catalogue,
            Accounts accounts,
            Services services,
            SheetOpening sheets,
            Batches batches,
            @Lazy CampaignFlow flow,
            JdbcClient jdbc,
            Clock clock) {
        this.campaigns = campaigns;
        this.registry = registry;
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.services = services;
        this.sheets = sheets;
        this.batches = batches;
        this.flow = flow;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What must be true, or should be, before a campaign opens. */
    @Transactional(readOnly = true)
    public List<GoLiveCheck> checklist(int year) {
        Campaign campaign = campaigns.require(year);
        var ats = participants(campaign);
        var checks = new ArrayList<GoLiveCheck>();
        int uncovered = registry.uncovered(year).size();
        checks.add(new GoLiveCheck(
                "Territorio completo",
                !ats.isEmpty() && uncovered == 0,
                ats.isEmpty(),
                ats.size() + " ambiti; "
                        + (uncovered == 0 ? "ogni comune ha il suo ambito" : uncovered + " comuni senza ambito")));
        var missingForms = campaign.modules().stream()
                .filter(module -> catalogue.latest(module, year).isEmpty())
                .toList();
        checks.add(new GoLiveCheck(
                "Moduli e controlli dell'anno",
                missingForms.isEmpty(),
                true,
                missingForms.isEmpty()
                        ? String.join(", ", campaign.modules())
                        : "mancano: " + String.join(", ", missingForms)));
        var noReferent = accounts.territoriesWithout(
                Role.ATS_REFERENT, ats.stream().map(Ats::code).toList());
        checks.add(new GoLiveCheck(
                "Un referente per ogni ambito",
                noReferent.isEmpty(),
                false,
                listed(noReferent, "ambiti senza referente")));
        var bodies = ats.stream().map(Ats::regionalBody).distinct().toList();
        var noSupervisor = accounts.territoriesWithout(Role.REGION_SUPERVISOR, bodies);
        checks.add(new GoLiveCheck(
                "Un supervisore per ogni Regione o Provincia autonoma",
                noSupervisor.isEmpty(),
                false,
                listed(noSupervisor, "enti senza supervisore")));
        Map<String, Calendar> windows = campaigns.generalWindows(year);
        checks.add(ConsistentDates.of(windows));
        windows.forEach((module, window) -> {
            LocalDate last =
                    window.deadline().minusMillis(1).atZone(RomeTime.ROME).toLocalDate();
            String name = module.isEmpty() ? "Banca dati dei servizi attivati" : "Modulo " + module;
            boolean past = window.expired(clock.instant());
            Optional<String> holiday = Holidays.name(last);
            checks.add(new GoLiveCheck(
                    name + ": termine",
                    !past && holiday.isEmpty(),
                    past && !module.isEmpty(),
                    RomeTime.deadline(window.deadline())
                            + (past
                                    ? " (già passato)"
                                    : holiday.map(feast -> " (è un giorno festivo, " + feast
                                                    + ": il termine non si sposta da sé)")
                                            .orElse(""))));
        });
        return List.copyOf(checks);
    }

    private static String listed(List<String> missing, String words) {
        return missing.isEmpty()
                ? "completo"
                : missing.size() + " " + words + ": "
                        + String.join(", ", missing.subList(0, Math.min(10, missing.size())))
                        + (missing.size() > 10 ? "…" : "");
    }

    private List<Ats> participants(Campaign campaign) {
        return registry.atsOf(campaign.year()).stream()
                .filter(ats ->
                        campaign.regions().isEmpty() || campaign.regions().contains(ats.regionalBody()))
                .toList();
    }

    /**
     * Decides the opening; the sheets are then created in the background. Asking again while it is under way, or after,
     * changes nothing.
     *
     * @throws Refusal 422 when a blocking line of the checklist does not hold
     */
    @Transactional
    public void open(int year, String author) {
        Campaign campaign = campaigns.require(year);
        if (campaign.state() != CampaignState.DRAFT) {
            return;
        }
        var blocking = checklist(year).stream()
                .filter(check -> check.blocking() && !check.passed())
                .toList();
        if (!blocking.isEmpty()) {
            throw new Refusal(
                    422,
                    "APERTURA_NON_PRONTA",
                    "La rilevazione non può essere aperta: " + blocking.get(0).title() + " ("
                            + blocking.get(0).detail() + ").");
        }
        campaign.beginOpening(clock.instant(), author);
        flow.openingDecided(year);
    }

    /** The step "Registra il lavoro di apertura": one item per ATS taking part; the sources are asked beside it. */
    @Transactional
    public void recordOpening(int year) {
        Campaign campaign = campaigns.require(year);
        batches.record(FetchWork.KIND, Integer.toString(year), List.of(FetchWork.ALL), "Sistema");
        batches.record(
                OPENING,
                Integer.toString(year),
                participants(campaign).stream().map(Ats::code).toList(),
                "Sistema");
    }

    /** The step "Registra il lavoro di chiusura": one item per ATS with something still open. */
    @Transactional
    public void recordClosing(int year) {
        batches.record(CLOSING, Integer.toString(year), stragglers(year), "Sistema");
    }

    private List<String> stragglers(int year) {
        return jdbc.sql("""
                        select distinct ats from sheet where year = :year
                        and state in %s
                        union select ats from service_database where year = :year and state in ('COMPILING', 'READY')
                        order by 1""".formatted(SheetState.LIVE))
                .param("year", year)
                .query(String.class)
                .list();
    }

    /** Opens one ATS: its services database and, by it, its sheets. */
    String openAts(int year, String ats) {
        return services.open(year, ats) ? "aperto" : "già aperto";
    }

    /** Closes what the timers of one ATS have missed, by firing them. */
    String closeAts(int year, String ats) {
        var late = jdbc.sql("""
                        select s.id from sheet s, lateral window_of(s.year, s.module, s.region, s.ats, s.id) w
                        where s.year = ? and s.ats = ? and s.state in %s
                        and w.deadline + make_interval(secs => ?) <= present_instant()""".formatted(SheetState.LIVE))
                .params(year, ats, Calendar.GRACE.toSeconds())
                .query(UUID.class)
                .list();
        late.forEach(sheets::closeLate);
        boolean database = services.closeLate(year, ats);
        return late.size() + " schede chiuse" + (database ? ", banca dati chiusa" : "");
    }

    /** The ATS of a year with something late that its timers have missed for more than five minutes. */
    List<String> missedByTimers(int year) {
        return jdbc.sql("""
                        select s.ats from sheet s, lateral window_of(s.year, s.module, s.region, s.ats, s.id) w
                        where s.year = :year and s.state in %s
                        and w.deadline + interval '5 minutes' <= present_instant()
                        union
                        select d.ats from service_database d, lateral window_of(d.year, null, d.region, d.ats, null) w
                        where d.year = :year and d.state in ('COMPILING', 'READY')
                        and w.deadline + interval '5 minutes' <= present_instant()""".formatted(SheetState.LIVE))
                .param("year", year)
                .query(String.class)
                .list();
    }

    /** The next deadline of the year after the present, with the grace and the spread of the timers. */
    @Transactional(readOnly = true)
    public Instant nextDeadline(int year) {
        return campaigns
                .nextDeadline(year, clock.instant().minus(AFTER_DEADLINE))
                .map(deadline -> deadline.plus(AFTER_DEADLINE))
                .orElseGet(clock::instant);
    }

    @Transactional(readOnly = true)
    public boolean allDeadlinesPassed(int year) {
        return campaigns
                .nextDeadline(year, clock.instant().minus(AFTER_DEADLINE))
                .isEmpty();
    }

    /**
     * The step "Registra l'esito": the year's figures, kept as they were at the end. When a deadline has moved ahead while
     * the closing was under way, the year stays open and a new calendar waits for it.
     */
    @Transactional
    public void reportOutcome(int year) {
        String figures = jdbc.sql("""
                        select coalesce(jsonb_object_agg(state, n), '{}')::text
                        from (select state, count(*) n from sheet where year = ? group by state) c""").param(year).query(String.class).single();
        if (allDeadlinesPassed(year)) {
            campaigns.require(year).close(clock.instant(), figures);
        } else {
            flow.openingDecided(year);
        }
    }

    /** Fires the year's calendar when its time has come and no executor runs yet (the demonstration's past). */
    void fireCalendar(int year) {
        flow.fireDueTimers(year);
    }

    /** The opening is over when its batch is, and so is the closing; the calendar goes on. */
    @EventListener
    void batchFinished(BatchFinished finished) {
        if (OPENING.equals(finished.kind())) {
            int year = Integer.parseInt(finished.subject());
            campaigns.require(year).opened();
            flow.openingConcluded(year);
        } else if (CLOSING.equals(finished.kind())) {
            flow.closingConcluded(Integer.parseInt(finished.subject()));
        }
    }

    /** The codes of the ATS that take part in a year. */
    List<String> districts(int year) {
        return participants(campaigns.require(year)).stream().map(Ats::code).toList();
    }

    /** How many ATS take part in a year. */
    @Transactional(readOnly = true)
    public int participants(int year) {
        return participants(campaigns.require(year)).size();
    }

    /** How many sheets of a year exist, withdrawn ones left out. */
    @Transactional(readOnly = true)
    public long created(int year) {
        return jdbc.sql("select count(*) from sheet where year = ? and state <> 'WITHDRAWN'")
                .param(year)
                .query(Long.class)
                .single();
    }

    @Transactional(readOnly = true)
    public Optional<BatchProgress> openingProgress(int year) {
        return batches.progress(OPENING, Integer.toString(year));
    }

    /** Puts the ATS that could not be opened back in line. */
    @Transactional
    public void retryOpening(int year) {
        openingProgress(year).ifPresent(progress -> batches.retryFailed(progress.id()));
    }
}
