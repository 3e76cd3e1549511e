package it.sioss.monitoring;

import it.sioss.access.Viewer;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final String FIGURES = """
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
                   count(*) filter (where s.empty) as empty
            from sheets_at(:present, :nation, :regions, :ats_codes, cast(:year as int)) s
            join regional_body b on b.code = s.region
            left join ats a on a.code = s.ats
            where (cast(:region as text) is null or s.region = :region)
              and (cast(:module as text) is null or s.module = :module)
            group by 1, 2, 3, 4, 5, 6, 7""";

    private static final String CURVE = """
            select (j.at at time zone 'Europe/Rome')::date as day, count(*) as number
            from journal j
            where j.year = :year and j.event = 'FINALIZED'
              and (:nation or j.region = any(:regions) or j.ats = any(:ats_codes))
              and (cast(:region as text) is null or j.region = :region)
              and (cast(:module as text) is null or j.module = :module)
            group by 1 order by 1""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Dashboard(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The figures of one territory or of one module; a district says whether it is synthetic. */
    public record Part(String code, String name, boolean synthetic, Figures figures) {}

    /** Sheets finalized on a day, and since the beginning. */
    public record Day(LocalDate day, long finalized, long sinceBeginning) {}

    /**
     * What the dashboard shows.
     *
     * @param territories regions; the districts of one region when it was asked for or is the only one seen
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
            List<Day> curve) {}

    private record Cell(
            String module, Part region, @Nullable Part district, Figures figures) {}

    /** The figures of a year as this person may see them. */
    public Picture picture(Viewer viewer, int year, @Nullable String region, @Nullable String module) {
        boolean byDistrict = region != null
                || !viewer.scope().nation() && viewer.scope().regions().size() <= 1;
        Instant present = clock.instant();
        Map<String, @Nullable Object> parameters = new HashMap<>(viewer.scope().parameters());
        parameters.put("present", utc(present));
        parameters.put("risk", utc(present.plus(RISK)));
        parameters.put("year", year);
        parameters.put("region", region);
        parameters.put("module", module);
        String sql = byDistrict
                ? String.format(FIGURES, "s.ats", "a.name", "a.synthetic")
                : String.format(FIGURES, "null::text", "null::text", "false");
        List<Cell> cells =
                jdbc.sql(sql).params(parameters).query((row, n) -> cell(row)).list();
        List<Part> territories = group(cells, cell -> cell.district() == null ? cell.region() : cell.district());
        return new Picture(
                year,
                region,
                module,
                sum(cells),
                finalizedSince(viewer, parameters, present.minus(Duration.ofDays(1))),
                group(cells, cell -> new Part(cell.module(), cell.module(), false, Figures.NONE)),
                byDistrict,
                territories,
                curve(parameters));
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
        String ats = row.getString("ats");
        return new Cell(
                row.getString("module"),
                new Part(row.getString("region"), row.getString("region_name"), false, Figures.NONE),
                ats == null
                        ? null
                        : new Part(ats, row.getString("ats_name"), row.getBoolean("synthetic"), Figures.NONE),
                figures);
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

    private long finalizedSince(Viewer viewer, Map<String, @Nullable Object> parameters, Instant since) {
        Map<String, @Nullable Object> more = new HashMap<>(parameters);
        more.putAll(viewer.scope().parameters());
        more.put("since", utc(since));
        return jdbc.sql("""
                        select count(*) from journal j where j.year = :year and j.event = 'FINALIZED' and j.at > :since
                        and (:nation or j.region = any(:regions) or j.ats = any(:ats_codes))
                        and (cast(:region as text) is null or j.region = :region)
                        and (cast(:module as text) is null or j.module = :module)""").params(more).query(Long.class).single();
    }

    private List<Day> curve(Map<String, @Nullable Object> parameters) {
        var days = new ArrayList<Day>();
        jdbc.sql(CURVE).params(parameters).query(row -> {
            long number = row.getLong("number");
            long before = days.isEmpty() ? 0 : days.get(days.size() - 1).sinceBeginning();
            days.add(new Day(row.getObject("day", LocalDate.class), number, before + number));
        });
        return List.copyOf(days);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
