package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answers;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.sheet.DemonstrationAnswers;
import it.sioss.sheet.Sheets;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SheetWalkTest {

    private static final int YEAR = 2081;
    private static final String ATS = "14-002";
    private static final String DELEGATED = "14-003";
    private static final String REGION = "1400";

    @Autowired
    House house;

    @Autowired
    Sheets sheets;

    @Autowired
    Delegations delegations;

    @Autowired
    DemonstrationAnswers demonstration;

    @LocalServerPort
    int port;

    @BeforeAll
    void begin() {
        house.openCampaign(YEAR, REGION, "A1", "A5");
        house.somebody("maria", Role.ATS_OPERATOR, ATS);
        house.somebody("anna", Role.ATS_REFERENT, ATS);
        house.somebody("anna-delegata", Role.ATS_REFERENT, DELEGATED);
        house.somebody("paolo", Role.REGION_OPERATOR, REGION);
        Viewer supervisor = house.somebody("luca", Role.REGION_SUPERVISOR, REGION);
        delegations.declare(
                supervisor, YEAR, DELEGATED, null, DelegationScope.COMPILATION, null, null, "Delibera di prova");
    }

    @BeforeEach
    @AfterEach
    void realTime() {
        house.clear();
    }

    private Person person(String username) {
        return new Person(SystemBrowser.shared(), "http://localhost:" + port, username);
    }

    private void fill(UUID sheet, String username, Role role, String territory, String except) {
        Viewer viewer = house.somebody(username, role, territory);
        var view = sheets.view(sheet, viewer);
        Answers all =
                Answers.NONE.with(demonstration.plausible(view.revision(), 2)).with(except, null);
        sheets.answer(
                sheet,
                view.sheet().answersVersion(),
                Answers.parsePatch(all.toJson()),
                viewer,
                house.clock().instant());
    }

    @Test
    void aDelegatedSheetGoesThroughThreeRolesToItsReceipt() {
        UUID sheet = house.sheet(YEAR, DELEGATED, "A5");
        fill(sheet, "paolo", Role.REGION_OPERATOR, REGION, "a5_3_3_donne");
        try (Person paolo = person("paolo")) {
            paolo.open(sheet);
            paolo.findsNoBarrier();
            paolo.type("a5_3_3_donne", "9");
            paolo.waitsUntilSaved();
            paolo.sees("donne 9 + uomini 20 + non indicato 0 = 29, ma il totale è 28.");
            paolo.findsNoBarrier();
            paolo.type("a5_3_3_donne", "8");
            paolo.waitsUntilSaved();
            paolo.photograph("scheda-compilazione");
            paolo.press("Invia");
            paolo.seesState("IN_VERIFICA");
        }
        try (Person luca = person("luca")) {
            luca.open(sheet);
            luca.findsNoBarrier();
            luca.photograph("scheda-verifica");
            luca.press("Approva");
            luca.pressInDialog("Approva");
            luca.seesState("PRONTA");
        }
        try (Person anna = person("anna-delegata")) {
            anna.open(sheet);
            anna.press("Finalizza");
            anna.pressInDialog("Finalizza e trasmetti");
            assertThat(anna.page().locator("h2#ricevuta")).isVisible();
            anna.ready();
            anna.findsNoBarrier();
            anna.fitsNarrowScreen();
            anna.photograph("scheda-ricevuta");
        }
    }

    @Test
    void anEmptySheetIsJustifiedAndFinalized() {
        UUID sheet = house.sheet(YEAR, "14-004", "A5");
        house.somebody("referente-vuota", Role.ATS_REFERENT, "14-004");
        try (Person anna = person("referente-vuota")) {
            anna.open(sheet);
            anna.page().getByRole(AriaRole.SWITCH).click();
            anna.sees("Scheda dichiarata senza contenuti");
            anna.press("Invia");
            anna.sees("la scheda proseguirà senza contenuti");
            anna.pressInDialog("Invia");
            anna.seesState("IN_MOTIVAZIONE");
            anna.findsNoBarrier();
            anna.photograph("scheda-motivazione");
            anna.page().locator("select").first().selectOption("nessun_beneficiario");
            anna.page()
                    .locator("textarea")
                    .first()
                    .fill("Nel corso dell'anno nessuna persona ha chiesto questo servizio nei nostri comuni.");
            anna.press("Invia la motivazione");
            anna.seesState("PRONTA");
            anna.press("Finalizza");
            anna.pressInDialog("Finalizza e trasmetti");
            anna.sees("senza contenuti, con motivazione");
        }
    }

    @Test
    void figuresSentAgainWhileTheReferentWasReadingAreShownBeforeTheyAreTransmitted() {
        UUID sheet = house.sheet(YEAR, "14-006", "A5");
        Viewer operator = house.somebody("operatrice-sei", Role.ATS_OPERATOR, "14-006");
        house.somebody("referente-sei", Role.ATS_REFERENT, "14-006");
        fill(sheet, "operatrice-sei", Role.ATS_OPERATOR, "14-006", "a5_9_2_note");
        sheets.submit(sheet, operator, house.clock().instant());
        try (Person anna = person("referente-sei")) {
            anna.open(sheet);
            anna.press("Finalizza");
            sheets.resume(sheet, operator, house.clock().instant());
            long version = sheets.ofCase(sheet).answersVersion();
            sheets.answer(
                    sheet,
                    version,
                    it.sioss.support.Cases.patch("a5_9_2_note", "Corretto dopo la lettura."),
                    operator,
                    house.clock().instant());
            sheets.submit(sheet, operator, house.clock().instant());
            anna.pressInDialog("Finalizza e trasmetti");
            anna.sees("La scheda è cambiata mentre la guardavate");
            anna.sees("È cambiata una risposta: «");
            anna.seesState("PRONTA");
            anna.findsNoBarrier();
            anna.press("Finalizza");
            anna.pressInDialog("Finalizza e trasmetti");
            assertThat(anna.page().locator("h2#ricevuta")).isVisible();
        }
    }

    @Test
    void aSheetLeftInTheHandsOfAColleagueIsTakenOver() {
        UUID sheet = house.sheet(YEAR, ATS, "A5");
        try (Person maria = person("maria");
                Person anna = person("anna")) {
            maria.open(sheet);
            maria.press("Prendi in carico");
            maria.sees("In carico a voi");
            anna.open(sheet);
            anna.press("Perché non posso?");
            assertThat(anna.page().locator("dialog[open]")).containsText("in carico a Prova maria");
            anna.findsNoBarrier();
            anna.pressInDialog("Prendi in carico");
            anna.sees("In carico a voi");
            maria.open(sheet);
            maria.sees("In carico a Prova anna");
            maria.press("Subentrate e prendetela in carico");
            maria.sees("In carico a voi");
            maria.press("Rilascia");
            maria.sees("Nessuno l’ha in carico");
        }
    }

    @Test
    void twoTabsNeverOverwriteEachOtherSilently() {
        UUID sheet = house.sheet(YEAR, ATS, "A5");
        try (Person maria = person("maria");
                Person anna = person("anna")) {
            maria.open(sheet);
            anna.open(sheet);
            maria.type("a5_1_10_telefono", "06 111111");
            maria.waitsUntilSaved();
            anna.type("a5_1_10_telefono", "06 222222");
            assertThat(anna.page().locator("dialog[open]")).containsText("06 111111");
            assertThat(anna.page().locator("dialog[open]")).containsText("06 222222");
            anna.findsNoBarrier();
            anna.photograph("scheda-conflitto");
        }
    }

    @Test
    void whenTheLoginExpiresTheTextStaysInThePage() {
        UUID sheet = house.sheet(YEAR, ATS, "A1");
        try (Person maria = person("maria")) {
            maria.open(sheet);
            maria.losesSession();
            maria.type("a1_1_10_telefono", "06 333333");
            maria.photograph("scheda-accesso-scaduto");
            assertThat(maria.page().locator("dialog[open]")).containsText("L’accesso è scaduto");
            maria.findsNoBarrier();
            maria.page().locator("dialog[open] input[type=password]").fill(House.PASSWORD);
            maria.pressInDialog("Accedi");
            maria.waitsUntilSaved();
            assertThat(maria.question("a1_1_10_telefono").locator("input")).hasValue("06 333333");
        }
    }

    @Test
    void aReturnedSheetShowsItsRemarksInPlaceAndAResumedOneIsEditable() {
        UUID sheet = house.sheet(YEAR, DELEGATED, "A1");
        fill(sheet, "paolo", Role.REGION_OPERATOR, REGION, "a1_9_2_note");
        Viewer paolo = house.somebody("paolo", Role.REGION_OPERATOR, REGION);
        Viewer luca = house.somebody("luca", Role.REGION_SUPERVISOR, REGION);
        sheets.submit(sheet, paolo, house.clock().instant());
        sheets.returnForCorrection(
                sheet,
                java.util.List.of(
                        new it.sioss.sheet.Remark.Draft("a1_3_4_totale", null, "Confrontate con il registro")),
                luca,
                house.clock().instant());
        try (Person person = person("paolo")) {
            person.open(sheet);
            person.seesState("RESTITUITA");
            person.sees("Confrontate con il registro");
            person.findsNoBarrier();
            person.press("Invia");
            person.seesState("IN_VERIFICA");
            person.press("Riprendi la compilazione");
            if (person.page().locator("dialog[open]").count() > 0) {
                person.pressInDialog("Riprendi la compilazione");
            }
            person.seesState("IN_COMPILAZIONE");
        }
    }

    @Test
    void aLapsedSheetSaysSoAtOnceAndStaysReadable() {
        UUID sheet = house.sheet(YEAR, "14-005", "A5");
        house.somebody("referente-scaduta", Role.ATS_REFERENT, "14-005");
        try (Person anna = person("referente-scaduta")) {
            house.passTime(Duration.ofDays(11));
            anna.open(sheet);
            anna.seesState("TERMINE_SCADUTO");
            anna.sees("Il termine è scaduto");
            anna.findsNoBarrier();
            anna.photograph("scheda-scaduta");
        }
    }

    @Test
    void theReceiptOfSomebodyElseIsNotFound() {
        house.somebody("estranea", Role.ATS_REFERENT, "01-001");
        UUID sheet = house.sheet(YEAR, ATS, "A5");
        try (Person stranger = person("estranea")) {
            stranger.go("/schede/" + sheet);
            assertThat(stranger.page().getByRole(AriaRole.MAIN, new Page.GetByRoleOptions()))
                    .containsText("non esiste");
        }
    }
}
