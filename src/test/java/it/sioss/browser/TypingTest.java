package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import it.sioss.access.Role;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nothing typed is ever lost: not in the first moment, not while an answer of the server comes in. */
@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypingTest {

    private static final int YEAR = 2083;
    private static final String ATS = "14-001";
    private static final String PHONE = "a5_1_10_telefono";
    private static final String ACT = "a5_1_9_atto";

    @Autowired
    House house;

    @LocalServerPort
    int port;

    @BeforeAll
    void begin() {
        house.clear();
        house.openCampaign(YEAR, "1400", "A5");
        house.somebody("dita-veloci", Role.ATS_OPERATOR, ATS);
    }

    private Person person() {
        return new Person(SystemBrowser.shared(), "http://localhost:" + port, "dita-veloci");
    }

    private static Locator input(Person person, String key) {
        return person.question(key).locator("input");
    }

    @Test
    void whatIsTypedTheMomentTheSheetAppearsIsSaved() {
        UUID sheet = house.sheet(YEAR, ATS, "A5");
        try (Person person = person()) {
            for (int time = 0; time < 12; time++) {
                String words = "06 10" + (1000 + time);
                person.go("/schede/" + sheet);
                person.type(PHONE, words);
                person.ready();
                assertThat(input(person, PHONE)).hasValue(words);
                person.waitsUntilSaved();
                person.open(sheet);
                assertThat(input(person, PHONE)).hasValue(words);
            }
        }
    }

    @Test
    void whatIsTypedWhileTheServerAnswersStaysAsTyped() {
        UUID sheet = house.sheet(YEAR, ATS, "A5");
        try (Person person = person()) {
            person.open(sheet);
            Page page = person.page();
            for (int time = 0; time < 6; time++) {
                String words = "0612345678901234567" + time;
                input(person, PHONE).fill("");
                input(person, ACT).fill("Delibera numero " + time);
                page.waitForRequest(
                        request -> "PUT".equals(request.method()),
                        () -> input(person, PHONE).click());
                page.keyboard().type(words, new Keyboard.TypeOptions().setDelay(10));
                assertThat(input(person, PHONE)).hasValue(words);
                page.keyboard().press("Tab");
                assertThat(input(person, PHONE)).hasValue(words);
                person.waitsUntilSaved();
            }
        }
    }

    @Test
    void aFastHandInAGridWritesEveryFigureInItsOwnCell() {
        UUID sheet = house.sheet(YEAR, "14-002", "A5");
        house.somebody("dita-in-tabella", Role.ATS_OPERATOR, "14-002");
        try (Person person = new Person(SystemBrowser.shared(), "http://localhost:" + port, "dita-in-tabella")) {
            person.open(sheet);
            person.question("a5_1_7_attivo").getByLabel("Sì").check();
            person.type("a5_7_1_spesa_impegnata", "150");
            var keyboard = person.page().keyboard();
            Locator grid = person.question("a5_7_2");
            grid.locator(".grid-tools button").first().focus();
            keyboard.press("Enter");
            keyboard.press("ArrowDown");
            keyboard.press("Tab");
            for (String figure : List.of("10", "20", "30", "40")) {
                keyboard.type(figure);
                keyboard.press("Enter");
            }
            keyboard.type("50");
            assertThat(grid.locator("td[data-total=impegnato]")).containsText("150");
            assertThat(grid.locator("td[data-total=impegnato]")).containsText("torna");
            assertThat(grid.locator("tbody td[data-label=Impegnato] input").nth(3))
                    .hasValue("40");
        }
    }
}
