package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import it.sioss.access.Role;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** From Allegato 1 to the sheets due, by the hand of an ATS's referent. */
@SiossTest
@Import(House.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnexWalkTest {

    private static final int YEAR = 2039;
    private static final String ATS = "14-004";

    @Autowired
    House house;

    @LocalServerPort
    int port;

    SystemBrowser system;

    @BeforeAll
    void begin() {
        system = new SystemBrowser();
        house.openCampaign(YEAR, "1400", "A1", "A5");
        house.somebody("anna-servizi", Role.ATS_REFERENT, ATS);
    }

    @AfterAll
    void end() {
        system.close();
    }

    @Test
    void aBodyWrittenInAllegatoUnoHasItsSheetAtOnce() {
        try (Person anna = new Person(system.browser(), "http://localhost:" + port, "anna-servizi")) {
            anna.go("/servizi-attivati/" + YEAR + "/" + ATS);
            anna.sees("Dovuta perché l'Allegato 1 non indica soggetti attuatori");
            anna.findsNoBarrier();
            anna.fitsNarrowScreen();
            Page page = anna.page();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pronto intervento sociale: attivato"))
                    .click();
            assertThat(page.getByText("è attivato ma non ha una modalità di attuazione")
                            .first())
                    .isVisible();
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions()
                                    .setName("Aggiungi una modalità di attuazione a Pronto intervento sociale"))
                    .click();
            anna.findsNoBarrier();
            anna.fitsNarrowScreen();
            page.getByLabel("Modalità di attuazione").selectOption("AFFIDAMENTO");
            page.getByLabel("Natura giuridica").selectOption("COOPERATIVA_SOCIALE");
            page.getByLabel("Denominazione").fill("Cooperativa del cammino");
            page.getByLabel("Codice fiscale").fill("80078750588");
            anna.press("Salva la riga");
            assertThat(page.getByText("non è valido").first()).isVisible();
            anna.findsNoBarrier();
            page.getByLabel("Codice fiscale").fill("80078750587");
            anna.press("Salva la riga");
            anna.sees("Dovuta perché Cooperativa del cammino attua «Pronto intervento sociale»: Allegato 1, riga 1");
            anna.findsNoBarrier();
            anna.fitsNarrowScreen();
            anna.photograph("servizi-attivati");
            anna.go("/schede?anno=" + YEAR + "&ats=" + ATS);
            anna.sees("Cooperativa del cammino");
            anna.findsNoBarrier();
        }
    }
}
