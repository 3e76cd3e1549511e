package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import it.sioss.access.Role;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.support.HouseTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A reviewer at the bench: by keyboard to the first sheet, back with a limit, what changed, approved; then many at once. */
class ReviewWalkTest extends HouseTest {

    private static final String WOMEN = "a5_3_3_donne";
    private static final String MEN = "a5_3_3_uomini";
    private static final String DAYS = "a5_6_2_giorni_medi";

    @Autowired
    Delegations delegations;

    @LocalServerPort
    int port;

    @BeforeAll
    void begin() {
        house.somebody("banco-luca", Role.REGION_SUPERVISOR, REGION);
        house.somebody("banco-paolo", Role.REGION_OPERATOR, REGION);
    }

    private Person person(String username) {
        return new Person(SystemBrowser.shared(), "http://localhost:" + port, username);
    }

    private UUID inReview() {
        UUID sheet = aSheet();
        delegations.declare(
                supervisor(),
                year,
                cases.atsOf(sheet),
                null,
                DelegationScope.COMPILATION,
                null,
                null,
                "Delibera di prova");
        var paolo = house.somebody("banco-paolo", Role.REGION_OPERATOR, REGION);
        cases.compile(sheet, paolo);
        cases.submit(sheet, paolo);
        return sheet;
    }

    @Test
    void aSheetIsReturnedForOneSectionCorrectedLookedAtAgainAndApproved() {
        UUID sheet = inReview();
        UUID second = inReview();
        UUID third = inReview();
        jdbc.sql("update sheet set variations = 1, warnings = 1 where id = ?")
                .param(sheet)
                .update();
        String bench = "/verifica?anno=" + year;
        try (Person luca = person("banco-luca")) {
            luca.go(bench);
            Page page = luca.page();
            for (int step = 0;
                    step < 60 && !(boolean) page.evaluate("document.activeElement.matches('.queue a')");
                    step++) {
                page.keyboard().press("Tab");
            }
            page.keyboard().press("Enter");
            assertThat(page.locator("#cambiato")).isVisible();
            assertThat(page.locator(".queue [aria-current]")).containsText("A5");
            luca.sees("È la prima volta che la aprite");
            luca.sees("una grande variazione rispetto all'anno prima o ad ambiti simili");
            luca.findsNoBarrier();
            page.locator("#voce-" + WOMEN + " summary").focus();
            page.keyboard().press("Enter");
            page.locator("#voce-" + WOMEN + " textarea").fill("Confrontate col registro");
            page.locator("#limite-sezioni").check();
            luca.photograph("verifica");
            luca.fitsNarrowScreen();
            luca.press("Restituisci con i rilievi");
            luca.sees("Scheda restituita con un rilievo.");
            assertThat(page.locator(".queue [aria-current]")).hasCount(1);
        }
        try (Person paolo = person("banco-paolo")) {
            paolo.open(sheet);
            paolo.sees("La Regione ha chiesto di correggere solo «3. Beneficiari»");
            paolo.sees("Questa sezione resta com’è");
            assertThat(paolo.question(DAYS).locator("input").first()).not().isEditable();
            assertThat(paolo.question("a5_5_1").getByText("Aggiungi riga")).hasCount(0);
            paolo.findsNoBarrier();
            paolo.photograph("correzione-limitata");
            int women = cases.number(sheet, WOMEN);
            int men = cases.number(sheet, MEN);
            paolo.type(WOMEN, String.valueOf(women - 1));
            paolo.type(MEN, String.valueOf(men + 1));
            paolo.waitsUntilSaved();
            paolo.press("Invia");
            paolo.seesState("IN_VERIFICA");
        }
        try (Person luca = person("banco-luca")) {
            luca.go(bench + "&scheda=" + sheet);
            assertThat(luca.page().locator("tr.changed")).hasCount(2);
            luca.sees("già restituita una volta");
            luca.photograph("verifica-cambiata");
            luca.press("Approva");
            luca.sees("Scheda approvata.");
            luca.go(bench);
            luca.page().getByText("approvazione in blocco").first().click();
            luca.findsNoBarrier();
            luca.press("Estrai le schede da aprire");
            luca.sees("restano da aprire");
            String choice = luca.page().url();
            luca.findsNoBarrier();
            luca.fitsNarrowScreen();
            luca.page().locator("tbody a").first().click();
            assertThat(luca.page().locator("#cambiato")).isVisible();
            luca.page().navigate(choice);
            luca.press("Approva 2 schede");
            luca.sees("In corso:");
            house.workOff();
            luca.page().reload();
            luca.sees("2 approvate");
            luca.photograph("approvazione-in-blocco");
        }
        for (UUID one : new UUID[] {sheet, second, third}) {
            org.assertj.core.api.Assertions.assertThat(cases.sheet(one).state().word())
                    .isEqualTo("PRONTA");
        }
    }
}
