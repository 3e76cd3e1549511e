package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.support.Cases;
import it.sioss.support.HouseTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The two sides of a delegation before the screen: asked for, accepted, worked under, revoked while somebody types. */
class DelegationWalkTest extends HouseTest {

    private static final String PHONE = "a5_1_10_telefono";

    @Autowired
    Delegations delegations;

    @Autowired
    Accounts accounts;

    @LocalServerPort
    int port;

    @BeforeAll
    void begin() {
        var both = house.somebody("passeggiata-regione", Role.REGION_OPERATOR, REGION);
        accounts.grant(both.accountId(), Role.REGION_SUPERVISOR, REGION, null, "prova");
    }

    private Person person(String username) {
        return new Person(SystemBrowser.shared(), "http://localhost:" + port, username);
    }

    private static void goesTo(Person person, String link) {
        person.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link))
                .first()
                .click();
    }

    @Test
    void anAtsAsksTheRegionAcceptsCompilesAndDoesNotApproveItsOwnWork() {
        String ats = anAts();
        UUID sheet = house.sheet(year, ats, "A5");
        house.somebody("passeggiata-referente", Role.ATS_REFERENT, ats);
        try (Person referent = person("passeggiata-referente")) {
            referent.go("/deleghe");
            goesTo(referent, "Chiedi alla Regione di compilare…");
            referent.findsNoBarrier();
            referent.fitsNarrowScreen();
            referent.page().locator("#motivo").fill("Ci manca personale fino a fine anno");
            referent.press("Invia la richiesta");
            referent.sees("Richiesta: attende la Regione");
            referent.findsNoBarrier();
        }
        try (Person region = person("passeggiata-regione")) {
            region.go("/deleghe?ats=" + ats);
            region.findsNoBarrier();
            region.fitsNarrowScreen();
            region.photograph("deleghe-registro");
            goesTo(region, "Delega di " + ats);
            region.sees("Se la delega è accordata, passano alla Regione");
            region.findsNoBarrier();
            region.fitsNarrowScreen();
            region.photograph("deleghe-risposta");
            region.press("Accetta la delega");
            region.sees("Delega accettata: da ora le schede aperte sono della Regione.");

            cases.compile(sheet, accounts.viewer("passeggiata-regione").orElseThrow());
            region.open(sheet);
            region.sees("per conto di");
            region.findsNoBarrier();
            region.press("Invia");
            region.seesState("IN_VERIFICA");
            org.assertj.core.api.Assertions.assertThat(region.asks(
                            "POST",
                            "/api/v1/schede/" + sheet + "/verifica",
                            Map.of("esito", "APPROVATA"),
                            Map.of("Content-Type", "application/json")))
                    .isEqualTo(403);
            region.go("/verifica?scheda=" + sheet);
            region.page().getByText("Perché non posso?").first().click();
            region.sees("Avete compilato voi questa scheda");
            region.findsNoBarrier();
            region.go("/schede/" + sheet + "/storia");
            region.sees("per conto di");
            region.findsNoBarrier();
        }
        cases.sheets().approve(sheet, supervisor(), clock.instant());
    }

    @Test
    void theRegionSolicitsADistrictOnceAndSeesWhenItMayAgain() {
        String ats = anAts();
        house.somebody("passeggiata-sollecitata", Role.ATS_OPERATOR, ats);
        try (Person region = person("passeggiata-regione")) {
            region.go("/solleciti?anno=" + year);
            Locator choice = region.page().getByLabel("Sollecita " + ats);
            choice.check();
            region.page().locator("#frase").fill("Chiamateci se qualcosa non è chiaro.");
            region.press("Sollecita gli ATS scelti");
            assertThat(region.page().locator(".notice.good, .notice.problem").first())
                    .containsText("Sollecitato 1 ambito");
            assertThat(choice).isDisabled();
            region.sees("si può di nuovo dal");
            region.findsNoBarrier();
            region.fitsNarrowScreen();
        }
    }

    @Test
    void aRevocationWhileTypingKeepsTheTextAndSaysWhy() {
        String ats = anAts();
        UUID sheet = house.sheet(year, ats, "A5");
        Delegation row = delegations.declare(
                supervisor(), year, ats, "A5", DelegationScope.COMPILATION, null, null, "Delibera n. 9");
        try (Person region = person("passeggiata-regione")) {
            region.open(sheet);
            region.type(PHONE, "085 111111");
            region.waitsUntilSaved();
            delegations.revoke(supervisor(), row.id(), "La convenzione è finita", null);
            region.type(PHONE, "085 222222");
            Locator closed = region.page().locator("#scheda-chiusa");
            assertThat(closed).containsText("La convenzione è finita");
            assertThat(closed).containsText(supervisor().displayName());
            assertThat(closed.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Vedi la delega")))
                    .hasAttribute("href", "/deleghe/" + row.id());
            assertThat(region.question(PHONE).locator("input")).hasValue("085 222222");
            region.findsNoBarrier();
            region.fitsNarrowScreen();
            region.photograph("scheda-delega-revocata");
        }
        cases.save(sheet, Cases.patch(PHONE, "085 333333"), house.somebody(Role.ATS_OPERATOR, ats));
    }

    @Test
    void theRegionSeesWhatMovesBeforeItDeclaresForSeveralAts() {
        String first = anAts();
        String second = anAts();
        try (Person region = person("passeggiata-regione")) {
            region.go("/deleghe/dichiarazione");
            region.findsNoBarrier();
            region.fitsNarrowScreen();
            region.photograph("deleghe-dichiarazione");
            region.page().locator("#ats-" + first).check();
            region.page().locator("#ats-" + second).check();
            region.page().locator("#motivo").fill("Delibera n. 10");
            region.press("Vedi che cosa cambia");
            region.sees("2 deleghe da scrivere");
            region.findsNoBarrier();
            region.fitsNarrowScreen();
            region.photograph("deleghe-anteprima");
            region.press("Dichiara le deleghe");
            assertThat(region.page().locator("tbody tr")).hasCount(2);
            region.findsNoBarrier();
        }
    }
}
