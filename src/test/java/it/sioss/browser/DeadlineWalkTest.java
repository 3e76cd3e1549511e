package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.Sheets;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the ministry's administrator does with the deadline: moves it for all, takes that back, reopens one sheet. */
@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadlineWalkTest {

    private static final int YEAR = 2050;
    private static final String ATS = "14-006";

    @Autowired
    House house;

    @Autowired
    Sheets sheets;

    @LocalServerPort
    int port;

    @BeforeAll
    void begin() {
        house.openCampaign(YEAR, "1400", "A5");
        house.administrator();
        house.somebody("olga-proroga", Role.ATS_OPERATOR, ATS);
    }

    @Test
    void anExtensionIsPreviewedGrantedSeenByTheOperatorAndTakenBack() {
        LocalDate day = house.clock()
                .instant()
                .plus(Duration.ofDays(17))
                .atZone(RomeTime.ROME)
                .toLocalDate();
        String later = RomeTime.deadline(RomeTime.endOf(day));
        UUID sheet = house.sheet(YEAR, ATS, "A5");
        try (Person administrator = person("amministratore-prova");
                Person operator = person("olga-proroga")) {
            Page page = administrator.page();
            administrator.go("/rilevazioni/" + YEAR);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Proroga…"))
                    .press("Enter");
            page.getByLabel("Nuovo termine (ultimo giorno, compreso)").fill(day.toString());
            page.getByLabel("Motivo").fill("Sospensione del servizio per manutenzione");
            page.getByLabel("Atto che concede la proroga").fill("Nota 4321");
            administrator.press("Mostra che cosa cambia");
            administrator.sees("Fino a " + later);
            administrator.sees("I promemoria già inviati non si ripetono");
            administrator.findsNoBarrier();
            administrator.fitsNarrowScreen();
            administrator.press("Concedi la proroga");
            administrator.sees("Proroga concessa fino a " + later);

            operator.open(sheet);
            operator.sees(later);
            house.workOff();

            administrator.go("/rilevazioni/" + YEAR);
            administrator.sees("Proroghe concesse");
            administrator.findsNoBarrier();
            administrator.fitsNarrowScreen();
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Annulla…").setExact(true))
                    .press("Enter");
            page.getByLabel("Motivo").fill("Concessa per errore a tutti gli ambiti");
            administrator.findsNoBarrier();
            administrator.fitsNarrowScreen();
            administrator.press("Annulla la proroga");
            administrator.sees("Proroga annullata: vale di nuovo il termine di prima.");
            house.workOff();

            operator.open(sheet);
            assertThat(operator.page().getByText(later)).hasCount(0);
        }
    }

    @Test
    void aFinalizedSheetIsReopenedForAReasonUntilADay() {
        String ats = "14-007";
        Viewer referent = house.somebody("rita-riapre", Role.ATS_REFERENT, ats);
        UUID sheet = house.sheet(YEAR, ats, "A5");
        finalizeEmpty(sheet, referent);
        String number = sheets.receipt(sheet, referent).orElseThrow().number();
        LocalDate day = house.clock()
                .instant()
                .plus(Duration.ofDays(12))
                .atZone(RomeTime.ROME)
                .toLocalDate();
        try (Person administrator = person("amministratore-prova")) {
            Page page = administrator.page();
            administrator.open(sheet);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Riapri per eccezione…"))
                    .press("Enter");
            administrator.findsNoBarrier();
            administrator.fitsNarrowScreen();
            page.getByLabel("Fino al (ultimo giorno, compreso)").fill(day.toString());
            page.getByLabel("Motivo").fill("Dichiarata vuota per errore materiale");
            administrator.press("Riapri la scheda");
            administrator.sees("Scheda riaperta fino a " + RomeTime.deadline(RomeTime.endOf(day)));
        }
        UUID fresh = house.sheet(YEAR, ats, "A5");
        try (Person rita = person("rita-riapre")) {
            rita.open(sheet);
            rita.sees("versione più recente");
            rita.open(fresh);
            rita.seesState("IN_COMPILAZIONE");
            rita.sees(number);
            rita.findsNoBarrier();
            rita.fitsNarrowScreen();
        }
    }

    private void finalizeEmpty(UUID sheet, Viewer referent) {
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
