package it.sioss.worklist;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.prefill.Prefill;
import it.sioss.services.ModuleInAnnex;
import it.sioss.sheet.Claim;
import it.sioss.sheet.Contradiction;
import it.sioss.sheet.Justification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What waits for a reviewer, in order of risk: one query over the sheets in review, with the deadline asked beside each
 * and the facts against a justification only where there is one. The order is the same on every page.
 */
@Component
@Transactional(readOnly = true)
public class ReviewQueue {

    private static final String ORDER = "points desc, deadline, state_since, id";

    private static final String QUEUE = """
            with waiting as materialized (
                select s.id, s.year, s.ats, s.region, s.module, s.level, s.body, s.body_name, s.state_since,
                       s.declared_empty or s.contents_empty as empty, s.justification_category as category, s.blocking,
                       s.warnings, s.variations, s.unlike_source, s.returns, s.answers_version, s.process_instance_id,
                       coalesce(x.sheet_id, '00000000-0000-0000-0000-000000000000') as own
                from sheet s
                left join (select distinct sheet_id from collection_window
                           where sheet_id is not null and superseded_at is null) x on x.sheet_id = s.id
                where s.state = 'IN_REVIEW' and s.region = any(:supervisors)%s
                  and s.id not in (select c.sheet_id from compiled_by(:username) c)
            ), tie as materialized (
                select * from unnest(:tie_years::int[], :tie_modules::text[], :tie_services::text[])
                    as t (year, module, service)
            ), told as materialized (
                select * from unnest(:told_years::int[], :told_modules::text[], :told_sources::text[], :told_names::text[])
                    as t (year, module, source, name)
            ), empties as materialized (
                select e.id, d.id as database, e.year, e.ats, e.module, e.level, e.body, e.category
                from waiting e left join service_database d on d.year = e.year and d.ats = e.ats
                where e.empty
            ), listed as materialized (
                select e.id, bool_or(true) as any_line, bool_or(m.body = e.body) as own_line
                from empties e
                join tie t on t.year = e.year and t.module = e.module
                join activated_service a on a.database_id = e.database and a.service = t.service and a.activated
                join implementation_mode m on m.database_id = e.database and m.service = t.service
                group by e.id
            ), facts as materialized (
                select e.id,
                       e.category = any(:active_against) and (l.own_line or (e.level = 'ATS' and exists (
                           select from tie t join activated_service a on a.database_id = e.database
                               and a.service = t.service and a.activated
                           where t.year = e.year and t.module = e.module))) as active,
                       e.category = any(:listed_against) and l.any_line as bodies,
                       e.category = any(:own_against) and l.own_line as own_body,
                       e.category = any(:last_year_against) and exists (
                           select from sheet p join transmission r on r.sheet_id = p.id
                           where p.ats = e.ats and p.module = e.module and p.level = e.level and p.body = e.body
                             and p.state = 'FINALIZED' and not r.empty
                             and p.year = (select max(c.year) from campaign c
                                           where c.state = 'CLOSED' and c.year < e.year)) as last_year,
                       e.category = any(:published_against) and exists (
                           select from told t join prefill_row r on r.ats = e.ats and r.year = e.year and r.current
                               and r.source = t.source and (r.indicators ->> t.name)::numeric > 0
                           where t.year = e.year and t.module = e.module
                             and (e.level = 'ATS' and r.scope = 'ATS'
                                  or e.level = 'MUNICIPALITY' and r.scope = 'MUNICIPALITY' and r.territory = e.body
                                     and not exists (select from prefill_row d where d.ats = e.ats and d.year = e.year
                                                     and d.current and d.source = t.source and d.scope = 'ATS')))
                           as published
                from empties e left join listed l on l.id = e.id
            ), known as (
                select s.*, p.deadline, coalesce(f.active, false) as active, coalesce(f.bodies, false) as bodies,
                       coalesce(f.own_body, false) as own_body, coalesce(f.last_year, false) as last_year,
                       coalesce(f.published, false) as published,
                       coalesce(f.active or f.bodies or f.own_body or f.last_year or f.published, false) as contradicted,
                       not s.empty and s.blocking + s.warnings + s.unlike_source + s.returns = 0
                           and not exists (select from explanation e where e.sheet_id = s.id) as plain
                from waiting s
                cross join lateral window_of(s.year, s.module, s.region, s.ats, s.own) p
                left join facts f on f.id = s.id
                where p.deadline > :present
            ), scored as (
                select k.*, %s as points, %s as risks from known k
            )""";

    private static final String PAGE = QUEUE + """
            , item as materialized (
                select * from scored where (not :plain_only or plain)
                  and (not :mine or process_instance_id in (select t.proc_inst_id_ from act_ru_task t
                                                            where t.assignee_ = :username))
                  and (%s)
            ), counted as (
                select count(*) as total, count(*) filter (where plain) as plain_total,
                       count(*) filter (where points >= :high) as high from item
            ), page as (
                select i.*, row_number() over (order by %s) - 1 + :skipped as place
                from (select * from item order by %s limit :size offset :skipped) i
            )
            select c.total, c.plain_total, c.high, p.*, a.name as ats_name, a.synthetic, t.assignee_ as claimed_by,
                   u.display_name as claimed_by_name, v.seen_version
            from counted c left join page p on true
            left join ats a on a.code = p.ats
            left join act_ru_task t on t.proc_inst_id_ = p.process_instance_id
            left join account u on lower(u.username) = lower(t.assignee_)
            left join review_seen v on v.sheet_id = p.id and v.username = :username
            order by p.place""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Catalogue catalogue;
    private final ModuleInAnnex annex;
    private final Campaigns campaigns;
    private final Map<String, List<String>> services = new ConcurrentHashMap<>();

    ReviewQueue(JdbcClient jdbc, Clock clock, Catalogue catalogue, ModuleInAnnex annex, Campaigns campaigns) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.catalogue = catalogue;
        this.annex = annex;
        this.campaigns = campaigns;
    }

    /** Whether this person reviews anything at all. */
    public static boolean reviews(Viewer viewer) {
        return viewer.has(Role.REGION_SUPERVISOR);
    }

    /** One page of what waits for this person. */
    public QueuePage page(Viewer viewer, QueueFilter filter) {
        SheetLists.onePlan(jdbc);
        String condition = filter.risk() == null ? "true" : filter.risk().condition();
        String sql = String.format(PAGE, territory(filter), Risk.sum(), Risk.names(), condition, ORDER, ORDER);
        var rows = new ArrayList<QueueRow>();
        var counts = new long[3];
        jdbc.sql(sql).params(parameters(viewer, filter)).query(result -> {
            counts[0] = result.getLong("total");
            counts[1] = result.getLong("plain_total");
            counts[2] = result.getLong("high");
            if (result.getObject("id") != null) {
                rows.add(row(result));
            }
        });
        return new QueuePage(List.copyOf(rows), filter.page(), filter.size(), counts[0], counts[1], counts[2]);
    }

    /** The whole queue, as the order of its sheets; to know what comes after one of them. */
    public List<UUID> order(Viewer viewer, QueueFilter filter) {
        String condition = filter.risk() == null ? "true" : filter.risk().condition();
        return jdbc.sql(String.format(
                        QUEUE + " select id from scored where (not :plain_only or plain)"
                                + " and (not :mine or process_instance_id in (select t.proc_inst_id_ from act_ru_task t"
                                + " where t.assignee_ = :username)) and (%s) order by %s",
                        territory(filter),
                        Risk.sum(),
                        Risk.names(),
                        condition,
                        ORDER))
                .params(parameters(viewer, filter))
                .query(UUID.class)
                .list();
    }

    /** Only what is asked: conditions that may be void mislead the planner into nested loops. */
    private static String territory(QueueFilter filter) {
        return (filter.year() == null ? "" : " and s.year = :year")
                + (filter.module() == null ? "" : " and s.module = :module")
                + (filter.ats() == null ? "" : " and s.ats = :ats");
    }

    private Map<String, @Nullable Object> parameters(Viewer viewer, QueueFilter filter) {
        Instant present = clock.instant();
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put(
                "supervisors",
                viewer.mandates().stream()
                        .filter(mandate -> mandate.role() == Role.REGION_SUPERVISOR)
                        .map(mandate -> mandate.territory())
                        .toArray(String[]::new));
        parameters.put("username", viewer.username());
        parameters.put("year", filter.year());
        parameters.put("module", filter.module());
        parameters.put("ats", filter.ats());
        parameters.put("plain_only", filter.plain());
        parameters.put("mine", filter.mine());
        parameters.put("high", Risk.HIGH);
        parameters.put("size", filter.size());
        parameters.put("skipped", (long) filter.page() * filter.size());
        parameters.put("present", utc(present));
        parameters.put("in_a_day", utc(present.plus(Duration.ofDays(1))));
        parameters.put("in_three_days", utc(present.plus(Duration.ofDays(3))));
        parameters.put("in_a_week", utc(present.plus(Duration.ofDays(7))));
        parameters.put("active_against", Contradiction.ACTIVE_IN_ANNEX.categories());
        parameters.put("listed_against", Contradiction.BODIES_LISTED.categories());
        parameters.put("own_against", Contradiction.OWN_BODY_LISTED.categories());
        parameters.put("last_year_against", Contradiction.CONTENTS_LAST_YEAR.categories());
        parameters.put("published_against", Contradiction.DATA_PUBLISHED.categories());
        ties(parameters, filter);
        return parameters;
    }

    /** What the tables of due sheets and the forms say of each year and module, for the query to join. */
    private void ties(Map<String, @Nullable Object> parameters, QueueFilter filter) {
        var tieYears = new ArrayList<Integer>();
        var tieModules = new ArrayList<String>();
        var tieServices = new ArrayList<String>();
        var toldYears = new ArrayList<Integer>();
        var toldModules = new ArrayList<String>();
        var toldSources = new ArrayList<String>();
        var toldNames = new ArrayList<String>();
        for (Campaign campaign : campaigns.all()) {
            int year = campaign.year();
            if (!Frame.begun(campaign) || (filter.year() != null && filter.year() != year)) {
                continue;
            }
            for (String module : campaign.modules()) {
                for (String service : servicesOf(year, module)) {
                    tieYears.add(year);
                    tieModules.add(module);
                    tieServices.add(service);
                }
                catalogue
                        .latest(module, year)
                        .ifPresent(revision -> Prefill.supervisedNames(revision)
                                .forEach((source, names) -> names.forEach(name -> {
                                    toldYears.add(year);
                                    toldModules.add(module);
                                    toldSources.add(source);
                                    toldNames.add(name);
                                })));
            }
        }
        parameters.put("tie_years", tieYears.toArray(Integer[]::new));
        parameters.put("tie_modules", tieModules.toArray(String[]::new));
        parameters.put("tie_services", tieServices.toArray(String[]::new));
        parameters.put("told_years", toldYears.toArray(Integer[]::new));
        parameters.put("told_modules", toldModules.toArray(String[]::new));
        parameters.put("told_sources", toldSources.toArray(String[]::new));
        parameters.put("told_names", toldNames.toArray(String[]::new));
    }

    private List<String> servicesOf(int year, String module) {
        return services.computeIfAbsent(year + "/" + module, key -> List.copyOf(annex.servicesOf(year, module)));
    }

    private QueueRow row(ResultSet row) throws SQLException {
        String module = row.getString("module");
        int year = row.getInt("year");
        String claimedBy = row.getString("claimed_by");
        long version = row.getLong("answers_version");
        Long seen = row.getObject("seen_version", Long.class);
        String category = row.getString("category");
        return new QueueRow(
                row.getObject("id", UUID.class),
                row.getInt("place"),
                year,
                module,
                catalogue.latest(module, year).map(ModuleRevision::title).orElse(""),
                row.getString("ats"),
                row.getString("ats_name"),
                row.getBoolean("synthetic"),
                row.getString("body_name"),
                instant(row, "deadline"),
                instant(row, "state_since"),
                row.getInt("points"),
                Risk.of((String[]) row.getArray("risks").getArray()),
                contradictions(row),
                category == null ? null : new Justification(category, "").categoryLabel(),
                row.getInt("returns"),
                row.getInt("blocking"),
                row.getInt("variations"),
                row.getInt("warnings"),
                row.getInt("unlike_source"),
                row.getBoolean("plain"),
                version,
                seen == null ? null : seen != version,
                claimedBy == null ? null : new Claim(claimedBy, row.getString("claimed_by_name"), null));
    }

    private static Set<Contradiction> contradictions(ResultSet row) throws SQLException {
        var found = EnumSet.noneOf(Contradiction.class);
        for (Contradiction fact : Contradiction.values()) {
            String column = switch (fact) {
                case ACTIVE_IN_ANNEX -> "active";
                case BODIES_LISTED -> "bodies";
                case OWN_BODY_LISTED -> "own_body";
                case CONTENTS_LAST_YEAR -> "last_year";
                case DATA_PUBLISHED -> "published";
            };
            if (row.getBoolean(column)) {
                found.add(fact);
            }
        }
        return found;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
