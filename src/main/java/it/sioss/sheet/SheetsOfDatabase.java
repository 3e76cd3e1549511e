package it.sioss.sheet;

import it.sioss.platform.ReceiptNumber;
import it.sioss.services.Dueness;
import it.sioss.services.KnownSheet;
import it.sioss.services.KnownSheets;
import it.sioss.services.SheetLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the services database about the sheets of its ATS. */
@Component
class SheetsOfDatabase implements KnownSheets {

    private final JdbcClient jdbc;
    private final Clock clock;

    SheetsOfDatabase(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<KnownSheet> of(int year, String ats) {
        Instant present = clock.instant();
        return jdbc.sql("""
                        select s.id, s.module, s.level, s.body, s.body_name, s.dueness, s.dueness_reason, s.state, s.touched,
                               w.deadline, t.number, t.fingerprint
                        from (select distinct on (module, level, body) * from sheet where year = ? and ats = ?
                              order by module, level, body, sequence desc) s
                        cross join lateral window_of(s.year, s.module, s.region, s.ats, s.id) w
                        left join transmission t on t.sheet_id = s.id
                        order by s.module, s.level, s.body""")
                .params(year, ats)
                .query((row, n) -> known(row, year, present))
                .list();
    }

    private static KnownSheet known(ResultSet row, int year, Instant present) throws SQLException {
        Instant deadline = row.getObject("deadline", OffsetDateTime.class).toInstant();
        SheetState state = SheetState.valueOf(row.getString("state"));
        SheetState effective = !state.ended() && !present.isBefore(deadline) ? SheetState.LAPSED : state;
        Long number = row.getObject("number", Long.class);
        return new KnownSheet(
                row.getObject("id", UUID.class),
                row.getString("module"),
                SheetLevel.valueOf(row.getString("level")),
                row.getString("body"),
                row.getString("body_name"),
                Dueness.valueOf(row.getString("dueness")),
                row.getString("dueness_reason"),
                effective.word(),
                effective.label(),
                !effective.ended(),
                row.getBoolean("touched"),
                state == SheetState.WITHDRAWN,
                deadline,
                number == null ? null : ReceiptNumber.of(year, number),
                row.getString("fingerprint"));
    }
}
