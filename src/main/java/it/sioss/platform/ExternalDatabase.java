package it.sioss.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** An existing PostgreSQL, looked at before anything else starts: a wrong one is refused at once, in one line. */
public class ExternalDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int OLDEST_POSTGRESQL = 15;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (ExternalDatabaseCondition.holds(context.getEnvironment(), context.getClassLoader())) {
            DatabaseSettings settings =
                    Binder.get(context.getEnvironment()).bindOrCreate("sioss.db", DatabaseSettings.class);
            checkReachable(named(settings), Math.max(1, settings.connectAttempts()));
        }
    }

    static DatabaseAccess named(DatabaseSettings settings) {
        var access = new DatabaseAccess(
                present(settings.url(), "SIOSS_DB_URL"),
                present(settings.user(), "SIOSS_DB_USER"),
                present(settings.password(), "SIOSS_DB_PASSWORD"),
                present(settings.ownerUser(), "SIOSS_DB_OWNER_USER"),
                present(settings.ownerPassword(), "SIOSS_DB_OWNER_PASSWORD"),
                false);
        if (access.user().equals(access.ownerUser())) {
            throw new StartRefused("SIOSS_DB_USER e SIOSS_DB_OWNER_USER sono lo stesso ruolo: chi usa l'applicazione"
                    + " potrebbe riscrivere il registro delle operazioni. Servono due ruoli distinti.");
        }
        if (!access.url().startsWith("jdbc:postgresql:")) {
            throw new StartRefused("SIOSS_DB_URL non è l'indirizzo di un PostgreSQL (jdbc:postgresql://…).");
        }
        return access;
    }

    private static String present(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new StartRefused("manca " + name + ": con un PostgreSQL esterno servono indirizzo, ruolo"
                    + " dell'applicazione e ruolo proprietario.");
        }
        return value;
    }

    private static void checkReachable(DatabaseAccess access, int attempts) {
        String reason = "";
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try (Connection owner = connect(access.url(), access.ownerUser(), access.ownerPassword())) {
                requireVersion(owner.getMetaData().getDatabaseMajorVersion());
                checkApplicationRole(owner, access);
                return;
            } catch (SQLException failure) {
                reason =
                        String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
                if (attempt < attempts) {
                    pause();
                }
            }
        }
        throw new StartRefused("database non raggiungibile dopo " + attempts + " tentativi (" + reason
                + "). Controllate SIOSS_DB_URL, le credenziali e che PostgreSQL sia acceso.");
    }

    static void requireVersion(int version) {
        if (version < OLDEST_POSTGRESQL) {
            throw new StartRefused("il database è PostgreSQL " + version + ": serve la versione " + OLDEST_POSTGRESQL
                    + " o successiva.");
        }
    }

    /**
     * Before any migration: the grants of the first one go to the role named here. A role may become every role it is a
     * member of, so each of them is looked at, not only the one that logs in.
     */
    static void checkApplicationRole(Connection owner, DatabaseAccess access) throws SQLException {
        try (var question = owner.prepareStatement("""
                select r.rolname, r.rolsuper, r.rolname = current_user, r.rolcreaterole
                from pg_roles a join pg_roles r on r.oid = a.oid or pg_has_role(a.oid, r.oid, 'MEMBER')
                where a.rolname = ? order by r.oid <> a.oid, r.rolname""")) {
            question.setString(1, access.user());
            try (var reachable = question.executeQuery()) {
                if (!reachable.next()) {
                    throw new StartRefused(
                            "il ruolo \"" + access.user() + "\" di SIOSS_DB_USER non esiste nel database.");
                }
                do {
                    harmless(reachable, access);
                } while (reachable.next());
            }
        }
        connect(access.url(), access.user(), access.password()).close();
    }

    private static void harmless(ResultSet role, DatabaseAccess access) throws SQLException {
        String name = role.getString(1);
        String who = name.equals(access.user()) ? "" : "è membro di \"" + name + "\", che ";
        if (role.getBoolean(3)) {
            throw ApplicationRoleCheck.mightRewrite(access, "è membro del proprietario");
        }
        if (role.getBoolean(2)) {
            throw ApplicationRoleCheck.mightRewrite(access, who + "è superutente");
        }
        if (role.getBoolean(4)) {
            throw ApplicationRoleCheck.mightRewrite(access, who + "può creare ruoli e darsene i diritti");
        }
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        var session = new Properties();
        session.setProperty("user", user);
        session.setProperty("password", password);
        session.setProperty("connectTimeout", "5");
        session.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(url, session);
    }

    private static void pause() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartRefused("avvio interrotto mentre si attendeva il database.");
        }
    }
}
