package it.sioss.worklist;

import it.sioss.access.Viewer;
import it.sioss.catalogue.Catalogue;
import it.sioss.platform.PlainText;
import it.sioss.services.SheetLevel;
import it.sioss.sheet.Claim;
import it.sioss.sheet.Compiler;
import it.sioss.sheet.SheetState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The lists of sheets: what waits for a person, and all that a person may see. One query each. */
@Component
@Transactional(readOnly = true)
public class SheetLists {

    /** An expected sheet is at risk when its deadline is nearer than this. */
    public static final Duration RISK = Duration.ofDays(7);

    /** A begun sheet that nobody has moved or saved for longer than this stands still. */
    public static final Duration STILL = Duration.ofDays(7);

    private static final String LIST = """
            with item as materialized (
                select s.id, s.effective_state, s.progress, s.expected, s.empty, s.deadline, s.ats, s.module, s.body_name,
                       s.asked, s.answered, s.saved_at
                from sheets_at(:present) s where %s
            ), counted as (
                select coalesce(sum(n), 0) as total,
                       sum(n) filter (where effective_state = 'RETURNED') as returned,
                       sum(n) filter (where effective_state = 'COMPILING' and progress = 'PARTIAL') as partial,
                       sum(n) filter (where effective_state = 'COMPILING' and progress = 'COMPLETE') as complete,
                       sum(n) filter (where progress = 'NOT_STARTED') as not_started,
                       sum(n) filter (where progress = 'NOT_NEEDED') as not_needed,
                       sum(n) filter (where effective_state = 'JUSTIFYING') as to_justify,
                       sum(n) filter (where effective_state = 'IN_REVIEW') as to_review,
                       sum(n) filter (where effective_state = 'READY') as to_finalize,
                       sum(n) filter (where effective_state = 'FINALIZED') as finalized,
                       sum(n) filter (where effective_state = 'LAPSED') as expired
                from (select effective_state, progress, count(*) as n from item group by effective_state, progress) g
            ), page as (
                select *, row_number() over () as place
                from (select * from item order by %s limit :size offset :skipped) sorted
            )
            select c.*, p.*, o.year, o.region, o.level, o.sequence, o.state_since, o.compiler, o.dueness_reason, o.unexplained,
                   a.name as ats_name, a.synthetic, b.name as region_name,
                   t.assignee_ as claimed_by, u.display_name as claimed_by_name
            from counted c
            left join page p on true
            left join sheet o on o.id = p.id
            left join ats a on a.code = o.ats
            left join regional_body b on b.code = o.region
            left join act_ru_task t on t.proc_inst_id_ = o.process_instance_id
            left join account u on lower(u.username) = lower(t.assignee_)
            order by p.place""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Catalogue catalogue;

    SheetLists(JdbcClient jdbc, Clock clock, Catalogue catalogue) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.catalogue = catalogue;
    }

    /** What waits for this person. */
    public ListPage waitingFor(Viewer viewer, ListFilter filter) {
        Waiting waiting = Waiting.of(viewer);
        return list(viewer, filter, waiting.condition(), waiting.parameters());
    }

    /** Every sheet this person may see, in any state. */
    public ListPage visibleTo(Viewer viewer, ListFilter filter) {
        return list(viewer, filter, "true", Map.of());
    }

    /** Whether a review waits for this person. */
    public boolean reviewsWaitFor(Viewer viewer) {
        Waiting waiting = Waiting.of(viewer);
        return Boolean.TRUE.equals(jdbc.sql("select exists (select from sheets_at(:present) s where "
                        + viewer.scope().condition("s") + " and s.effective_state = 'IN_REVIEW' and "
                        + waiting.condition() + ")")
                .params(common(viewer, waiting.parameters()))
                .query(Boolean.class)
                .single());
    }

    /**
     * A list's query says all that narrows it in its words: planned once for every territory it is as good, and planning it
     * again each time would cost a quarter of it.
     */
    static void onePlan(JdbcClient jdbc) {
        jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
    }

    private Map<String, Object> common(Viewer viewer, Map<String, Object> waiting) {
        var parameters = new HashMap<String, Object>(viewer.scope().parameters());
        parameters.putAll(waiting);
        parameters.put("present", utc(clock.instant()));
        parameters.put("username", viewer.username());
        return parameters;
    }

    private ListPage list(Viewer viewer, ListFilter filter, String waiting, Map<String, Object> more) {
        onePlan(jdbc);
        Map<String, @Nullable Object> parameters = new HashMap<>(common(viewer, more));
        parameters.put("year", filter.year());
        parameters.put("size", filter.size());
        parameters.put("skipped", (long) filter.page() * filter.size());
        String condition = viewer.scope().condition("s") + " and " + waiting + conditions(filter, parameters);
        String sql = String.format(LIST, condition, filter.order().sql(filter.descending()));
        var rows = new ArrayList<ListRow>();
        ListPage.Counts counts = jdbc.sql(sql).params(parameters).query(result -> {
            ListPage.Counts found = null;
            while (result.next()) {
                found = found == null ? counts(result) : found;
                if (result.getObject("id") != null) {
                    rows.add(row(result));
                }
            }
            return found;
        });
        if (counts == null) {
            throw new IllegalStateException("a count always has a row");
        }
        return new ListPage(List.copyOf(rows), filter.page(), filter.size(), counts);
    }

    private String conditions(ListFilter filter, Map<String, @Nullable Object> parameters) {
        var sql = new StringBuilder();
        if (filter.year() != null) {
            sql.append(" and s.year = :year");
        }
        equal(sql, parameters, "module", filter.module());
        equal(sql, parameters, "ats", filter.ats());
        equal(sql, parameters, "region", filter.region());
        among(
                sql,
                parameters,
                "effective_state",
                "types",
                filter.types().stream().map(type -> type.state().name()).toList());
        among(
                sql,
                parameters,
                "effective_state",
                "states",
                filter.states().stream().map(Enum::name).toList());
        among(
                sql,
                parameters,
                "progress",
                "progress",
                filter.progress().stream().map(Enum::name).toList());
        if (filter.empty()) {
            sql.append(" and s.empty and s.effective_state <> 'WITHDRAWN'");
        }
        if (filter.atRisk()) {
            sql.append(" and s.expected and s.effective_state not in ('FINALIZED', 'WITHDRAWN')"
                    + " and (s.effective_state = 'LAPSED' or s.deadline <= :risk)");
            parameters.put("risk", utc(clock.instant().plus(RISK)));
        }
        if (filter.still()) {
            sql.append(" and s.progress in ('PARTIAL', 'COMPLETE', 'SENT_ON')"
                    + " and greatest(s.state_since, s.saved_at) <= :still");
            parameters.put("still", utc(clock.instant().minus(STILL)));
        }
        if (filter.check() != null) {
            sql.append(" and s.progress <> 'ENDED' and not s.empty"
                    + " and s.id in (select o.id from sheet o where :check = any(o.blocked_by))");
            parameters.put("check", filter.check());
        }
        if (filter.dueBy() != null) {
            sql.append(" and s.deadline <= :due_by");
            parameters.put("due_by", utc(filter.dueBy()));
        }
        if (filter.mine()) {
            sql.append(" and s.process_instance_id in (select m.proc_inst_id_ from act_ru_task m"
                    + " where m.assignee_ = :username)");
        }
        search(sql, parameters, filter.words());
        return sql.toString();
    }

    private static void equal(
            StringBuilder sql, Map<String, @Nullable Object> parameters, String column, @Nullable String value) {
        if (value != null) {
            sql.append(" and s.").append(column).append(" = :f_").append(column);
            parameters.put("f_" + column, value);
        }
    }

    private static void among(
            StringBuilder sql,
            Map<String, @Nullable Object> parameters,
            String column,
            String name,
            Collection<String> values) {
        if (!values.isEmpty()) {
            sql.append(" and s.")
                    .append(column)
                    .append(" = any(:f_")
                    .append(name)
                    .append(")");
            parameters.put("f_" + name, values.toArray(String[]::new));
        }
    }

    /** Every word must be found: in the body, in the names of the district (its municipalities too), in the module. */
    private void search(StringBuilder sql, Map<String, @Nullable Object> parameters, @Nullable String words) {
        if (words == null) {
            return;
        }
        int n = 0;
        for (String word : words.strip().split("[\\s'’`]+")) {
            if (word.isEmpty()) {
                continue;
            }
            n++;
            sql.append(String.format(
                    " and (fold(s.body_name) like fold(:word%1$d) or s.module = any(:modules%1$d)"
                            + " or (s.year, s.ats) in (select d.year, d.ats from service_database d"
                            + " where d.words like fold(:word%1$d)))",
                    n));
            parameters.put("word" + n, "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%");
            parameters.put("modules" + n, modulesNamed(word));
        }
    }

    private String[] modulesNamed(String word) {
        String wanted = PlainText.folded(word);
        return catalogue.offered(Integer.MAX_VALUE).stream()
                .filter(revision -> PlainText.folded(revision.module() + " " + revision.title())
                        .contains(wanted))
                .map(revision -> revision.module())
                .toArray(String[]::new);
    }

    private static ListPage.Counts counts(ResultSet row) throws SQLException {
        return new ListPage.Counts(
                row.getLong("total"),
                row.getLong("returned"),
                row.getLong("partial"),
                row.getLong("complete"),
                row.getLong("not_started"),
                row.getLong("not_needed"),
                row.getLong("to_justify"),
                row.getLong("to_review"),
                row.getLong("to_finalize"),
                row.getLong("finalized"),
                row.getLong("expired"));
    }

    private ListRow row(ResultSet row) throws SQLException {
        String module = row.getString("module");
        int year = row.getInt("year");
        String claimedBy = row.getString("claimed_by");
        return new ListRow(
                row.getObject("id", UUID.class),
                year,
                module,
                catalogue.latest(module, year).map(revision -> revision.title()).orElse(""),
                row.getString("ats"),
                row.getString("ats_name"),
                row.getBoolean("synthetic"),
                row.getString("region"),
                row.getString("region_name"),
                SheetLevel.valueOf(row.getString("level")),
                row.getString("body_name"),
                row.getString("dueness_reason"),
                row.getInt("sequence"),
                SheetState.valueOf(row.getString("effective_state")),
                instant(row, "state_since"),
                Progress.valueOf(row.getString("progress")),
                row.getBoolean("expected"),
                row.getBoolean("empty"),
                row.getInt("asked"),
                row.getInt("answered"),
                row.getInt("unexplained"),
                Compiler.valueOf(row.getString("compiler")),
                instant(row, "deadline"),
                claimedBy == null ? null : new Claim(claimedBy, row.getString("claimed_by_name"), null));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
