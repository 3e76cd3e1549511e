package it.sioss.sheet;

import it.sioss.delegation.SheetInHand;
import it.sioss.delegation.SheetsInHand;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the ledger of delegations which sheets of an ATS are open, and who has them in charge. */
@Component
class SheetsOfLedger implements SheetsInHand {

    private final JdbcClient jdbc;
    private final Clock clock;

    SheetsOfLedger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<SheetInHand> openSheetsOf(String ats, String region) {
        return jdbc.sql("""
                        select s.id, s.year, s.module, s.body_name, s.state, coalesce(a.display_name, t.assignee_)
                        from sheet s
                        cross join lateral window_of(s.year, s.module, s.region, s.ats, s.id) w
                        left join act_ru_task t on t.proc_inst_id_ = s.process_instance_id and t.assignee_ is not null
                        left join account a on lower(a.username) = lower(t.assignee_)
                        where s.ats = :ats and s.region = :region and w.deadline > :present
                          and s.state in %s
                        order by s.year, s.module, s.body_name""".formatted(SheetState.LIVE))
                .param("ats", ats)
                .param("region", region)
                .param("present", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new SheetInHand(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        SheetState.valueOf(row.getString(5)).label(),
                        row.getString(6)))
                .list();
    }
}
