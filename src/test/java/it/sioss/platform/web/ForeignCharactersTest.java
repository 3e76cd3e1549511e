package it.sioss.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.support.HouseTest;
import it.sioss.support.Visitor;
import it.sioss.support.Visitor.Answer;
import it.sioss.support.Visitor.Load;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A character no text of the database can hold is refused wherever it comes in, and never as a failure of the house. */
class ForeignCharactersTest extends HouseTest {

    @LocalServerPort
    int port;

    private Visitor administrator = Visitor.anonymous(0);

    @BeforeAll
    void somebodyWhoMayCallAll() {
        administrator = Visitor.named(port, house.administrator().username());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/ricevute?numero=1&impronta=%00", "/territorio?regione=%00", "/deleghe/dichiarazione?ats=%00"})
    void pagesSayWhatIsWrong(String address) {
        Answer answer = administrator.page("GET", address, Load.NONE);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("contiene caratteri non ammessi").doesNotContain("SQL");
    }

    @Test
    void theMachineInterfaceNamesTheParameter() {
        Answer listed = administrator.machine("GET", "/api/v1/territorio/ats?regione=%00", Load.NONE);
        assertThat(listed.status()).isEqualTo(400);
        assertThat(listed.body()).contains("CARATTERI_NON_AMMESSI", "«regione»");
        Answer revoked = administrator.machine(
                "DELETE",
                "/api/v1/utenti/" + house.administrator().accountId()
                        + "/abilitazioni?ruolo=REFERENTE_ATS&territorio=%00",
                Load.NONE);
        assertThat(revoked.status()).isEqualTo(400);
        assertThat(revoked.body()).contains("CARATTERI_NON_AMMESSI", "«territorio»");
    }

    @Test
    void theRefusalOfTheDatabaseIsKnownHoweverDeep() {
        var refusal = new IllegalStateException(new IllegalStateException(new SQLException("0x00", "22021")));
        assertThat(ForeignCharacters.refusedIn(refusal)).isTrue();
        assertThat(ForeignCharacters.refusedIn(new IllegalStateException(new SQLException("?", "23505"))))
                .isFalse();
    }
}
