package it.sioss.services;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lines of Allegato 1 as they stand in the database: one read for a whole ATS. */
@Component
class StoredAnnexLines implements AnnexLines {

    private final JdbcClient jdbc;

    StoredAnnexLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Line> of(UUID database) {
        return jdbc.sql("""
                        select m.line, m.service, m.legal_form, m.body, m.body_name, m.tax_code
                        from implementation_mode m
                        join activated_service s on s.database_id = m.database_id and s.service = m.service and s.activated
                        where m.database_id = ? order by m.line""")
                .param(database)
                .query((row, n) -> new Line(
                        row.getInt(1),
                        row.getString(2),
                        new ImplementingBody(
                                LegalForm.valueOf(row.getString(3)),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6))))
                .list();
    }
}
