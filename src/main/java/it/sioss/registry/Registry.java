package it.sioss.registry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers who belongs to whom, and in which year: regions, districts, municipalities, population. */
@Component
@Transactional(readOnly = true)
public class Registry {

    /** What must be said wherever municipalities and population are shown. */
    public static final String ATTRIBUTION =
            "Fonte: ISTAT (SITUAS); elaborazione da onData – Liberiamoli tutti! (CC BY 4.0)";

    private static final String ATS_IN_YEAR = """
            select a.code,
                   coalesce((select f.name from ats_former_name f
                              where f.ats = a.code and f.to_year >= :year order by f.to_year limit 1), a.name) as name,
                   a.regional_body, a.lead_municipality, a.valid_from_year, a.valid_to_year, a.synthetic
              from ats a
             where a.valid_from_year <= :year and (a.valid_to_year is null or a.valid_to_year >= :year)
            """;

    private static final String MUNICIPALITIES = """
            select m.code, m.name, p.abbreviation as province, m.regional_body, m.cadastral_code,
                   m.population_2021 as population2021, m.population_2022 as population2022
              from municipality m
              join province p on p.code = m.province
            """;

    private static final String MEMBERS_IN_YEAR = """
            select s.ats, coalesce(sum(m.population_2022), 0) as residents, count(*) as municipalities,
                   count(*) filter (where m.population_2022 is null) as without_figure
              from ats_membership s
              join municipality m on m.code = s.municipality
             where s.from_year <= :year and (s.to_year is null or s.to_year >= :year)
             group by s.ats
            """;

    private final JdbcClient jdbc;

    Registry(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The 19 regions and the two autonomous provinces, by code. */
    public List<RegionalBody> regionalBodies() {
        return jdbc.sql("select code, kind, name, istat_region from regional_body order by code")
                .query(RegionalBody.class)
                .list();
    }

    public Optional<RegionalBody> regionalBody(String code) {
        return jdbc.sql("select code, kind, name, istat_region from regional_body where code = ?")
                .param(code)
                .query(RegionalBody.class)
                .optional();
    }

    /** The district with that code, if it exists in that collection year; the name is the one it has in that year. */
    public Optional<Ats> ats(String code, int year) {
        return jdbc.sql(ATS_IN_YEAR + " and a.code = :code")
                .param("year", year)
                .param("code", code)
                .query(Ats.class)
                .optional();
    }

    /** The district with that code in whatever year, with its present name. */
    public Optional<Ats> ats(String code) {
        return jdbc.sql("""
                        select code, name, regional_body, lead_municipality, valid_from_year, valid_to_year, synthetic
                          from ats where code = ?
                        """).param(code).query(Ats.class).optional();
    }

    /** All districts of that collection year, by code. */
    public List<Ats> atsOf(int year) {
        return jdbc.sql(ATS_IN_YEAR + " order by a.code")
                .param("year", year)
                .query(Ats.class)
                .list();
    }

    /** The districts of a region or autonomous province in that collection year, by code. */
    public List<Ats> atsOfRegion(String regionalBody, int year) {
        return jdbc.sql(ATS_IN_YEAR + " and a.regional_body = :body order by a.code")
                .param("year", year)
                .param("body", regionalBody)
                .query(Ats.class)
                .list();
    }

    /** The municipalities of a district in that year, by name. */
    public List<Municipality> municipalitiesOf(String ats, int year) {
        return jdbc.sql(MUNICIPALITIES + """
                          join ats_membership s on s.municipality = m.code
                         where s.ats = :ats and s.from_year <= :year and (s.to_year is null or s.to_year >= :year)
                         order by m.folded, m.code
                        """)
                .param("ats", ats)
                .param("year", year)
                .query(Municipality.class)
                .list();
    }

    /** The six-digit ISTAT codes of the municipalities of a district in that year, in order. */
    public List<String> municipalityCodesOf(String ats, int year) {
        return jdbc.sql("""
                        select s.municipality from ats_membership s
                         where s.ats = :ats and s.from_year <= :year and (s.to_year is null or s.to_year >= :year)
                         order by s.municipality""")
                .param("ats", ats)
                .param("year", year)
                .query(String.class)
                .list();
    }

    /** The municipality with that six-digit ISTAT code, if it is one of today's. */
    public Optional<Municipality> municipality(String code) {
        return jdbc.sql(MUNICIPALITIES + " where m.code = ?")
                .param(code)
                .query(Municipality.class)
                .optional();
    }

    /** The municipality that took the place of one whose ISTAT code is no longer in use. */
    public Optional<Municipality> successorOf(String formerCode) {
        return jdbc.sql("select successor from former_municipality where code = ?")
                .param(formerCode)
                .query(String.class)
                .optional()
                .flatMap(this::municipality);
    }

    /** The code of the district a municipality belongs to in that year. */
    public Optional<String> atsOfMunicipality(String municipality, int year) {
        return jdbc.sql("""
                        select ats from ats_membership
                         where municipality = :municipality and from_year <= :year
                           and (to_year is null or to_year >= :year)
                        """)
                .param("municipality", municipality)
                .param("year", year)
                .query(String.class)
                .optional();
    }

    /** Residents (2022) of a district with the borders it has in that year. */
    public Population populationOf(String ats, int year) {
        return jdbc.sql("select residents, municipalities, without_figure from (" + MEMBERS_IN_YEAR
                        + ") n where ats = :ats")
                .param("year", year)
                .param("ats", ats)
                .query(Population.class)
                .optional()
                .orElse(new Population(0, 0, 0));
    }

    /** The districts of a year with their size: all, or those of one region; {@code size} of them from {@code from}. */
    public List<AtsSummary> summaries(int year, @Nullable String regionalBody, int from, int size) {
        return jdbc.sql(
                        "select a.*, coalesce(n.residents, 0) as residents, coalesce(n.municipalities, 0) as municipalities,"
                                + " coalesce(n.without_figure, 0) as without_figure from (" + ATS_IN_YEAR
                                + ") a left join ("
                                + MEMBERS_IN_YEAR + ") n on n.ats = a.code"
                                + " where cast(:body as text) is null or a.regional_body = :body"
                                + " order by a.code offset :from limit :size")
                .param("year", year)
                .param("body", regionalBody)
                .param("from", from)
                .param("size", size)
                .query((row, n) -> new AtsSummary(
                        new Ats(
                                row.getString("code"),
                                row.getString("name"),
                                row.getString("regional_body"),
                                row.getString("lead_municipality"),
                                row.getInt("valid_from_year"),
                                row.getObject("valid_to_year", Integer.class),
                                row.getBoolean("synthetic")),
                        new Population(
                                row.getLong("residents"), row.getInt("municipalities"), row.getInt("without_figure"))))
                .list();
    }

    /** Every region with its number of districts in that year and its residents, by code. */
    public List<RegionSummary> regions(int year) {
        return jdbc.sql("""
                        select b.code, b.kind, b.name, b.istat_region,
                               (select count(*) from ats a where a.regional_body = b.code and a.valid_from_year <= :year
                                   and (a.valid_to_year is null or a.valid_to_year >= :year)) as ats,
                               (select count(*) from ats a where a.regional_body = b.code and a.valid_from_year <= :year
                                   and (a.valid_to_year is null or a.valid_to_year >= :year) and a.synthetic) as synthetic,
                               coalesce(sum(m.population_2022), 0) as residents, count(m.code) as municipalities,
                               count(m.code) filter (where m.population_2022 is null) as without_figure
                          from regional_body b
                          left join municipality m on m.regional_body = b.code
                         group by b.code order by b.code
                        """)
                .param("year", year)
                .query((row, n) -> new RegionSummary(
                        new RegionalBody(
                                row.getString("code"),
                                RegionalBody.Kind.valueOf(row.getString("kind")),
                                row.getString("name"),
                                row.getString("istat_region")),
                        row.getInt("ats"),
                        row.getInt("synthetic"),
                        new Population(
                                row.getLong("residents"), row.getInt("municipalities"), row.getInt("without_figure"))))
                .list();
    }

    /** Who belongs to whom in that year, one row per municipality: all, or those of one region. */
    public List<Member> articulation(int year, @Nullable String regionalBody) {
        return jdbc.sql(
                        "select a.code as ats, a.name as ats_name, a.regional_body, a.synthetic, m.code as municipality,"
                                + " m.name as municipality_name from (" + ATS_IN_YEAR + ") a"
                                + " join ats_membership s on s.ats = a.code and s.from_year <= :year"
                                + " and (s.to_year is null or s.to_year >= :year)"
                                + " join municipality m on m.code = s.municipality"
                                + " where cast(:body as text) is null or a.regional_body = :body order by a.code, m.code")
                .param("year", year)
                .param("body", regionalBody)
                .query(Member.class)
                .list();
    }

    /** A municipality and the district it belongs to. */
    public record Member(
            String ats,
            String atsName,
            String regionalBody,
            boolean synthetic,
            String municipality,
            String municipalityName) {}

    /** How many districts there are in that year: all, or those of one region. */
    public int countAts(int year, @Nullable String regionalBody) {
        return jdbc.sql("select count(*) from (" + ATS_IN_YEAR
                        + ") a where cast(:body as text) is null or a.regional_body = :body")
                .param("year", year)
                .param("body", regionalBody)
                .query(Integer.class)
                .single();
    }

    /** The municipalities that no district covers in that year; empty when the territory is complete. */
    public List<Municipality> uncovered(int year) {
        return jdbc.sql(MUNICIPALITIES + """
                         where not exists (
                               select 1 from ats_membership s where s.municipality = m.code and s.from_year <= :year
                                  and (s.to_year is null or s.to_year >= :year))
                         order by m.code
                        """)
                .param("year", year)
                .query(Municipality.class)
                .list();
    }
}
