package it.sioss.notice;

import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Scope;
import it.sioss.campaign.ReminderCalendar.Reminder;
import it.sioss.steering.Reminding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is unfinished before its deadline, and who can do something about it at an instant: who compiles, justifies, reviews
 * or finalizes; and the region's supervisors, for the districts of their region. Who reminds, who solicits and who asks
 * beforehand read the same query. An optional sheet that nobody touched is not expected from anybody.
 */
@Component
class Unfinished implements Reminding {

    private static final String COMPILING = "('COMPILING', 'RETURNED', 'LAPSED')";

    /**
     * A lapsed sheet whose deadline is ahead again is about to go on. Whose turn it is, the ledger says at the instant asked
     * about: an open sheet, in whatever state, follows it. Most districts are not in it at all.
     */
    private static final String QUERY = """
            with asked as (
                select * from unnest(cast(:instants as timestamptz[]), cast(:deadlines as timestamptz[]), cast(:days as int[]))
                    as r (at, deadline, days)
            ), item as materialized (
                select i.id, i.ats, i.region, i.module, i.body_name, i.state, i.deadline
                from sheets_at(:present) i
                where i.year = :year and %2$s and i.expected and i.deadline > :present
                  and i.state in ('COMPILING', 'RETURNED', 'JUSTIFYING', 'IN_REVIEW', 'READY', 'LAPSED')
                union all
                select d.id, d.ats, d.region, null, d.ats_name, d.state, w.deadline
                from service_database d cross join lateral window_of(d.year, null, d.region, d.ats, null) w
                where d.year = :year and %3$s
                  and d.state in ('COMPILING', 'READY', 'LAPSED') and w.deadline > :present
            ), turn as materialized (
                select r.at, r.days, i.*, g.scope is not null as by_region,
                       coalesce(g.scope = 'COMPILATION_AND_FINALIZATION', false) as whole
                from item i join asked r on r.deadline = i.deadline
                cross join lateral (
                    select case when i.ats in (select d.ats from delegation d where d.agreed_at is not null)
                                then delegation_in_force(i.ats, i.region, i.module, r.at) end as scope offset 0) g
            ), side as (
                select t.*, v.territory, v.role, v.own
                from turn t cross join lateral (values
                    (t.ats, 'ATS_OPERATOR', not t.by_region and t.state in %1$s),
                    (t.ats, 'ATS_REFERENT', not t.by_region and (t.state in %1$s or t.state = 'JUSTIFYING')
                                            or t.state = 'READY' and not t.whole),
                    (t.region, 'REGION_OPERATOR', t.by_region and (t.state in %1$s or t.state = 'JUSTIFYING')
                                                  or t.state = 'READY' and t.whole),
                    (t.region, 'REGION_SUPERVISOR', t.state = 'IN_REVIEW' or t.state = 'READY' and t.whole)
                ) v (territory, role, own)
                where v.own or v.role = 'REGION_SUPERVISOR'
            ), person as (
                select s.at, s.days, s.id, s.ats, s.module, s.body_name, s.state, s.deadline, s.territory, a.id as account_id,
                       a.display_name,
                       s.own and not (s.role = 'REGION_SUPERVISOR' and s.state = 'IN_REVIEW'
                                      and has_compiled(a.username, s.id)) as own
                from side s
                join mandate m on m.territory = s.territory and m.role = s.role
                 and m.valid_from <= s.at and (m.valid_to is null or m.valid_to > s.at)
                join account a on a.id = m.account_id and a.enabled
                where cast(:account as uuid) is null or a.id = :account
            )
            """;

    private static final String NOT_REMINDED = """
            not exists (select from reminded x
                        where x.account_id = p.account_id and x.subject = p.id and x.days <= p.days)""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Unfinished(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Something unfinished, as one person sees it.
     *
     * @param module null for the services database
     * @param days the reminder it is due for; null when it is only listed with the others
     * @param own whether the person can do the next step; otherwise it is their region that is late
     */
    record Item(
            UUID id,
            String ats,
            @Nullable String atsName,
            @Nullable String module,
            String body,
            String state,
            Instant deadline,
            @Nullable Integer days,
            boolean own) {}

    @Override
    @Transactional(readOnly = true)
    public List<Addressee> addressees(int year, List<Reminder> reminders, Scope scope) {
        if (reminders.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(query(scope) + """
                        select p.at, p.account_id, p.display_name, array_agg(distinct p.territory),
                               count(distinct p.id) filter (where p.own),
                               count(distinct p.ats) filter (where not p.own)
                        from person p where\s""" + NOT_REMINDED + " group by 1, 2, 3 order by 1, 3, 2")
                .params(parameters(year, scope, null))
                .params(asked(reminders))
                .query((row, n) -> new Addressee(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        List.of((String[]) row.getArray(4).getArray()),
                        row.getLong(5),
                        row.getLong(6)))
                .list();
    }

    /**
     * Everything unfinished that one person can do, or that is late in their region, with the reminder each is due for; empty
     * when no reminder is due.
     */
    @Transactional(readOnly = true)
    public List<Item> digest(int year, UUID account, List<Reminder> due, Collection<Instant> deadlines) {
        var asked = new HashMap<String, Object>(asked(due));
        List<Instant> others = deadlines.stream()
                .filter(deadline -> due.stream().noneMatch(one -> one.deadline().equals(deadline)))
                .toList();
        Instant present = clock.instant();
        asked.put("instants", instants(repeat(present, due.size() + others.size())));
        asked.put(
                "deadlines",
                instants(concat(due.stream().map(Reminder::deadline).toList(), others)));
        Integer[] days = new Integer[due.size() + others.size()];
        for (int place = 0; place < due.size(); place++) {
            days[place] = due.get(place).days();
        }
        asked.put("days", days);
        List<Item> all = items(year, scopeOf(account, present), account, asked);
        return all.stream().anyMatch(item -> item.days() != null) ? all : List.of();
    }

    /** Everything unfinished in some districts, as those see it who can do the next step; one line per person and thing. */
    @Transactional(readOnly = true)
    public Map<UUID, List<Item>> ofDistricts(int year, Set<String> districts, Collection<Instant> deadlines) {
        var asked = new HashMap<String, Object>();
        asked.put("instants", instants(repeat(clock.instant(), deadlines.size())));
        asked.put("deadlines", instants(deadlines));
        asked.put("days", new Integer[deadlines.size()]);
        var byPerson = new LinkedHashMap<UUID, List<Item>>();
        Scope scope = new Scope(false, Set.of(), districts);
        jdbc.sql(query(scope) + SELECT
                        + " and p.own group by p.account_id, p.id, p.ats, t.name, p.module, p.body_name, p.state,"
                        + " p.deadline order by p.account_id, p.deadline, p.module nulls first, p.body_name, p.id")
                .params(parameters(year, scope, null))
                .params(asked)
                .query((row, n) -> byPerson.computeIfAbsent(
                                row.getObject("account_id", UUID.class), key -> new ArrayList<>())
                        .add(item(row)))
                .list();
        return byPerson;
    }

    private static final String SELECT = """
            select p.account_id, p.id, p.ats, t.name as ats_name, p.module, p.body_name, p.state, p.deadline,
                   min(p.days) filter (where %s) as days, bool_or(p.own) as own
            from person p left join ats t on t.code = p.ats where true""".formatted(NOT_REMINDED);

    private List<Item> items(int year, Scope scope, UUID account, Map<String, Object> asked) {
        return jdbc.sql(query(scope) + SELECT
                        + " group by p.account_id, p.id, p.ats, t.name, p.module, p.body_name, p.state,"
                        + " p.deadline order by p.deadline, p.ats, p.module nulls first, p.body_name, p.id")
                .params(parameters(year, scope, account))
                .params(asked)
                .query((row, n) -> item(row))
                .list();
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getObject("id", UUID.class),
                row.getString("ats"),
                row.getString("ats_name"),
                row.getString("module"),
                row.getString("body_name"),
                row.getString("state"),
                row.getObject("deadline", OffsetDateTime.class).toInstant(),
                row.getObject("days", Integer.class),
                row.getBoolean("own"));
    }

    private Scope scopeOf(UUID account, Instant present) {
        var held = jdbc.sql("""
                        select role, territory from mandate where account_id = :account and valid_from <= :at
                        and (valid_to is null or valid_to > :at)""")
                .param("account", account)
                .param("at", present.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Mandate(Role.valueOf(row.getString(1)), row.getString(2), present, null))
                .list();
        return new Scope(false, territories(held, Role.Level.REGION), territories(held, Role.Level.ATS));
    }

    private static Set<String> territories(List<Mandate> held, Role.Level level) {
        return held.stream()
                .filter(mandate -> mandate.role().level() == level)
                .map(Mandate::territory)
                .collect(Collectors.toSet());
    }

    private Map<String, @Nullable Object> parameters(int year, Scope scope, @Nullable UUID account) {
        var parameters = new HashMap<String, @Nullable Object>(scope.parameters());
        parameters.put("year", year);
        parameters.put("present", clock.instant().atOffset(ZoneOffset.UTC));
        parameters.put("account", account);
        return parameters;
    }

    private static String query(Scope scope) {
        return QUERY.formatted(COMPILING, scope.condition("i"), scope.condition("d"));
    }

    private static Map<String, Object> asked(List<Reminder> reminders) {
        return Map.of(
                "instants", instants(reminders.stream().map(Reminder::at).toList()),
                "deadlines", instants(reminders.stream().map(Reminder::deadline).toList()),
                "days", reminders.stream().map(Reminder::days).toArray(Integer[]::new));
    }

    private static List<Instant> repeat(Instant instant, int times) {
        return Collections.nCopies(times, instant);
    }

    private static List<Instant> concat(List<Instant> some, List<Instant> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static String[] instants(Collection<Instant> instants) {
        return instants.stream().map(Instant::toString).toArray(String[]::new);
    }
}
