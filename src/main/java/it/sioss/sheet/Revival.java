package it.sioss.sheet;

import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.PresentClock;
import it.sioss.platform.RomeTime;
import it.sioss.services.Services;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lapsed sheets whose deadline is ahead again go on as new sheets, with everything that was written in them. */
@Component
public class Revival {

    private final SheetRepository sheets;
    private final SheetOpening opening;
    private final Services services;
    private final Campaigns campaigns;
    private final JdbcClient jdbc;
    private final PresentClock clock;

    Revival(
            SheetRepository sheets,
            SheetOpening opening,
            Services services,
            Campaigns campaigns,
            JdbcClient jdbc,
            PresentClock clock) {
        this.sheets = sheets;
        this.opening = opening;
        this.services = services;
        this.campaigns = campaigns;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Revives the lapsed sheets of one ATS that a moved deadline concerns; returns how many. Doing it twice changes nothing:
     * a sheet another goes on from stays ended.
     */
    @Transactional
    public int revive(int year, String ats) {
        int revived = 0;
        for (UUID id : candidates(year, ats)) {
            Sheet lapsed = sheets.lock(id).orElseThrow();
            if (sheets.newerThan(id).isEmpty()) {
                goOn(lapsed);
                revived++;
            }
        }
        return revived;
    }

    private List<UUID> candidates(int year, String ats) {
        return jdbc.sql("""
                        select s.id from sheet s, lateral window_of(s.year, s.module, s.region, s.ats, s.id) w
                        where s.year = ? and s.ats = ? and s.state = 'LAPSED' and w.deadline > present_instant()
                        and s.id not in (select o.id from superseded_at(present_instant()) o) order by s.id""").params(year, ats).query(UUID.class).list();
    }

    private void goOn(Sheet lapsed) {
        Calendar window =
                campaigns.windowOf(lapsed.year(), lapsed.module(), lapsed.region(), lapsed.ats(), lapsed.id());
        var why = Json.MAPPER
                .createObjectNode()
                .put("motivo", "Proroga del termine")
                .put("finoAl", RomeTime.deadline(window.deadline()));
        opening.goOn(
                lapsed,
                "REVIVED",
                Journal.SYSTEM,
                why,
                services.receiptToIntegrate(lapsed.year(), lapsed.ats()).orElse(null),
                clock.instant(),
                fresh -> {});
    }
}
