package it.sioss.steering;

import it.sioss.access.Accounts;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Batches;
import it.sioss.platform.DatabaseAccess;
import it.sioss.platform.PresentClock;
import it.sioss.platform.RomeTime;
import it.sioss.registry.Ats;
import it.sioss.registry.RegionalBody;
import it.sioss.registry.Registry;
import it.sioss.services.DemonstrationAnnex;
import it.sioss.sheet.DemonstrationAnswers;
import it.sioss.sheet.Sheets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The demonstration of a first start: accounts of each role, a past campaign lived through in three regions before
 * anybody enters, and a national one that opens, visibly, once the house is ready. Never on a database of one's own.
 */
@Component
@Profile("!test")
class Demonstration implements ApplicationListener<ContextRefreshedEvent> {

    /** Said at every start of the demonstration; never used elsewhere. */
    static final String PASSWORD = "dimostrazione2025";

    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);
    private static final String AUTHOR = "dimostrazione";
    private static final int PAST = 2024;
    private static final int PRESENT = 2025;
    private static final List<String> PAST_REGIONS = List.of("0200", "1000", "1400");
    private static final String REGION = "1000";

    private final DatabaseAccess database;
    private final Accounts accounts;
    private final Registry registry;
    private final Campaigns campaigns;
    private final Catalogue catalogue;
    private final Delegations delegations;
    private final Steering steering;
    private final Sheets sheets;
    private final DemonstrationAnswers answers;
    private final DemonstrationAnnex annexes;
    private final NewModules newModules;
    private final Batches batches;
    private final PresentClock clock;
    private final JdbcClient jdbc;
    private final Environment environment;
    private final boolean wanted;
    private final List<String> modules;

    Demonstration(
            DatabaseAccess database,
            Accounts accounts,
            Registry registry,
            Campaigns campaigns,
            Catalogue catalogue,
            Delegations delegations,
            Steering steering,
            Sheets sheets,
            DemonstrationAnswers answers,
            DemonstrationAnnex annexes,
            NewModules newModules,
            Batches batches,
            PresentClock clock,
            JdbcClient jdbc,
            Environment environment,
            @Value("${sioss.demonstration:false}") boolean wanted,
            @Value("${sioss.demonstration-modules:}") List<String> modules) {
        this.database = database;
        this.accounts = accounts;
        this.registry = registry;
        this.campaigns = campaigns;
        this.catalogue = catalogue;
        this.delegations = delegations;
        this.steering = steering;
        this.sheets = sheets;
        this.answers = answers;
        this.annexes = annexes;
        this.newModules = newModules;
        this.batches = batches;
        this.clock = clock;
        this.jdbc = jdbc;
        this.environment = environment;
        this.wanted = wanted;
        this.modules = List.copyOf(modules);
    }

    private boolean here() {
        return wanted && database.embedded();
    }

    /** Before readiness, with nothing running in the background: the past. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent refreshed) {
        if (!here()) {
            return;
        }
        seedAccounts();
        boolean lived =
                campaigns.find(PAST).map(past -> past.outcome().isPresent()).orElse(false);
        if (!lived) {
            livePast();
        }
        if (campaigns.find(PRESENT).isEmpty()) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), RomeTime.ROME);
            Calendar calendar =
                    Calendar.between(RomeTime.startOf(today.minusDays(20)), RomeTime.endOf(today.plusDays(12)));
            campaigns.create(
                    new Campaigns.Plan(PRESENT, modules(PRESENT), List.of(), calendar, Map.of(), calendar, true),
                    AUTHOR);
        }
    }

    /** Of the modules of the year, those the settings name; all of them when they name none. */
    private List<String> modules(int year) {
        return catalogue.offered(year).stream()
                .map(revision -> revision.module())
                .filter(module -> modules.isEmpty() || modules.contains(module))
                .toList();
    }

    private void seedAccounts() {
        String ats = demonstrationAts().code();
        account("operatore", "Maria Rossi", Role.ATS_OPERATOR, ats);
        account("referente", "Anna Conti", Role.ATS_REFERENT, ats);
        account("regionale", "Paolo Bruni", Role.REGION_OPERATOR, REGION);
        account("supervisore", "Luca Bianchi", Role.REGION_SUPERVISOR, REGION);
        account("amministratore", "Giulia Serra", Role.ADMINISTRATOR, Mandate.ITALY);
        account("lettura", "Carlo Neri", Role.MINISTRY_READER, Mandate.ITALY);
        for (RegionalBody body : registry.regionalBodies()) {
            account("supervisore-" + body.code(), "Supervisore " + body.name(), Role.REGION_SUPERVISOR, body.code());
        }
    }

    private Ats demonstrationAts() {
        return registry.atsOfRegion(REGION, PRESENT).get(0);
    }

    private void account(String username, String name, Role role, String territory) {
        if (accounts.viewer(username).isEmpty()) {
            UUID id = accounts.create(username, name, null, PASSWORD, false, true);
            accounts.grant(id, role, territory, null, AUTHOR);
        }
    }

    private void livePast() {
        Calendar calendar = Calendar.proposed(PAST);
        List<String> all = modules(PAST);
        List<String> first = all.subList(0, Math.max(1, all.size() - 1));
        try {
            clock.moveTo(calendar.opensAt().plus(Duration.ofHours(9)));
            if (campaigns.find(PAST).isEmpty()) {
                campaigns.create(
                        new Campaigns.Plan(
                                PAST,
                                first,
                                PAST_REGIONS,
                                calendar,
                                Map.of(),
                                Calendar.between(calendar.opensAt().minus(Duration.ofDays(90)), calendar.deadline()),
                                true),
                        AUTHOR);
            }
            steering.open(PAST, AUTHOR);
            batches.workOff();
            integrate(calendar, all.subList(first.size(), all.size()));
            workThrough(calendar.opensAt());
            clock.moveTo(calendar.deadline().plus(Duration.ofMinutes(4)));
            steering.fireCalendar(PAST);
            batches.workOff();
        } finally {
            clock.stopMoving();
        }
    }

    /**
     * As in the circular: one ATS has finalized its database already when further modules are published; it integrates
     * them, and its receipt stays as it was.
     */
    private void integrate(Calendar calendar, List<String> further) {
        if (further.isEmpty() || !campaigns.require(PAST).modules().stream().noneMatch(further::contains)) {
            return;
        }
        Ats early = demonstrationAts();
        Viewer referent = referentOf(early);
        clock.moveTo(calendar.opensAt().plus(Duration.ofDays(3)));
        openSheets(early.code()).forEach(sheet -> work(sheet, referent, 0));
        annexes.fillAndFinalize(PAST, early.code(), referent);
        clock.moveTo(calendar.opensAt().plus(Duration.ofDays(8)));
        var windows = new TreeMap<String, Calendar>();
        further.forEach(module -> windows.put(module, Calendar.between(clock.instant(), calendar.deadline())));
        newModules.publish(
                PAST, new NewModules.Wish(windows, "Nuovi moduli di approfondimento sui LEPS", null), AUTHOR);
        batches.workOff();
        clock.moveTo(calendar.opensAt().plus(Duration.ofDays(15)));
        openSheets(early.code()).forEach(sheet -> work(sheet, referent, 0));
    }

    private static Viewer referentOf(Ats ats) {
        return new Viewer(
                new UUID(0, 0),
                "archivio",
                "Referente " + ats.name(),
                false,
                0,
                List.of(new Mandate(Role.ATS_REFERENT, ats.code(), Instant.EPOCH, null)));
    }

    /** Two sheets in three are finalized, some of them empty; the others are left to lapse. */
    private void workThrough(Instant opening) {
        int turn = 0;
        for (String region : PAST_REGIONS) {
            for (Ats ats : registry.atsOfRegion(region, PAST)) {
                Viewer referent = referentOf(ats);
                for (UUID sheet : openSheets(ats.code())) {
                    clock.moveTo(opening.plus(Duration.ofDays(20 + turn % 60)).plus(Duration.ofHours(turn % 7)));
                    work(sheet, referent, turn++);
                }
            }
        }
    }

    private List<UUID> openSheets(String ats) {
        return jdbc.sql("select id from sheet where year = ? and ats = ? and state = 'COMPILING' order by module")
                .params(PAST, ats)
                .query(UUID.class)
                .list();
    }

    private void work(UUID sheet, Viewer referent, int turn) {
        if (turn % 5 == 4) {
            return;
        }
        var view = sheets.view(sheet, referent);
        if (turn % 7 == 3) {
            sheets.declareEmpty(sheet, true, referent, clock.instant());
            sheets.submit(sheet, referent, clock.instant());
            sheets.justify(
                    sheet,
                    "nessun_beneficiario",
                    "Nel corso dell'anno nessuna persona ha chiesto o ricevuto il servizio nei comuni dell'ambito.",
                    referent,
                    clock.instant());
        } else {
            sheets.answer(
                    sheet,
                    view.sheet().answersVersion(),
                    answers.plausible(view.revision(), 1 + turn % 6),
                    referent,
                    clock.instant());
            if (turn % 9 == 5) {
                return;
            }
            sheets.submit(sheet, referent, clock.instant());
        }
        sheets.finalizeSheet(sheet, referent, clock.instant());
    }

    /** Once ready: the national campaign opens in the ordinary way, and the address is said. */
    @EventListener
    void ready(ApplicationReadyEvent ready) {
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        LOG.info("SIOSS è pronto: http://localhost:{}/", port);
        if (!here()) {
            return;
        }
        LOG.info(
                "Dimostrazione. Utenti: operatore, referente, regionale, supervisore, amministratore, lettura."
                        + " Password di tutti: {}",
                PASSWORD);
        if (campaigns.require(PRESENT).state() == CampaignState.DRAFT) {
            delegate();
            steering.open(PRESENT, AUTHOR);
            LOG.info(
                    "La rilevazione dimostrativa {} si sta aprendo: l'avanzamento è nella pagina Rilevazioni.",
                    PRESENT);
        }
    }

    /** The region compiles one module for the demonstration's ATS. */
    private void delegate() {
        Viewer supervisor = accounts.viewer("supervisore").orElseThrow();
        var ats = registry.atsOfRegion(REGION, PRESENT);
        String module = modules(PRESENT).get(0);
        if (delegations.of(ats.get(0).code()).isEmpty()) {
            delegations.declare(
                    supervisor,
                    PRESENT,
                    ats.get(0).code(),
                    module,
                    DelegationScope.COMPILATION,
                    null,
                    null,
                    "Delega dimostrativa: la Regione compila per conto dell'ambito");
        }
        if (ats.size() > 1 && delegations.of(ats.get(1).code()).isEmpty()) {
            delegations.declare(
                    supervisor,
                    PRESENT,
                    ats.get(1).code(),
                    null,
                    DelegationScope.COMPILATION_AND_FINALIZATION,
                    null,
                    null,
                    "Delega dimostrativa: la Regione compila e finalizza per conto dell'ambito");
        }
    }
}
