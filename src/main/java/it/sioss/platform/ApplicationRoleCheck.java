package it.sioss.platform;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refuses to start when the application's role could rewrite the journal. */
@Component
@DependsOnDatabaseInitialization
class ApplicationRoleCheck implements InitializingBean {

    private final JdbcClient jdbc;
    private final DatabaseAccess access;

    ApplicationRoleCheck(JdbcClient jdbc, DatabaseAccess access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** What the role is was asked before the migrations; here, what it, or a role it may become, may do to their table. */
    @Override
    public void afterPropertiesSet() {
        boolean rewrites = jdbc.sql("""
                        select pg_has_role(current_user, t.tableowner, 'MEMBER')
                            or exists (select from pg_roles r where pg_has_role(current_user, r.oid, 'MEMBER')
                                and has_table_privilege(r.oid, 'sioss.journal', 'UPDATE, DELETE, TRUNCATE'))
                        from pg_tables t where t.schemaname = 'sioss' and t.tablename = 'journal'""").query(Boolean.class).single();
        if (rewrites) {
            throw mightRewrite(access, "ha diritti di modifica sulle sue righe");
        }
    }

    static StartRefused mightRewrite(DatabaseAccess access, String why) {
        return new StartRefused("il ruolo \"" + access.user() + "\" potrebbe riscrivere il registro delle operazioni ("
                + why + "). Usate un ruolo senza questi diritti in SIOSS_DB_USER.");
    }
}
