package it.sioss.services;

import it.sioss.access.Scope;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The services databases of a territory, one line each. */
@Component
@Transactional(readOnly = true)
public class DatabaseList {

    private final JdbcClient jdbc;

    DatabaseList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How far one ATS is. */
    public record Line(String ats, String name, ServiceDatabaseState state, int answered, int activated, int lines) {}

    public long count(int year, Scope scope) {
        return jdbc.sql("select count(*) from service_database d where d.year = :year and " + scope.condition("d"))
                .param("year", year)
                .params(scope.parameters())
                .query(Long.class)
                .single();
    }

    /** Some of them, by code. */
    public List<Line> page(int year, Scope scope, int from, int size) {
        return jdbc.sql("""
                        select d.ats, d.ats_name, d.state, count(s.id), count(s.id) filter (where s.activated),
                               (select count(*) from implementation_mode m where m.database_id = d.id)
                        from (select * from service_database d where d.year = :year and %s
                              order by d.ats offset :from limit :size) d
                        left join activated_service s on s.database_id = d.id
                        group by d.id, d.ats, d.ats_name, d.state order by d.ats""".formatted(scope.condition("d")))
                .param("year", year)
                .param("from", from)
                .param("size", size)
                .params(scope.parameters())
                .query((row, n) -> new Line(
                        row.getString(1),
                        row.getString(2),
                        ServiceDatabaseState.valueOf(row.getString(3)),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6)))
                .list();
    }
}
