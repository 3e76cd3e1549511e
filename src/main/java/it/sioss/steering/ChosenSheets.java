package it.sioss.steering;

import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether an ATS may start, by its own choice, a sheet that is not required of it (circular, «non sarà richiesta la
 * compilazione delle specifiche schede»). Off until an administrator allows it; every decision stays in the journal.
 */
@Service
public class ChosenSheets {

    private static final String ALLOWED = "CHOSEN_SHEETS_ALLOWED";
    private static final String REFUSED = "CHOSEN_SHEETS_REFUSED";

    private final Campaigns campaigns;
    private final JdbcClient jdbc;
    private final Clock clock;

    ChosenSheets(Campaigns campaigns, JdbcClient jdbc, Clock clock) {
        this.campaigns = campaigns;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One decision, with who took it and why. */
    public record Decision(boolean allowed, String reason, String author, Instant at) {}

    /**
     * Allows the choice from now on, or ends it; sheets already started by choice stay while somebody has worked on them.
     *
     * @throws Refusal 404 without such year, 409 when it is over or nothing would change, 422 without a reason
     */
    @Transactional
    public void decide(int year, boolean allowed, @Nullable String reason, Viewer who) {
        campaigns.lock(year);
        Campaign campaign = campaigns.require(year);
        if (campaign.state() == CampaignState.CLOSED) {
            throw new Refusal(409, "RILEVAZIONE_CHIUSA", "La rilevazione " + year + " è chiusa.");
        }
        String why = PlainText.required("motivo", reason, 10, 500);
        if (!campaign.letNotRequiredByChoice(allowed)) {
            throw new Refusal(
                    409,
                    "IMPOSTAZIONE_INVARIATA",
                    "Le schede non richieste " + (allowed ? "si possono già" : "già non si possono")
                            + " compilare per scelta.");
        }
        jdbc.sql("""
                        insert into journal (at, year, event, actor, actor_name, changes)
                        values (?, ?, ?, ?, ?, jsonb_build_object('motivo', ?::text))""")
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        year,
                        allowed ? ALLOWED : REFUSED,
                        who.username(),
                        who.displayName(),
                        why)
                .update();
    }

    @Transactional(readOnly = true)
    public boolean allowed(int year) {
        return campaigns.require(year).notRequiredByChoice();
    }

    /** The decisions of a year, the newest first. */
    @Transactional(readOnly = true)
    public List<Decision> decisions(int year) {
        return jdbc.sql("""
                        select event, coalesce(changes ->> 'motivo', ''), actor_name, at from journal
                        where year = ? and event in (?, ?) order by entry desc""")
                .params(year, ALLOWED, REFUSED)
                .query((row, n) -> new Decision(
                        row.getString(1).equals(ALLOWED),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }
}
