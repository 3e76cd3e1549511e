package it.sioss.steering;

import it.sioss.platform.ReceiptNumber;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The receipts that only an extension has made possible: received after the deadline there would be without it. */
@Component
class ReceiptsUnderExtension implements ExtensionUse {

    private static final int NAMED = 10;

    private final JdbcClient jdbc;

    ReceiptsUnderExtension(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> of(UUID extension, int year, Instant grantedAt) {
        return jdbc
                .sql("""
                        select t.number from transmission t join sheet s on s.id = t.sheet_id,
                               lateral window_of(s.year, s.module, s.region, s.ats, s.id) w
                        where t.year = :year and t.decided_at >= :granted and t.received_at >= w.deadline
                        union all
                        select t.number from database_transmission t, lateral window_of(t.year, null, t.region, t.ats, null) w
                        where t.year = :year and t.decided_at >= :granted and t.received_at >= w.deadline
                        order by 1 limit :named""")
                .param("year", year)
                .param("granted", grantedAt.atOffset(ZoneOffset.UTC))
                .param("named", NAMED)
                .query(Long.class)
                .list()
                .stream()
                .map(number -> "la ricevuta " + ReceiptNumber.of(year, number))
                .toList();
    }
}
