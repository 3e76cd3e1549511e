package it.sioss.access;

import it.sioss.platform.DatabaseAccess;
import it.sioss.platform.Refusal;
import it.sioss.platform.StartRefused;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/** On a database of its own, SIOSS takes its first administrator from the environment, or does not start. */
@Component
@DependsOnDatabaseInitialization
class FirstAdministrator implements InitializingBean {

    private static final int SHORTEST = 14;
    private static final Set<String> KNOWN =
            Set.of("amministratore", "administrator1", "changeme123456", "password123456");

    private final Accounts accounts;
    private final DatabaseAccess database;
    private final String username;
    private final String password;

    FirstAdministrator(
            Accounts accounts,
            DatabaseAccess database,
            @Value("${sioss.admin.user:}") String username,
            @Value("${sioss.admin.password:}") String password) {
        this.accounts = accounts;
        this.database = database;
        this.username = username;
        this.password = password;
    }

    @Override
    public void afterPropertiesSet() {
        if (database.embedded() || accounts.anyAdministrator()) {
            return;
        }
        if (username.isBlank() || password.isBlank()) {
            throw new StartRefused("manca la password del primo amministratore: impostate SIOSS_ADMIN_USER e"
                    + " SIOSS_ADMIN_PASSWORD (almeno " + SHORTEST + " caratteri).");
        }
        if (password.length() < SHORTEST || KNOWN.contains(password) || password.equals(username)) {
            throw new StartRefused("la password del primo amministratore è predefinita o troppo corta: servono almeno "
                    + SHORTEST + " caratteri in SIOSS_ADMIN_PASSWORD.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > Accounts.LONGEST_PASSWORD) {
            throw new StartRefused("la password del primo amministratore è troppo lunga: al più "
                    + Accounts.LONGEST_PASSWORD
                    + " caratteri in SIOSS_ADMIN_PASSWORD (una lettera accentata conta per due).");
        }
        UUID id = created();
        accounts.grant(id, Role.ADMINISTRATOR, Mandate.ITALY, null, "avvio");
    }

    private UUID created() {
        try {
            return accounts.create(AccountDesk.username(username), "Amministratore", null, password, false, false);
        } catch (Refusal unfit) {
            throw new StartRefused("il primo amministratore non si può creare: " + unfit.message()
                    + " Correggete SIOSS_ADMIN_USER o SIOSS_ADMIN_PASSWORD.");
        }
    }
}
