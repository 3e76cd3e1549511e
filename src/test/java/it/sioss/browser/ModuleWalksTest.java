package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import it.sioss.access.Role;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Sum;
import it.sioss.sheet.DemonstrationAnswers;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every module by keyboard: every answer is typed, a blocking finding is seen and mended, the sheet is
 * finalized. Two clerks work side by side; each module reports for itself.
 */
@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModuleWalksTest {

    private static final int YEAR = 2084;
    private static final String ATS = "14-002";

    @Autowired
    House house;

    @Autowired
    DemonstrationAnswers demonstration;

    @LocalServerPort
    int port;

    private final Map<String, Future<Void>> walks = new HashMap<>();

    @BeforeAll
    void begin() {
        house.clear();
        house.openCampaign(
                YEAR, "1400", modules().stream().map(ModuleRevision::module).toArray(String[]::new));
        house.somebody("tastiera", Role.ATS_REFERENT, ATS);
        var clerks = Executors.newFixedThreadPool(2);
        modules()
                .forEach(module -> walks.put(module.module(), clerks.submit(() -> {
                    walk(module);
                    return null;
                })));
        clerks.shutdown();
    }

    static List<ModuleRevision> modules() {
        return ModuleFixtures.released();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleIsCompiledMendedAndFinalizedByKeyboard(ModuleRevision module) throws Throwable {
        try {
            Objects.requireNonNull(walks.get(module.module())).get();
        } catch (ExecutionException failure) {
            throw failure.getCause();
        }
    }

    private void walk(ModuleRevision module) {
        UUID sheet = house.sheet(YEAR, ATS, module.module());
        Answers answers = Answers.NONE.with(demonstration.plausible(module, 2));
        try (Person person = new Person(SystemBrowser.shared(), "http://localhost:" + port, "tastiera")) {
            person.open(sheet);
            Set<String> typed = new KeyboardClerk(person.page(), module.form(), answers).answersEverything();
            assertThat(typed)
                    .as("questions typed in %s", module.module())
                    .isEqualTo(answers.entries().keySet());
            person.waitsUntilSaved();
            assertThat(person.page().locator(".sheet-bar")).containsText("Domande:");
            assertThat(person.page().locator(".sheet-bar button[aria-label*='prima domanda mancante']"))
                    .hasCount(0);
            seesAndMendsABlockingFinding(person, module, answers);
            sends(person);
            person.findsNoBarrier();
        }
    }

    private static void seesAndMendsABlockingFinding(Person person, ModuleRevision module, Answers answers) {
        Sum sum = module.sums().stream()
                .filter(one -> one.parts().get(0).column() == null)
                .findFirst()
                .orElseThrow();
        String key = sum.parts().get(0).key();
        var right = Objects.requireNonNull(
                Objects.requireNonNull(answers.answer(key)).number());
        Locator blocking = person.page().locator(".sheet-side .finding.blocking");
        rewrite(person, key, KeyboardClerk.italian(right.add(java.math.BigDecimal.ONE)));
        assertThat(person.page()
                        .locator(".running-total[data-sum='" + sum.code() + "'][data-status=off]")
                        .first())
                .containsText("1 in più");
        assertThat(blocking.first()).isVisible();
        person.findsNoBarrier();
        person.photograph("modulo-" + module.module().toLowerCase(java.util.Locale.ROOT));
        rewrite(person, key, KeyboardClerk.italian(right));
        person.waitsUntilSaved();
        assertThat(blocking).hasCount(0);
    }

    private static void rewrite(Person person, String key, String number) {
        person.question(key).locator("input").focus();
        person.page().keyboard().press("Control+a");
        person.page().keyboard().type(number);
        person.page().keyboard().press("Tab");
    }

    private static void sends(Person person) {
        push(person, ".sheet-bar", "Invia");
        Locator dialog = person.page().locator("dialog[open]");
        assertThat(person.page()
                        .locator("dialog[open], .sheet[data-stato=PRONTA]")
                        .first())
                .isVisible();
        if (dialog.count() > 0) {
            push(person, "dialog[open]", "Invia");
        }
        person.seesState("PRONTA");
        person.ready();
        push(person, ".sheet-bar", "Finalizza");
        push(person, "dialog[open]", "Finalizza e trasmetti");
        assertThat(person.page().locator("h2#ricevuta")).isVisible();
        person.ready();
    }

    private static void push(Person person, String place, String button) {
        person.page()
                .locator(place)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .focus();
        person.page().keyboard().press("Enter");
    }
}
