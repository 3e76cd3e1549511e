package it.sioss.monitoring;

import it.sioss.access.Scope;
import it.sioss.access.Viewer;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.SheetState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How a collection year is going: one query for all figures, one for the curve. */
@Component
@Transactional(readOnly = true)
public class Dashboard {

    /** An expected sheet is at risk when its deadline is nearer than this; the lists use the same span. */
    static final Duration RISK = Duration.ofDays(7);

    private static final Duration A_DAY = Duration.ofDays(1);

    /** A begun sheet that nobody has moved or saved for longer than this stands still; the lists use the same span. */
    static final Duration STILL = Duration.ofDays(7);

    private static final int MOST_CHECKS = 6;

    /** Today's figures, and yesterday's: the journal of the last day tells where each sheet stood before it. */
    private static final String FIGURES = """
            with moved as (
                select j.sheet_id, (array_agg(j.from_state order by j.entry))[1] as was
                from journal j
                where j.year = :year and j.at > :yesterday and j.from_state is not null and j.to_state is not null
                group by 1
            ), begun as (
                select distinct j.sheet_id
                from journal j
                where j.year = :year and j.at > :yesterday and j.event in ('ANSWERED', 'EMPTY_DECLARED')
                  and not exists (select from journal e where e.sheet_id = j.sheet_id and e.at <= :yesterday
                                  and e.event in ('ANSWERED', 'EMPTY_DECLARED'))
            ), then_as as (
                select s.*, o.opened_at, greatest(s.state_since, s.saved_at) as last_deed,
                       case when o.opened_at > :yesterday then 'ABSENT'
                            when coalesce(m.was, s.state) in ('FINALIZED', 'WITHDRAWN', 'LAPSED')
                                 or s.deadline > :yesterday then coalesce(m.was, s.state)
                            else 'LAPSED' end as was,
                       coalesce(m.was, s.state) <> 'COMPILING' or (o.touched and b.sheet_id is null) as was_begun
                from sheets_at(:present) s
                join sheet o on o.id = s.id
                left join moved m on m.sheet_id = s.id
                left join begun b on b.sheet_id = s.id
                where s.year = :year and %4$s
                  and (cast(:region as text) is null or s.region = :region)
                  and (cast(:module as text) is null or s.module = :module)
            )
            select s.module, s.region, b.name as region_name, %1$s as ats, %2$s as ats_name, %3$s as synthetic,
                   s.effective_state,
                   count(*) as total,
                   count(*) filter (where s.progress in ('PARTIAL', 'COMPLETE', 'SENT_ON')) as under_way,
                   count(*) filter (where s.progress = 'NOT_STARTED') as not_started,
                   count(*) filter (where s.progress = 'NOT_NEEDED') as not_needed,
                   count(*) filter (where s.progress = 'PARTIAL') as partial,
                   count(*) filter (where s.effective_state = 'LAPSED' and s.expected) as lapsed,
                   count(*) filter (where s.expected and (s.effective_state = 'LAPSED'
                       or (s.progress <> 'ENDED' and s.deadline <= :risk))) as at_risk,
                   count(*) filter (where s.empty) as empty,
                   count(*) filter (where s.was not in ('ABSENT', 'WITHDRAWN')) as was_total,
                   count(*) filter (where s.was = 'FINALIZED') as was_finalized,
                   count(*) filter (where s.was_begun
                       and s.was not in ('ABSENT', 'WITHDRAWN', 'FINALIZED', 'LAPSED')) as was_under_way,
                   count(*) filter (where not s.was_begun and s.was = 'COMPILING' and s.dueness = 'REQUIRED')
                       as was_not_started,
                   count(*) filter (where (s.dueness = 'REQUIRED' or s.was_begun)
                       and s.was not in ('ABSENT', 'WITHDRAWN', 'FINALIZED')
                       and (s.was = 'LAPSED' or s.deadline <= :risk_yesterday)) as was_at_risk,
                   count(*) filter (where s.progress in ('PARTIAL', 'COMPLETE', 'SENT_ON')
                       and s.last_deed <= :still) as still,
                   min(s.last_deed) filter (where s.progress in ('PARTIAL', 'COMPLETE', 'SENT_ON')) as still_since,
                   min(s.opened_at) as opened_at,
                   max(s.deadline) filter (where s.effective_state <> 'WITHDRAWN') as last_deadline
            from then_as s
            join regional_body b on b.code = s.region
            left join ats a on a.code = s.ats
            group by 1, 2, 3, 4, 5, 6, 7""";

    private static final String CURVE = """
            select (j.at at time zone 'Europe/Rome')::date as day, count(*) as number
            from journal j
            where j.year = :year and j.event = 'FINALIZED'
              and %s
              and (cast(:region as text) is null or j.region = :region)
              and (cast(:module as text) is null or j.module = :module)
            group by 1 order by 1""";

    private static final String EXTENT = """
            select count(*) as sheets, max(s.deadline) as deadline
            from sheets_at(:present) s
            where s.year = :year and %s and s.effective_state <> 'WITHDRAWN'
              and (cast(:region as text) is null or s.region = :region)
              and (cast(:module as text) is null or s.module = :module)""";

    private static final String CHECKS = """
            select s.module, c.code, count(*) as sheets
            from sheets_at(:present) s
            join sheet o on o.id = s.id
            cross join unnest(o.blocked_by) as c (code)
            where s.year = :year and %s and s.progress <> 'ENDED' and not s.empty
              and (cast(:region as text) is null or s.region = :region)
              and (cast(:module as text) is null or s.module = :module)
            group by 1, 2 order by 3 desc, 1, 2 limit :most""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Dashboard(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The figures of one territory or of one module; a district says whether it is synthetic. */
    public record Part(String code, String name, boolean synthetic, Figures figures) {}

    /** How many open sheets break a blocking check. */
    public record Obstacle(String module, String check, long sheets) {}

    /**
     * What the dashboard shows.
     *
     * @param territories regions; the districts of one region when it was asked for or is the only one seen
     * @param course the way to the deadline; none where there are no sheets
     * @param obstacles the blocking checks that hold up most sheets, the worst first
     * @param standstills the steps where begun sheets stand, in the order of the process
     */
    public record Picture(
            int year,
            @Nullable String region,
            @Nullable String module,
            Figures all,
            long finalizedInADay,
            List<Part> modules,
            boolean byDistrict,
            List<Part> territories,
            Yesterday yesterday,
            @Nullable Course course,
            List<Obstacle> obstacles,
            List<Standstill> standstills) {

        /** The days on which something was finalized. */
        public List<Course.Day> curve() {
            return course == null ? List.of() : course.days();
        }
    }

    private record Cell(
            String module,
            Part region,
            @Nullable Part district,
            Figures figures,
            Yesterday yesterday,
            Standstill standstill,
            @Nullable Instant opened,
            @Nullable Instant deadline) {}

    /** The figures of a year as this person may see them. */
    public Picture picture(Viewer viewer, int year, @Nullable String region, @Nullable String module) {
        Scope scope = viewer.scope();
        boolean byDistrict =
                region != null || !scope.nation() && scope.regions().size() <= 1;
        Instant present = clock.instant();
        Map<String, @Nullable Object> parameters = new HashMap<>(scope.parameters());
        parameters.put("present", utc(present));
        parameters.put("risk", utc(present.plus(RISK)));
        parameters.put("yesterday", utc(present.minus(A_DAY)));
        parameters.put("risk_yesterday", utc(present.minus(A_DAY).plus(RISK)));
        parameters.put("still", utc(present.minus(STILL)));
        parameters.put("most", MOST_CHECKS);
        parameters.put("year", year);
        parameters.put("region", region);
        parameters.put("module", module);
        String sql = byDistrict
                ? String.format(FIGURES, "s.ats", "a.name", "a.synthetic", scope.condition("s"))
                : String.format(FIGURES, "null::text", "null::text", "false", scope.condition("s"));
        List<Cell> cells =
                jdbc.sql(sql).params(parameters).query((row, n) -> cell(row)).list();
        List<Part> territories = group(cells, cell -> cell.district() == null ? cell.region() : cell.district());
        return new Picture(
                year,
                region,
                module,
                sum(cells),
                finalizedSince(scope, parameters),
                group(cells, cell -> new Part(cell.module(), cell.module(), false, Figures.NONE)),
                byDistrict,
                territories,
                cells.stream().map(Cell::yesterday).reduce(Yesterday.NONE, Yesterday::plus),
                course(cells, scope, parameters, present),
                obstacles(scope, parameters),
                standstills(cells));
    }

    private static List<Standstill> standstills(List<Cell> cells) {
        var steps = new EnumMap<SheetState, Standstill>(SheetState.class);
        cells.stream()
                .map(Cell::standstill)
                .filter(standstill -> standstill.since() != null)
                .forEach(standstill -> steps.merge(standstill.state(), standstill, Standstill::plus));
        return List.copyOf(steps.values());
    }

    private List<Obstacle> obstacles(Scope scope, Map<String, @Nullable Object> parameters) {
        return jdbc.sql(CHECKS.formatted(scope.condition("s")))
                .params(parameters)
                .query((row, n) -> new Obstacle(row.getString("module"), row.getString("code"), row.getLong("sheets")))
                .list();
    }

    private @Nullable Course course(
            List<Cell> cells, Scope scope, Map<String, @Nullable Object> parameters, Instant present) {
        Instant opened = cells.stream()
                .map(Cell::opened)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        Instant deadline = cells.stream()
                .map(Cell::deadline)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return opened == null || deadline == null
                ? null
                : new Course(
                        LocalDate.ofInstant(opened, RomeTime.ROME),
                        lastDay(deadline),
                        LocalDate.ofInstant(present, RomeTime.ROME),
                        sum(cells).total(),
                        curve(scope, parameters),
                        yearBefore(scope, parameters));
    }

    private Course.@Nullable Before yearBefore(Scope scope, Map<String, @Nullable Object> parameters) {
        Map<String, @Nullable Object> past = new HashMap<>(parameters);
        int year = Objects.requireNonNull((Integer) parameters.get("year")) - 1;
        past.put("year", year);
        Extent extent = jdbc.sql(EXTENT.formatted(scope.condition("s")))
                .params(past)
                .query((row, n) -> new Extent(row.getLong("sheets"), instant(row, "deadline")))
                .single();
        return extent.deadline() == null
                ? null
                : new Course.Before(year, extent.sheets(), lastDay(extent.deadline()), curve(scope, past));
    }

    private record Extent(long sheets, @Nullable Instant deadline) {}

    private static LocalDate lastDay(Instant exclusive) {
        return LocalDate.ofInstant(exclusive.minusSeconds(1), RomeTime.ROME);
    }

    private static Cell cell(ResultSet row) throws SQLException {
        SheetState state = SheetState.valueOf(row.getString("effective_state"));
        long number = row.getLong("total");
        boolean withdrawn = state == SheetState.WITHDRAWN;
        var figures = new Figures(
                withdrawn ? 0 : number,
                state == SheetState.FINALIZED ? number : 0,
                row.getLong("under_way"),
                row.getLong("not_started"),
                row.getLong("not_needed"),
                row.getLong("partial"),
                row.getLong("lapsed"),
                row.getLong("at_risk"),
                withdrawn ? 0 : row.getLong("empty"),
                Map.of(state, number));
        var yesterday = new Yesterday(
                row.getLong("was_total"),
                row.getLong("was_finalized"),
                row.getLong("was_under_way"),
                row.getLong("was_not_started"),
                row.getLong("was_at_risk"));
        var standstill =
                new Standstill(state, row.getLong("under_way"), row.getLong("still"), instant(row, "still_since"));
        String ats = row.getString("ats");
        return new Cell(
                row.getString("module"),
                new Part(row.getString("region"), row.getString("region_name"), false, Figures.NONE),
                ats == null
                        ? null
                        : new Part(ats, row.getString("ats_name"), row.getBoolean("synthetic"), Figures.NONE),
                figures,
                yesterday,
                standstill,
                instant(row, "opened_at"),
                instant(row, "last_deadline"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }

    private static List<Part> group(List<Cell> cells, Function<Cell, Part> by) {
        var parts = new TreeMap<String, Part>();
        for (Cell cell : cells) {
            Part part = by.apply(cell);
            Figures before = parts.getOrDefault(part.code(), part).figures();
            parts.put(part.code(), new Part(part.code(), part.name(), part.synthetic(), before.plus(cell.figures())));
        }
        return List.copyOf(parts.values());
    }

    private static Figures sum(List<Cell> cells) {
        return cells.stream().map(Cell::figures).reduce(Figures.NONE, Figures::plus);
    }

    private long finalizedSince(Scope scope, Map<String, @Nullable Object> parameters) {
        return jdbc.sql("""
                        select count(*) from journal j
                        where j.year = :year and j.event = 'FINALIZED' and j.at > :yesterday
                        and %s
                        and (cast(:region as text) is null or j.region = :region)
                        and (cast(:module as text) is null or j.module = :module)""".formatted(scope.condition("j")))
                .params(parameters)
                .query(Long.class)
                .single();
    }

    private List<Course.Day> curve(Scope scope, Map<String, @Nullable Object> parameters) {
        var days = new ArrayList<Course.Day>();
        jdbc.sql(CURVE.formatted(scope.condition("j"))).params(parameters).query(row -> {
            long number = row.getLong("number");
            long before = days.isEmpty() ? 0 : days.get(days.size() - 1).sinceBeginning();
            days.add(new Course.Day(row.getObject("day", LocalDate.class), number, before + number));
        });
        return List.copyOf(days);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
