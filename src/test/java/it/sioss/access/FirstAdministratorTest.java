package it.sioss.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import it.sioss.platform.DatabaseAccess;
import it.sioss.platform.StartRefused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An administrator who cannot be created is refused in one line that names the settings, never with a stack. */
class FirstAdministratorTest {

    private static final DatabaseAccess EXTERNAL =
            new DatabaseAccess("jdbc:postgresql://esempio/sioss", "app", "app", "owner", "owner", false);

    @ParameterizedTest
    @CsvSource({
        "ab, una-password-lunga, da 3 a 120 caratteri",
        "anna rossi, una-password-lunga, da 3 a 120 caratteri",
        "anna.rossi, una-password-che-non-finisce-mai-perché-chi-la-scrive-vuole-stare-al-sicuro, al più 72",
        "Anna.Rossi.1960, anna.rossi.1960, non può essere il nome utente",
        "anna.rossi, corta, troppo corta"
    })
    void whatDoesNotFitIsSaidInOneLine(String username, String password, String why) {
        Accounts accounts = mock(Accounts.class, CALLS_REAL_METHODS);
        doReturn(false).when(accounts).anyAdministrator();
        var first = new FirstAdministrator(accounts, EXTERNAL, username, password);
        assertThatThrownBy(first::afterPropertiesSet)
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll(why, "SIOSS_ADMIN_PASSWORD")
                .hasMessageNotContaining("\n");
    }
}
