package it.sioss.sheet.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.sheet.Receipt;
import it.sioss.support.HouseTest;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** The page that says whether a receipt is ours: number, year and fingerprint together, and only in one's territory. */
class ReceiptCheckTest extends HouseTest {

    private static final Matcher<String> GENUINE = containsString("La ricevuta è autentica");

    @Autowired
    MockMvc web;

    private UUID sheet;
    private Viewer referent;
    private Receipt receipt;

    @BeforeAll
    void aTransmittedSheet() {
        sheet = aSheet();
        referent = referentOf(sheet);
        cases.ready(sheet, referent);
        receipt = cases.finalizeSheet(sheet, referent);
    }

    private void checked(Viewer who, String number, String fingerprint, Matcher<String> expected) throws Exception {
        web.perform(get("/ricevute")
                        .param("numero", number)
                        .param("impronta", fingerprint)
                        .with(user(who.username())))
                .andExpect(status().isOk())
                .andExpect(content().string(expected));
    }

    @Test
    void theRightNumberAndFingerprintOpenTheSheet() throws Exception {
        checked(referent, receipt.number(), receipt.fingerprint(), GENUINE);
        checked(referent, receipt.number(), receipt.fingerprint(), containsString("/schede/" + sheet));
        String bare = receipt.number().replaceAll(".*-0*", "");
        checked(referent, bare, receipt.fingerprint().toUpperCase(java.util.Locale.ROOT), GENUINE);
    }

    @Test
    void anotherFingerprintIsNotConfirmed() throws Exception {
        String wrong = receipt.fingerprint().replace('a', 'b').replace('0', '1');
        checked(referent, receipt.number(), wrong, not(GENUINE));
        checked(referent, receipt.number(), wrong, containsString("non corrispondono a nulla di trasmesso"));
    }

    @Test
    void anotherYearInTheNumberIsNotConfirmed() throws Exception {
        String otherYear = receipt.number().replaceFirst("-\\d{4}-", "-1999-");
        checked(referent, otherYear, receipt.fingerprint(), not(GENUINE));
    }

    @Test
    void anotherTerritoryDoesNotSeeIt() throws Exception {
        Viewer elsewhere = house.somebody(Role.ATS_REFERENT, "01-001");
        checked(elsewhere, receipt.number(), receipt.fingerprint(), not(GENUINE));
    }
}
