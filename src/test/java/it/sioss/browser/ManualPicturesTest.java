package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import it.sioss.access.Accounts;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answers;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.guide.Assistance;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.DemonstrationAnswers;
import it.sioss.sheet.Sheets;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Takes the pictures of the user manual anew, from the pages as they are: {@code ./mvnw -Ppictures test}. They are committed;
 * whether the manual has them all is checked by {@code ManualTest} every day.
 */
@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("pictures")
class ManualPicturesTest {

    private static final Path PICTURES =
            Path.of(System.getProperty("sioss.pictures", "src/main/resources/static/app/manuale"));
    private static final int YEAR = 2025;
    private static final String REGION = "0100";
    private static final String ATS = "01-001";
    private static final String MAIL = "a5_4_2_utenti_fermo_posta";

    @Autowired
    House house;

    @Autowired
    Accounts accounts;

    @Autowired
    Sheets sheets;

    @Autowired
    Delegations delegations;

    @Autowired
    DemonstrationAnswers demonstration;

    @Autowired
    Assistance assistance;

    @LocalServerPort
    int port;

    @BeforeAll
    void begin() {
        house.openCampaign(YEAR, REGION, "A1", "A5");
        somebody("maria", "Maria Rossi", Role.ATS_OPERATOR, ATS);
        somebody("anna", "Anna Conti", Role.ATS_REFERENT, ATS);
        somebody("paolo", "Paolo Bruni", Role.REGION_OPERATOR, REGION);
        somebody("luca", "Luca Bianchi", Role.REGION_SUPERVISOR, REGION);
        somebody("giulia", "Giulia Serra", Role.ADMINISTRATOR, Mandate.ITALY);
        somebody("carlo", "Carlo Neri", Role.MINISTRY_READER, Mandate.ITALY);
        Viewer luca = viewer("luca");
        for (String ats : new String[] {"01-002", "01-003"}) {
            delegations.declare(
                    luca, YEAR, ats, "A5", DelegationScope.COMPILATION, null, null, "Delibera n. 12 del 2026");
        }
        for (String ats : new String[] {"01-002", "01-003"}) {
            UUID sheet = house.sheet(YEAR, ats, "A5");
            fill(sheet, "paolo");
            sheets.submit(sheet, viewer("paolo"), now());
        }
        for (int n = 4; n <= 12; n++) {
            finalizedBySomebody(String.format(java.util.Locale.ROOT, "01-%03d", n), n);
        }
    }

    private void somebody(String username, String name, Role role, String territory) {
        UUID id = accounts.create(username, name, null, House.PASSWORD, false, false);
        accounts.grant(id, role, territory, null, "prova");
    }

    private Viewer viewer(String username) {
        return accounts.viewer(username).orElseThrow();
    }

    private Instant now() {
        return house.clock().instant();
    }

    private void fill(UUID sheet, String username, String... except) {
        var view = sheets.view(sheet, viewer(username));
        Answers all = Answers.NONE.with(demonstration.plausible(view.revision(), 2));
        for (String key : except) {
            all = all.with(key, null);
        }
        sheets.answer(sheet, view.sheet().answersVersion(), Answers.parsePatch(all.toJson()), viewer(username), now());
    }

    private void finalizedBySomebody(String ats, int turn) {
        Viewer referent = house.somebody(Role.ATS_REFERENT, ats);
        UUID sheet = house.sheet(YEAR, ats, turn % 2 == 0 ? "A5" : "A1");
        var view = sheets.view(sheet, referent);
        sheets.answer(
                sheet,
                view.sheet().answersVersion(),
                demonstration.plausible(view.revision(), 1 + turn % 5),
                referent,
                now());
        if (turn % 4 != 0) {
            sheets.submit(sheet, referent, now());
            sheets.finalizeSheet(sheet, referent, now());
        }
    }

    private Person person(String username) {
        Person person = new Person(SystemBrowser.shared(), "http://localhost:" + port, username);
        person.page().setViewportSize(1100, 760);
        return person;
    }

    private static void take(Person person, String name) throws IOException {
        person.page().waitForTimeout(300);
        SmallPng.write(person.page().screenshot(), PICTURES.resolve(name + ".png"));
    }

    private static void take(Locator part, String name) throws IOException {
        part.scrollIntoViewIfNeeded();
        part.page().waitForTimeout(300);
        SmallPng.write(part.screenshot(), PICTURES.resolve(name + ".png"));
    }

    private static void clear() throws IOException {
        Files.createDirectories(PICTURES);
        try (var old = Files.newDirectoryStream(PICTURES, "*.png")) {
            for (Path picture : old) {
                Files.delete(picture);
            }
        }
    }

    @Test
    void thePicturesOfTheManualAreTakenFromThePagesAsTheyAre() throws IOException {
        clear();
        compilation();
        finalization();
        region();
        administration();
    }

    private void compilation() throws IOException {
        UUID sheet = house.sheet(YEAR, ATS, "A5");
        fill(sheet, "maria", "a5_3_3_donne");
        sheets.answer(
                sheet,
                sheets.view(sheet, viewer("maria")).sheet().answersVersion(),
                Cases.patch(MAIL, 90),
                viewer("maria"),
                now());
        UUID request = assistance
                .ask(
                        sheet,
                        "a5_3_2_iscritti_anno",
                        "Contiamo anche chi è stato iscritto e cancellato nello stesso anno?",
                        viewer("maria"))
                .id();
        assistance.answer(
                request,
                "Sì: conta ogni persona iscritta nell'anno, anche se poi è stata cancellata. La cancellazione si scrive"
                        + " nella voce dei cancellati.",
                viewer("giulia"));
        assistance.ask(
                house.sheet(YEAR, ATS, "A1"),
                null,
                "Il servizio è gestito insieme a un altro ambito: chi di noi compila la scheda?",
                viewer("maria"));
        try (Person maria = person("maria")) {
            maria.go("/attivita");
            take(maria, "attivita");
            maria.go("/aiuto");
            take(maria, "aiuto");
            maria.go("/aiuto/assistenza/" + request);
            take(maria, "richiesta");
            maria.go("/ricevute");
            take(maria, "verifica-ricevuta");
            maria.page().setViewportSize(1360, 800);
            maria.open(sheet);
            maria.question("a5_3_3_totale").locator("input").first().focus();
            take(maria, "scheda");
            maria.page().setViewportSize(1100, 760);
            take(maria.page().locator("[data-question=a5_5_1]").first(), "tabella");
            maria.page()
                    .locator("[data-question=" + MAIL + "]")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Person.words("^Spiega")))
                    .first()
                    .click();
            Locator question =
                    maria.page().locator("[data-question=" + MAIL + "]").first();
            question.locator("textarea")
                    .first()
                    .fill("Il fermo posta serve anche chi è stato cancellato l'anno prima.");
            take(question, "avviso");
            uploaded(maria, sheet);
        }
        try (Person anna = person("anna")) {
            anna.go("/servizi-attivati/" + YEAR + "/" + ATS);
            take(anna, "servizi-attivati");
        }
    }

    private void uploaded(Person maria, UUID sheet) throws IOException {
        byte[] csv = maria.context()
                .request()
                .get("http://localhost:" + port + "/api/v1/schede/" + sheet + "/foglio.csv")
                .body();
        Path file = Files.createTempFile("foglio", ".csv");
        Files.writeString(
                file,
                new String(csv, java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.contains(MAIL) ? line.replace("90", "12") : line)
                        .collect(java.util.stream.Collectors.joining("\r\n", "", "\r\n")));
        maria.go("/schede/scambio");
        maria.page().locator("input[type=file]").setInputFiles(file);
        maria.page().locator("main form button[type=submit]").first().click();
        assertThat(maria.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText("Anteprima");
        take(maria, "foglio");
        Files.delete(file);
    }

    private void finalization() throws IOException {
        UUID sheet = house.sheet(YEAR, ATS, "A5");
        fill(sheet, "maria");
        sheets.submit(sheet, viewer("maria"), now());
        UUID empty = house.sheet(YEAR, ATS, "A1");
        sheets.declareEmpty(empty, true, viewer("maria"), now());
        sheets.submit(empty, viewer("maria"), now());
        try (Person anna = person("anna")) {
            anna.open(empty);
            anna.page().locator("select").first().selectOption("nessun_beneficiario");
            anna.page()
                    .locator("textarea")
                    .first()
                    .fill("Nel corso dell'anno nessuna persona ha chiesto questo servizio nei nostri comuni.");
            anna.page().locator(".sheet").scrollIntoViewIfNeeded();
            take(anna, "motivazione");
            anna.open(sheet);
            anna.press("Finalizza");
            take(anna.page().locator("dialog[open]"), "finalizza");
            anna.pressInDialog("Finalizza e trasmetti");
            assertThat(anna.page().locator("h2#ricevuta")).isVisible();
            anna.ready();
            take(anna, "ricevuta");
        }
    }

    private void region() throws IOException {
        try (Person luca = person("luca")) {
            luca.go("/attivita");
            take(luca, "attivita-regione");
            luca.go("/deleghe");
            take(luca, "deleghe");
            luca.open(house.sheet(YEAR, "01-002", "A5"));
            luca.question("a5_3_3_totale").scrollIntoViewIfNeeded();
            take(luca, "verifica");
            luca.go("/cruscotto?anno=" + YEAR);
            take(luca, "cruscotto");
        }
    }

    private void administration() throws IOException {
        try (Person giulia = person("giulia")) {
            giulia.go("/rilevazioni/" + YEAR);
            take(giulia, "rilevazione");
            giulia.go("/rilevazioni/" + YEAR + "/proroghe");
            LocalDate later = LocalDate.ofInstant(now(), RomeTime.ROME).plusDays(20);
            giulia.page().locator("#nuovoTermine").fill(later.toString());
            giulia.page().locator("#motivo").fill("Interruzione del servizio nei giorni di maggiore lavoro");
            giulia.page().locator("#atto").fill("Decreto direttoriale n. 41 del 20 novembre 2026");
            giulia.page().locator("main form button[type=submit]").last().click();
            giulia.sees("Concedi la proroga");
            take(giulia, "proroga");
            giulia.go("/catalogo/" + YEAR + "/A5");
            take(giulia, "catalogo");
            giulia.go("/utenti");
            take(giulia, "utenti");
            giulia.go("/aiuto/assistenza");
            take(giulia, "richieste");
            giulia.go("/aiuto/domande");
            take(giulia, "domande");
        }
        try (Person carlo = person("carlo")) {
            carlo.go("/cruscotto?anno=" + YEAR);
            take(carlo, "cruscotto-nazionale");
        }
    }
}
