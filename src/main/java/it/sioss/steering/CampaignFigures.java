package it.sioss.steering;

import it.sioss.access.Scope;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The expected returns of a campaign: who owes how many sheets and how far they are, at the present instant. */
@Component
@Transactional(readOnly = true)
public class CampaignFigures {

    private static final String COUNTS = """
            count(s.id) filter (where s.state <> 'WITHDRAWN') as expected,
            count(s.id) filter (where s.progress <> 'ENDED') as open,
            count(s.id) filter (where s.progress in ('NOT_STARTED', 'NOT_NEEDED')) as untouched,
            count(s.id) filter (where s.effective_state = 'IN_REVIEW') as in_review,
            count(s.id) filter (where s.effective_state = 'READY') as ready,
            count(s.id) filter (where s.effective_state = 'FINALIZED') as finalized,
            count(s.id) filter (where s.effective_state = 'LAPSED') as lapsed
            """;

    private static final String SHEETS = """
            select s.id, s.ats, s.state, s.effective_state, s.progress
            from sheets_at(:now) s
            where s.year = :year and\s""";

    private final JdbcClient jdbc;
    private final Clock clock;

    CampaignFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many sheets, by how far they are; a sheet past its deadline counts as lapsed at once. */
    public record Counts(
            long expected, long open, long untouched, long inReview, long ready, long finalized, long lapsed) {}

    /** One ATS's line. */
    public record Return(String ats, String name, String region, Counts counts) {}

    /** The whole year, within what a person may see. */
    public Counts counts(int year, Scope scope) {
        return jdbc.sql("select " + COUNTS + " from (" + SHEETS + scope.condition("s") + ") s")
                .params(parameters(year, scope))
                .query((row, n) -> counts(row))
                .single();
    }

    private Map<String, Object> parameters(int year, Scope scope) {
        var parameters = new HashMap<String, Object>(scope.parameters());
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        parameters.put("year", year);
        parameters.put("now", now);
        return parameters;
    }

    private static Counts counts(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Counts(
                row.getLong("expected"),
                row.getLong("open"),
                row.getLong("untouched"),
                row.getLong("in_review"),
                row.getLong("ready"),
                row.getLong("finalized"),
                row.getLong("lapsed"));
    }

    /** The ATS of a year with their sheets, by code; of one region when given. */
    public List<Return> returns(int year, Scope scope, @Nullable String region, int from, int size) {
        String page = """
                select d.ats, d.ats_name, d.region from service_database d
                where d.year = :year and (:only::text is null or d.region = :only) and %s
                order by d.ats offset :from limit :size""".formatted(scope.condition("d"));
        return jdbc.sql("select d.ats, d.ats_name, d.region, " + COUNTS + " from (" + page + ") d left join (" + SHEETS
                        + "s.ats in (select ats from (" + page + ") p)) s on s.ats = d.ats"
                        + " group by d.ats, d.ats_name, d.region order by d.ats")
                .params(parameters(year, scope))
                .param("only", region)
                .param("from", from)
                .param("size", size)
                .query((row, n) -> new Return(
                        row.getString("ats"), row.getString("ats_name"), row.getString("region"), counts(row)))
                .list();
    }

    /** How many ATS there are to list. */
    public long districts(int year, Scope scope, @Nullable String region) {
        return jdbc.sql("select count(*) from service_database d where d.year = :year"
                        + " and (:only::text is null or d.region = :only) and " + scope.condition("d"))
                .params(scope.parameters())
                .param("year", year)
                .param("only", region)
                .query(Long.class)
                .single();
    }
}
