package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.services.Services;
import it.sioss.sheet.Sheets;
import it.sioss.support.AnnexWords;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** From Allegato 1 to the sheets due, by the hand of an ATS's referent. */
@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnexWalkTest {

    private static final int YEAR = 2039;
    private static final String ATS = "14-004";

    @Autowired
    House house;

    @Autowired
    Services services;

    @Autowired
    Sheets sheets;

    @Autowired
    ApplicationContext context;

    @LocalServerPort
    int port;

    @BeforeAll
    void begin() {
        house.openCampaign(YEAR, "1400", "A1");
        house.somebody("anna-servizi", Role.ATS_REFERENT, ATS);
    }

    @Test
    void aBodyWrittenInAllegatoUnoHasItsSheetAtOnce() {
        try (Person anna = person("anna-servizi")) {
            anna.go("/servizi-attivati/" + YEAR + "/" + ATS);
            anna.sees("Dovuta perché l'Allegato 1 non indica soggetti attuatori");
            anna.findsNoBarrier();
            anna.fitsNarrowScreen();
            Page page = anna.page();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pronto intervento sociale: attivato"))
                    .click();
            assertThat(page.locator(".findings").getByText("è attivato ma non ha una modalità di attuazione"))
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

    /** As in the circular: the database is finalized, then a module is published; only its sheet is added. */
    @Test
    void anAtsThatHasFinalizedIntegratesANewModule() {
        String ats = "14-005";
        Viewer referent = house.somebody("anna-integra", Role.ATS_REFERENT, ats);
        var annex = AnnexWords.in(context, house);
        var database = services.find(YEAR, ats).orElseThrow();
        closeEmpty(house.sheet(YEAR, ats, "A1"), referent);
        annex.desk().conclude(YEAR, ats, referent, house.clock().instant());
        var receipt =
                annex.desk().finalizeDatabase(YEAR, ats, referent, house.clock().instant());
        house.administrator();
        try (Person administrator = person("amministratore-prova")) {
            administrator.go("/rilevazioni/" + YEAR + "/moduli");
            administrator.findsNoBarrier();
            administrator.fitsNarrowScreen();
            Page page = administrator.page();
            page.getByLabel("A5 ").check();
            page.getByLabel("Apertura").fill("2026-01-01");
            page.getByLabel("Termine (ultimo giorno, compreso)").fill((YEAR + 1) + "-05-31");
            page.getByLabel("Motivo").fill("Nuovi moduli di approfondimento sui LEPS");
            administrator.press("Mostra che cosa cambia");
            administrator.sees("con la banca dati già finalizzata");
            administrator.findsNoBarrier();
            administrator.press("Pubblica i moduli");
            administrator.sees("Moduli pubblicati: A5");
        }
        house.workOff();
        UUID added = house.sheet(YEAR, ats, "A5");
        try (Person anna = person("anna-integra")) {
            anna.go("/servizi-attivati/" + YEAR + "/" + ats);
            anna.sees(receipt.number());
            anna.sees("In compilazione");
            anna.findsNoBarrier();
            closeEmpty(added, referent);
            anna.open(added);
            anna.sees("Integra la ricevuta");
            anna.sees(receipt.number());
            anna.findsNoBarrier();
        }
        org.assertj.core.api.Assertions.assertThat(annex.reader()
                        .view(YEAR, database.ats(), referent)
                        .receipt()
                        .orElseThrow()
                        .fingerprint())
                .isEqualTo(receipt.fingerprint());
    }

    private void closeEmpty(UUID sheet, Viewer referent) {
        Instant now = house.clock().instant();
        sheets.declareEmpty(sheet, true, referent, now);
        sheets.submit(sheet, referent, now);
        sheets.justify(
                sheet,
                "nessun_beneficiario",
                "Nel corso dell'anno nessuna persona ha chiesto il servizio all'Ambito.",
                referent,
                now);
        sheets.finalizeSheet(sheet, referent, now);
    }

    private Person person(String username) {
        return new Person(SystemBrowser.shared(), "http://localhost:" + port, username);
    }
}
