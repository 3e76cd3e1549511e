package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.platform.RomeTime;
import it.sioss.steering.Extension;
import it.sioss.steering.Extensions;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private static final int YEAR = 2082;

    @Autowired
    House house;

    @Autowired
    Extensions extensions;

    @LocalServerPort
    int port;

    @BeforeAll
    void begin() {
        house.clear();
        house.openCampaign(YEAR, "1400", "A1", "A5");
        house.somebody("pagine-operatore", Role.ATS_OPERATOR, "14-001");
        house.somebody("pagine-supervisore", Role.REGION_SUPERVISOR, "1400");
        house.somebody("pagine-amministratore", Role.ADMINISTRATOR, Mandate.ITALY);
    }

    private Person person(String username) {
        return new Person(SystemBrowser.shared(), "http://localhost:" + port, username);
    }

    @ParameterizedTest
    @CsvSource({
        "pagine-operatore, /attivita, attivita",
        "pagine-operatore, /schede?anno=2082, schede",
        "pagine-supervisore, /deleghe, deleghe",
        "pagine-supervisore, /cruscotto?anno=2082, cruscotto",
        "pagine-amministratore, /cruscotto?anno=2082, cruscotto-nazionale",
        "pagine-amministratore, /cruscotto/integrita, integrita",
        "pagine-amministratore, /rilevazioni, rilevazioni",
        "pagine-amministratore, /rilevazioni/2082, rilevazione",
        "pagine-amministratore, /catalogo?anno=2082, catalogo",
        "pagine-amministratore, /catalogo/2082/A5, catalogo-modulo",
        "pagine-amministratore, /catalogo/2082/A1/prova, catalogo-prova",
        "pagine-amministratore, /utenti, utenti",
        "pagine-amministratore, /territorio, territorio",
        "pagine-operatore, /avvisi, avvisi",
        "pagine-supervisore, /solleciti?anno=2082, solleciti",
        "pagine-amministratore, /posta, posta",
        "pagine-amministratore, /rilevazioni/2082/promemoria, promemoria",
        "pagine-amministratore, /rilevazioni/2082/simulazione, simulazione",
        "pagine-operatore, /ricevute, verifica-ricevuta",
        "pagine-operatore, /aiuto, aiuto",
        "pagine-operatore, /aiuto?q=termine, aiuto-ricerca",
        "pagine-operatore, /aiuto/manuale/operatore-ats, manuale",
        "pagine-operatore, /aiuto/assistenza/nuova, richiesta-nuova",
        "pagine-operatore, /aiuto/assistenza, richieste",
        "pagine-amministratore, /aiuto/domande, domande",
        "pagine-amministratore, /aiuto/domande/nuova, domanda",
        "pagine-amministratore, /rilevazioni/nuova, rilevazione-nuova",
        "pagine-amministratore, /rilevazioni/2082/proroghe, proroga",
        "pagine-amministratore, /utenti/nuovo, utente-nuovo",
        "pagine-amministratore, /utenti/caricamento, utenti-caricamento",
        "pagine-amministratore, /territorio/caricamento, territorio-caricamento",
        "pagine-amministratore, /territorio?regione=1300, territorio-regione",
        "pagine-amministratore, /precompilazione, precompilazione",
        "pagine-operatore, /profilo/password, password",
        "pagine-operatore, /schede/scambio, scambio",
        "pagine-operatore, /note, note",
        "pagine-operatore, /schede/non-esiste, non-trovato"
    })
    void everyPageIsReadableByEverybodyAndOnANarrowScreen(String who, String address, String picture) {
        try (Person person = person(who)) {
            person.go(address);
            assertThat(person.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasCount(1);
            person.findsNoBarrier();
            person.fitsNarrowScreen();
            person.photograph(picture);
        }
    }

    @Test
    void anotherDeadlineAStoppedWorkAndAPreviewAreReadableOnANarrowScreen() {
        var later = house.clock().instant().plus(Duration.ofDays(20));
        extensions.grant(
                YEAR,
                new Extension(List.of("A5"), false, null, "14-001", later, "Calamità nel territorio", "DD 5"),
                "prova");
        house.workOff();
        var jdbc = house.jdbc();
        String ours =
                " where batch_id in (select id from batch where kind = 'proroga' and subject like '" + YEAR + "/%')";
        jdbc.sql("update batch_item set state = 'FAILED'" + ours).update();
        try (Person person = person("pagine-amministratore")) {
            for (String address : List.of("/rilevazioni", "/rilevazioni/" + YEAR, "/cruscotto/integrita")) {
                person.go(address);
                person.findsNoBarrier();
                person.fitsNarrowScreen();
                person.photograph("termini" + address.replace('/', '-'));
            }
            person.go("/rilevazioni/" + YEAR + "/proroghe");
            person.page()
                    .getByLabel("Nuovo termine")
                    .fill(LocalDate.now(RomeTime.ROME).plusDays(30).toString());
            person.page().getByLabel("Motivo").fill("Richiesta delle Regioni");
            person.page().getByLabel("Atto che concede").fill("DD 5");
            person.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mostra che cosa cambia"))
                    .click();
            person.sees("Concedi la proroga");
            person.findsNoBarrier();
            person.fitsNarrowScreen();
        } finally {
            jdbc.sql("update batch_item set state = 'DONE'" + ours).update();
        }
    }

    @Test
    void anAdministratorTriesAModuleAsWhoCompilesItAndNothingIsKept() {
        try (Person person = person("pagine-amministratore")) {
            person.go("/catalogo/2082/A5");
            person.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Prova il modulo come chi compila"))
                    .click();
            person.ready();
            person.sees("le risposte non vengono conservate");
            person.question("a5_1_7_attivo").getByLabel("Sì").check();
            person.type("a5_3_3_donne", "12")
                    .type("a5_3_3_uomini", "9")
                    .type("a5_3_3_sesso_nd", "0")
                    .type("a5_3_3_totale", "20");
            person.sees("donne 12 + uomini 9");
            person.findsNoBarrier();
            person.photograph("catalogo-prova-esito");
            person.go("/catalogo/2082/A5/prova").ready();
            assertThat(person.question("a5_1_7_attivo").getByLabel("Sì")).not().isChecked();
        }
    }

    @Test
    void theDoorIsOpenToTheKeyboardAlone() {
        try (Person person = person("pagine-operatore")) {
            person.page().context().clearCookies();
            person.go("/accesso");
            person.findsNoBarrier();
            person.page().locator("input[name=username]").focus();
            person.page().keyboard().type("pagine-operatore");
            person.page().keyboard().press("Tab");
            person.page().keyboard().type(House.PASSWORD);
            person.page().keyboard().press("Enter");
            person.page().waitForURL(url -> !url.contains("/accesso"));
            assertThat(person.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .containsText("Attività");
            person.page().locator("tbody a").first().focus();
            person.page().keyboard().press("Enter");
            person.ready();
        }
    }
}
