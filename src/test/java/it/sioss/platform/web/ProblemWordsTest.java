package it.sioss.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.support.HouseTest;
import it.sioss.support.Visitor;
import it.sioss.support.Visitor.Answer;
import it.sioss.support.Visitor.Load;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A refusal speaks of what was asked: the formats this address takes, the words of the address, the file that lacks. */
class ProblemWordsTest extends HouseTest {

    @LocalServerPort
    int port;

    private Visitor administrator = Visitor.anonymous(0);

    @BeforeAll
    void somebodyWhoMayCallAll() {
        administrator = Visitor.named(port, house.administrator().username());
    }

    private Answer posted(String address, Load load) {
        return administrator.machine("POST", address, load);
    }

    @Test
    void anotherFormatIsToldTheOnesOfTheAddress() {
        Answer table = posted("/api/v1/utenti/caricamento", Load.of("image/png", "x"));
        assertThat(table.status()).isEqualTo(415);
        assertThat(table.body()).contains("text/csv", "multipart/form-data").doesNotContain("application/json.");
        Answer body = posted("/api/v1/utenti", Load.of("text/csv", "x"));
        assertThat(body.status()).isEqualTo(415);
        assertThat(body.body()).contains("questo indirizzo accetta application/json.");
    }

    @Test
    void aPartOfTheAddressIsNamedAsTheAddressIsWritten() {
        Answer answer = administrator.machine("GET", "/api/v1/servizi-attivati/duemila/13-001", Load.NONE);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("«anno»").doesNotContain("year");
    }

    @Test
    void anUploadWithoutItsFileAsksForIt() {
        String empty = "--confine\r\nContent-Disposition: form-data; name=\"altro\"\r\n\r\n1\r\n--confine--\r\n";
        Answer answer = posted("/api/v1/utenti/caricamento", Load.of("multipart/form-data; boundary=confine", empty));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Scegliete un file", "«file»");
    }
}
