package it.sioss.sheet;

import it.sioss.registry.TerritoryInUse;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Districts with sheets in a campaign that is open do not change under them: says which sheets these are. */
@Component
class SheetsOfTerritory implements TerritoryInUse {

    private static final int MOST = 20;

    private final JdbcClient jdbc;

    SheetsOfTerritory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> sheetsConcerned(int fromYear, Set<String> atsCodes) {
        return jdbc.sql("""
                        select s.year || ', modulo ' || s.module || ', ' || s.body_name
                        from sheet s join campaign c on c.year = s.year and c.state in ('OPENING', 'OPEN')
                        where s.year >= ? and s.ats = any(?) order by s.year, s.ats, s.module limit ?""")
                .params(fromYear, atsCodes.toArray(String[]::new), MOST)
                .query(String.class)
                .list();
    }
}
