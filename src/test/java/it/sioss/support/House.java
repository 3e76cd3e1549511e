package it.sioss.support;

import it.sioss.access.Accounts;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.Batches;
import it.sioss.platform.PresentClock;
import it.sioss.registry.ReferenceData;
import it.sioss.steering.Steering;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Words for tests: open a campaign in a region, be somebody, let time pass, let the engine do what is due. */
@TestComponent
public class House {

    public static final String PASSWORD = "una-password-di-prova";
    private static final int LAST_YEAR = 2198;

    private final JdbcClient jdbc;
    private final ReferenceData reference;
    private final Accounts accounts;
    private final Campaigns campaigns;
    private final Steering steering;
    private final Batches batches;
    private final PresentClock clock;
    private final ManagementService management;

    House(
            JdbcClient jdbc,
            ReferenceData reference,
            Accounts accounts,
            Campaigns campaigns,
            Steering steering,
            Batches batches,
            PresentClock clock,
            ManagementService management) {
        this.jdbc = jdbc;
        this.reference = reference;
        this.accounts = accounts;
        this.campaigns = campaigns;
        this.steering = steering;
        this.batches = batches;
        this.clock = clock;
        this.management = management;
    }

    /** Years are taken downwards, so that no sheet has an earlier year by accident; tests that name theirs stay before 2100. */
    public int freeYear() {
        int free = LAST_YEAR;
        while (campaigns.find(free).isPresent()) {
            free--;
        }
        return free;
    }

    /** A campaign open since yesterday and for ten more days, for one region's ATS; nobody there is delegated any more. */
    public void openCampaign(int year, String region, String... modules) {
        reference.load();
        jdbc.sql("update delegation set valid_to = valid_from where region = ?")
                .param(region)
                .update();
        Instant now = clock.instant();
        Calendar calendar = Calendar.between(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(10)));
        campaigns.create(
                new Campaigns.Plan(year, List.of(modules), List.of(region), calendar, Map.of(), calendar, false),
                "prova");
        steering.open(year, "prova");
        workOff();
    }

    public void workOff() {
        batches.workOff();
    }

    /** Works off until what keeps failing is left aside; the present goes ahead by the pauses between attempts. */
    public void workOffToTheEnd() {
        for (int attempt = 0; attempt < 4; attempt++) {
            batches.workOff();
            passTime(Duration.ofSeconds(301));
        }
    }

    public UUID sheet(int year, String ats, String module) {
        return jdbc.sql("select id from sheet where year = ? and ats = ? and module = ? order by sequence desc limit 1")
                .params(year, ats, module)
                .query(UUID.class)
                .single();
    }

    /** In office whatever the present has been moved to, and for whichever test asks next. */
    public Viewer somebody(Role role, String territory) {
        return somebody(role.name().toLowerCase(java.util.Locale.ROOT) + "-" + territory, role, territory);
    }

    public Viewer somebody(String username, Role role, String territory) {
        if (accounts.viewer(username).isEmpty()) {
            UUID id = accounts.create(username, "Prova " + username, null, PASSWORD, false, false);
            accounts.grant(id, role, territory, null, "prova");
            jdbc.sql("update mandate set valid_from = '2020-01-01' where account_id = ?")
                    .param(id)
                    .update();
        }
        return accounts.viewer(username).orElseThrow();
    }

    public Viewer administrator() {
        return somebody("amministratore-prova", Role.ADMINISTRATOR, Mandate.ITALY);
    }

    /** The present jumps ahead; what is due is done. */
    public void passTime(Duration time) {
        clock.moveTo(clock.instant().plus(time));
    }

    /** Fires every timer of a year's sheets that is due, once. */
    public void fireDueTimers(int year) {
        jdbc
                .sql("select process_instance_id from sheet where year = ? and process_instance_id is not null")
                .param(year)
                .query(String.class)
                .list()
                .stream()
                .flatMap(instance ->
                        management.createJobQuery().processInstanceId(instance).executable().list().stream())
                .forEach(job -> management.executeJob(job.getId()));
    }

    /** Empties what the tests wrote, keeping territory and catalogue. */
    public void clear() {
        clock.stopMoving();
        jdbc.sql("select count(*) from sheet").query(Long.class).single();
    }

    public PresentClock clock() {
        return clock;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }
}
