package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.exchange.AnnexExchange;
import it.sioss.prefill.Indicator;
import it.sioss.prefill.Publications;
import it.sioss.sheet.Sheets;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From Allegato 1 to the sheets due, to one prefilled by RPM, corrected with a reason, confirmed and finalized. */
@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnceOnlyWalkTest {

    private static final int YEAR = 2077;
    private static final String ATS = "14-004";
    private static final String MODULE = "A4";
    private static final String FAMILIES = "a4_3_1_famiglie";
    private static final String CONTINUED = "a4_3_1_in_continuita";

    @Autowired
    House house;

    @Autowired
    Publications publications;

    @Autowired
    Sheets sheets;

    @Autowired
    AnnexExchange exchange;

    @LocalServerPort
    int port;

    @BeforeAll
    void begin() {
        house.openCampaign(YEAR, "1400", MODULE);
        publish(figures());
    }

    /** The prefilled figures of a whole sheet, as RPM would send them for the district. */
    private static Map<String, String> figures() {
        Answers whole = ModuleFixtures.complete(ModuleFixtures.module(MODULE));
        var figures = new TreeMap<String, String>();
        for (Indicator indicator : Indicator.of(ModuleFixtures.module(MODULE).form())) {
            Answer answer = whole.answer(indicator.key());
            if (answer != null && answer.number() != null && indicator.source().equals("RPM")) {
                figures.put(
                        indicator.name(),
                        Objects.requireNonNull(answer.number()).toPlainString());
            }
        }
        return figures;
    }

    private void publish(Map<String, String> figures) {
        String text = "fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;"
                + String.join(";", figures.keySet()) + "\nRPM;" + YEAR + ";2078-06-30;2077-01-01;2077-12-31;ATS;" + ATS
                + ";" + String.join(";", figures.values());
        publications.apply(text.getBytes(StandardCharsets.UTF_8), null, "prova");
        house.workOff();
    }

    /** What RPM does not know is filled in beforehand; the walk is about what it does. */
    private void fillTheRest(UUID sheet, Viewer viewer) {
        var view = sheets.view(sheet, viewer);
        ModuleRevision module = ModuleFixtures.module(MODULE);
        var patch = new LinkedHashMap<String, @Nullable Entry>();
        ModuleFixtures.complete(module).entries().forEach((key, entry) -> {
            if (view.answers().answer(key) == null) {
                patch.put(key, entry);
            }
        });
        sheets.answer(
                sheet,
                view.sheet().answersVersion(),
                new AnswersPatch(patch),
                viewer,
                house.clock().instant());
    }

    /** A line typed in the downloaded table: previewed with the sheet it would bring, then applied. */
    private void uploadsALine(Person anna) {
        Viewer referent = house.somebody("anna-once", Role.ATS_REFERENT, ATS);
        String csv = new String(exchange.csv(YEAR, ATS, referent), StandardCharsets.UTF_8)
                + "riga;;B.04.1;;Affidamento (appalto);Singola;Cooperativa sociale;;Cooperativa del cammino;80078750587;"
                + "Tutto l’ambito;\r\n";
        anna.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload("allegato.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        anna.press("Mostra che cosa cambia");
        anna.sees("Ci sarebbe una modifica.");
        anna.sees("Non richiesta: i dati pubblicati sono dell'Ambito");
        anna.findsNoBarrier();
        anna.fitsNarrowScreen();
        anna.photograph("allegato-foglio-anteprima");
        anna.press("Applica");
        anna.sees("Fatto: una modifica.");
        anna.findsNoBarrier();
        anna.go("/servizi-attivati/" + YEAR + "/" + ATS);
        anna.sees("per scelta: l’amministratore non lo ammette");
        anna.findsNoBarrier();
        anna.page().setViewportSize(320, 800);
        anna.photograph("allegato-stretto");
        anna.page().setViewportSize(1280, 900);
    }

    @Test
    void aSheetPrefilledByRpmIsCorrectedWithAReasonConfirmedAndFinalized() {
        Viewer referent = house.somebody("anna-once", Role.ATS_REFERENT, ATS);
        UUID sheet = house.sheet(YEAR, ATS, MODULE);
        fillTheRest(sheet, referent);
        try (Person anna = new Person(SystemBrowser.shared(), "http://localhost:" + port, "anna-once")) {
            anna.go("/servizi-attivati/" + YEAR + "/" + ATS);
            anna.sees("i dati pubblicati sono dell'Ambito nel suo complesso");
            anna.findsNoBarrier();
            anna.photograph("allegato-schede-dovute");
            anna.page().getByText("Compila con un foglio").click();
            anna.sees("Mostra che cosa cambia");
            anna.findsNoBarrier();
            anna.fitsNarrowScreen();
            uploadsALine(anna);
            anna.open(sheet);
            Locator families = anna.question(FAMILIES);
            assertThat(families.locator(".received")).containsText("RPM");
            assertThat(families.locator(".received")).containsText("30/06/2078");
            assertThat(families.locator(".differs")).hasCount(0);
            int received = Integer.parseInt(
                    families.locator("input").first().inputValue().replace(".", ""));
            anna.type(CONTINUED, "1");
            anna.type(FAMILIES, String.valueOf(received + 1));
            anna.waitsUntilSaved();
            assertThat(families.locator(".differs")).containsText("diverso dal ricevuto: dite perché");
            families.scrollIntoViewIfNeeded();
            anna.findsNoBarrier();
            anna.photograph("scheda-ricevuto-dichiarato");
            families.getByText("Scrivi il motivo").click();
            families.locator("textarea").fill("breve");
            families.getByText("Salva il motivo").click();
            assertThat(families.locator(".received")).containsText("Il motivo è troppo breve");
            families.locator("textarea").fill("Una famiglia seguita dal Comune capofila");
            families.getByText("Salva il motivo").click();
            assertThat(families.locator(".differs.explained")).containsText("Una famiglia seguita dal Comune capofila");
            anna.findsNoBarrier();
            anna.fitsNarrowScreen();
            Locator confirm = anna.page()
                    .getByRole(
                            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Person.words("^Confermo la sezione")));
            for (int left = confirm.count(); left > 0; left--) {
                confirm.first().click();
                assertThat(confirm).hasCount(left - 1);
            }
            assertThat(anna.page().getByText("Dati ricevuti confermati da").first())
                    .isVisible();
            anna.findsNoBarrier();
            anna.press("Invia");
            anna.pressInDialog("Invia");
            anna.seesState("PRONTA");
            anna.press("Finalizza");
            anna.pressInDialog("Finalizza e trasmetti");
            assertThat(anna.page().locator("h2#ricevuta")).isVisible();
            anna.ready();
            assertThat(anna.question(FAMILIES).locator(".differs.explained"))
                    .containsText("Una famiglia seguita dal Comune capofila");
            anna.findsNoBarrier();
        }
        String sent = new String(sheets.receipt(sheet, referent).orElseThrow().canonical(), StandardCharsets.UTF_8);
        org.assertj.core.api.Assertions.assertThat(sent)
                .contains("Una famiglia seguita dal Comune capofila")
                .contains("2078-06-30");
    }
}
