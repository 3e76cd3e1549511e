package it.sioss.steering;

import it.sioss.access.Scope;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.RomeTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What would be at the end of a day if nobody did anything more: asked of the same functions that lists, guard and timers ask,
 * with another present.
 */
@Service
public class Simulation {

    private final Campaigns campaigns;
    private final Reminders reminders;
    private final JdbcClient jdbc;
    private final Clock clock;

    Simulation(Campaigns campaigns, Reminders reminders, JdbcClient jdbc, Clock clock) {
        this.campaigns = campaigns;
        this.reminders = reminders;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One module in one region.
     *
     * @param lapsing sheets open now that would have lapsed by then, unless an earlier transmission would stand in their place
     * @param expected how many of them somebody owes
     * @param saved how many of them would still be open with the extension
     * @param lapsed sheets that have lapsed already
     * @param revived how many of those would go on with the extension
     */
    public record Line(
            String module,
            String region,
            String regionName,
            long lapsing,
            long expected,
            long saved,
            long lapsed,
            long revived,
            long finalized) {}

    /**
     * The services databases (Allegato 1), which have a window of their own: as for the sheets of a {@link Line}.
     */
    public record Databases(long lapsing, long saved, long lapsed, long revived) {}

    /** The state of a year at an instant to come; the extension is of so many days, for every window. */
    public record Outlook(
            int year,
            Instant present,
            Instant at,
            int days,
            List<Campaigns.Decided> closing,
            List<Line> lines,
            Databases databases,
            List<Reminders.Round> reminders) {

        public long lapsing() {
            return lines.stream().mapToLong(Line::lapsing).sum();
        }

        public long expected() {
            return lines.stream().mapToLong(Line::expected).sum();
        }

        public long saved() {
            return lines.stream().mapToLong(Line::saved).sum();
        }

        public long lapsed() {
            return lines.stream().mapToLong(Line::lapsed).sum();
        }

        public long revived() {
            return lines.stream().mapToLong(Line::revived).sum();
        }
    }

    /** The end of a day in Rome, with an extension of so many days, in the territory one may see. */
    @Transactional(readOnly = true)
    public Outlook at(int year, LocalDate day, int days, Scope scope) {
        campaigns.require(year);
        Instant present = clock.instant();
        Instant at = RomeTime.endOf(day);
        List<Campaigns.Decided> closing = campaigns.decided(year).stream()
                .filter(window ->
                        !window.calendar().expired(present) && window.calendar().expired(at))
                .toList();
        List<Line> lines = jdbc.sql("""
                        select n.module, n.region, b.name,
                               count(*) filter (where n.lapsing),
                               count(*) filter (where n.lapsing and n.expected),
                               count(*) filter (where n.lapsing and n.longer > :at),
                               count(*) filter (where n.lapsed),
                               count(*) filter (where n.lapsed and n.longer > :at),
                               count(*) filter (where n.effective_state = 'FINALIZED')
                        from (select t.module, t.region, t.expected, t.effective_state,
                                     t.effective_state = 'LAPSED' and s.effective_state <> 'LAPSED' as lapsing,
                                     s.effective_state = 'LAPSED' as lapsed,
                                     ((t.deadline at time zone 'Europe/Rome') + make_interval(days => :days))
                                         at time zone 'Europe/Rome' as longer
                              from sheets_at(:at) t
                              left join (select o.id, o.effective_state from sheets_at(:present) o
                                         where o.year = :year and %s) s on s.id = t.id
                              where t.year = :year and %s) n
                        join regional_body b on b.code = n.region
                        group by 1, 2, 3 order by 1, 2""".formatted(scope.condition("o"), scope.condition("t")))
                .params(scope.parameters())
                .param("year", year)
                .param("days", days)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("present", present.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Line(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9)))
                .list();
        return new Outlook(
                year,
                present,
                at,
                days,
                closing,
                lines,
                databases(year, present, at, days, scope),
                reminders.forecast(year, at, scope));
    }

    private Databases databases(int year, Instant present, Instant at, int days, Scope scope) {
        return jdbc.sql("""
                        select count(*) filter (where n.open and n.deadline > :present and n.deadline <= :at),
                               count(*) filter (where n.open and n.deadline > :present and n.deadline <= :at
                                                and n.longer > :at),
                               count(*) filter (where n.state = 'LAPSED' or n.open and n.deadline <= :present),
                               count(*) filter (where (n.state = 'LAPSED' or n.open and n.deadline <= :present)
                                                and n.longer > :at)
                        from (select d.state, d.state in ('COMPILING', 'READY') as open, w.deadline,
                                     ((w.deadline at time zone 'Europe/Rome') + make_interval(days => :days))
                                         at time zone 'Europe/Rome' as longer
                              from service_database d
                              cross join lateral window_of(d.year, null, d.region, d.ats, null) w
                              where d.year = :year and %s) n""".formatted(scope.condition("d")))
                .params(scope.parameters())
                .param("year", year)
                .param("days", days)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("present", present.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Databases(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }
}
