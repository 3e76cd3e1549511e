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

    @Override
    public void afterPropertiesSet() {
        boolean superuser = yes("select rolsuper from pg_roles where rolname = current_user");
        boolean member = jdbc.sql("select pg_has_role(current_user, ?, 'MEMBER')")
                .param(access.ownerUser())
                .query(Boolean.class)
                .single();
        boolean rewrites = yes("""
                select has_table_privilege(current_user, 'sioss.journal', 'UPDATE')
                    or has_table_privilege(current_user, 'sioss.journal', 'DELETE')
                    or has_table_privilege(current_user, 'sioss.journal', 'TRUNCATE')
                    or exists (select from pg_tables where schemaname = 'sioss' and tablename = 'journal'
                               and tableowner = current_user)""");
        if (superuser || member || rewrites) {
            throw new StartRefused("il ruolo \"" + access.user()
                    + "\" potrebbe riscrivere il registro delle operazioni ("
                    + (superuser ? "è superutente" : member ? "è membro del proprietario" : "ha diritti di modifica")
                    + "). Usate un ruolo senza questi diritti in SIOSS_DB_USER.");
        }
    }

    private boolean yes(String question) {
        return jdbc.sql(question).query(Boolean.class).single();
    }
}
