package it.sioss.steering.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Role;
import it.sioss.catalogue.Catalogue;
import it.sioss.steering.ChangeCheck;
import it.sioss.steering.ChangeCheckCommandAccess;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.HouseTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Explanations, severities, catalogue and change check as browsers and machines meet them. */
class CatalogueWebTest extends HouseTest {

    private static final RequestPostProcessor ADMINISTRATOR = httpBasic("amministratore-prova", House.PASSWORD);
    private static final String MAIL = "a5_4_2_utenti_fermo_posta";
    private static final String REASON = "In attesa del chiarimento chiesto al ministero.";

    @Autowired
    MockMvc web;

    @Autowired
    Catalogue catalogue;

    @Autowired
    ChangeCheck check;

    @BeforeAll
    void anAdministrator() {
        house.administrator();
    }

    private UUID aSheetWithAWarning() {
        UUID sheet = aSheet();
        cases.compile(sheet, operatorOf(sheet));
        cases.save(sheet, Cases.patch(MAIL, 41), operatorOf(sheet));
        return sheet;
    }

    private String form() {
        return new String(catalogue.latest("A5", year).orElseThrow().formBytes(), StandardCharsets.UTF_8);
    }

    private static MockMultipartFile file(String content) {
        return new MockMultipartFile("file", "a5.form", null, content.getBytes(StandardCharsets.UTF_8));
    }

    private String catalogueAddress() {
        return "/catalogo/" + year + "/A5";
    }

    @Test
    void anExplanationTravelsFromTheSheetToHistoryAndReceipt() throws Exception {
        UUID sheet = aSheetWithAWarning();
        var me = httpBasic(operatorOf(sheet).username(), House.PASSWORD);
        String address = "/api/v1/schede/" + sheet;
        web.perform(put(address + "/spiegazioni/A5.R4:" + MAIL)
                        .with(me)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"testo\":\"Il servizio postale serve anche i cancellati.\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.esiti[0].id").value("A5.R4:" + MAIL))
                .andExpect(jsonPath("$.esiti[0].spiegabile").value(true))
                .andExpect(jsonPath("$.esiti[0].spiegazione.autore")
                        .value(operatorOf(sheet).displayName()))
                .andExpect(jsonPath("$.esiti[0].spiegazione.perValoriDiversi").value(false))
                .andExpect(jsonPath("$.avvisiDaSpiegare").value(0));
        web.perform(put(address + "/spiegazioni/A5.R4:" + MAIL)
                        .with(me)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.codice").value("SPIEGAZIONE_NON_VALIDA"));
        web.perform(get("/schede/" + sheet + "/storia")
                        .with(user(operatorOf(sheet).username())))
                .andExpect(content().string(containsString("Avviso spiegato")))
                .andExpect(content().string(containsString("serve anche i cancellati")));
        cases.submit(sheet, operatorOf(sheet));
        cases.finalizeSheet(sheet, referentOf(sheet));
        web.perform(get(address + "/ricevuta").with(me))
                .andExpect(jsonPath("$.avvisi[0].codice").value("A5.R4"))
                .andExpect(jsonPath("$.avvisi[0].spiegazione.testo").value(containsString("cancellati")));
        byte[] pdf = web.perform(get(address + "/ricevuta.pdf").with(me))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    @Test
    void takingBackAnExplanationLeavesTheWarningUnexplained() throws Exception {
        UUID sheet = aSheetWithAWarning();
        var me = httpBasic(operatorOf(sheet).username(), House.PASSWORD);
        web.perform(delete("/api/v1/schede/" + sheet + "/spiegazioni/A5.R4:" + MAIL)
                        .with(me))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.esiti[0].spiegazione").isEmpty())
                .andExpect(jsonPath("$.avvisiDaSpiegare").value(1));
    }

    @Test
    void anAdministratorChangesASeverityAndTakesItBack() throws Exception {
        UUID sheet = aSheetWithAWarning();
        String address = "/api/v1/rilevazioni/" + year + "/gravita/A5/A5.R4";
        web.perform(put(address)
                        .with(ADMINISTRATOR)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"gravita\":\"BLOCCANTE\",\"motivo\":\"" + REASON + "\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.gravita[0].gravita").value("BLOCCANTE"));
        web.perform(get("/api/v1/schede/" + sheet).with(ADMINISTRATOR))
                .andExpect(jsonPath("$.esiti[0].gravita").value("BLOCCANTE"))
                .andExpect(jsonPath("$.esiti[0].spiegabile").value(false))
                .andExpect(jsonPath("$.esiti[0].gravitaModificata.motivo").value(REASON));
        web.perform(get(catalogueAddress()).with(user("amministratore-prova")))
                .andExpect(content().string(containsString(REASON)));
        web.perform(post(catalogueAddress() + "/gravita/ritiro")
                        .with(user("amministratore-prova"))
                        .with(csrf())
                        .param("codice", "A5.R4"))
                .andExpect(redirectedUrl(catalogueAddress()));
        web.perform(delete(address).with(ADMINISTRATOR)).andExpect(status().isNotFound());
        web.perform(put(address)
                        .with(ADMINISTRATOR)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"gravita\":\"GRAVE\",\"motivo\":\"" + REASON + "\"}"))
                .andExpect(status().isUnprocessableEntity());
    }

    @Test
    void onThePageAReasonTooShortComesBack() throws Exception {
        web.perform(post(catalogueAddress() + "/gravita")
                        .with(user("amministratore-prova"))
                        .with(csrf())
                        .param("ambito", "tutti")
                        .param("codice", "G8a")
                        .param("gravita", "BLOCCANTE")
                        .param("motivo", "breve"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("motivo")));
        web.perform(post(catalogueAddress() + "/gravita")
                        .with(user("amministratore-prova"))
                        .with(csrf())
                        .param("ambito", "tutti")
                        .param("codice", "G8a")
                        .param("gravita", "BLOCCANTE")
                        .param("motivo", REASON))
                .andExpect(redirectedUrl(catalogueAddress()));
        web.perform(get("/catalogo").param("anno", Integer.toString(year)).with(user("amministratore-prova")))
                .andExpect(content().string(containsString("tutti i moduli")));
        web.perform(delete("/api/v1/rilevazioni/" + year + "/gravita/tutti/G8a").with(ADMINISTRATOR))
                .andExpect(status().isOk());
    }

    @Test
    void theCatalogueShowsModulesQuestionsAndRules() throws Exception {
        web.perform(get("/catalogo").param("anno", Integer.toString(year)).with(user("amministratore-prova")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Residenza fittizia")));
        web.perform(get(catalogueAddress()).with(user("amministratore-prova")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Mesi di attività")))
                .andExpect(content().string(containsString("una richiesta può riguardare più persone?")))
                .andExpect(content().string(containsString("Plausibilità")));
        web.perform(get("/api/v1/catalogo/" + year).with(ADMINISTRATOR))
                .andExpect(jsonPath("$.moduli[?(@.codice == 'A5')].edizione").value(2024));
        web.perform(get("/api/v1/catalogo/" + year + "/A5").with(ADMINISTRATOR))
                .andExpect(jsonPath("$.regole[?(@.codice == 'A5.R4')].gravita").value("AVVISO"))
                .andExpect(jsonPath("$.sezioni[0].voci[0].chiave").value("a5_1_6_comuni"));
        web.perform(get("/api/v1/catalogo/" + year + "/Z9").with(ADMINISTRATOR)).andExpect(status().isNotFound());
    }

    @Test
    void onlyAdministratorsEnter() throws Exception {
        UUID sheet = aSheet();
        var operator = operatorOf(sheet).username();
        for (String address : new String[] {"/catalogo", catalogueAddress(), "/api/v1/catalogo/" + year}) {
            web.perform(get(address).with(user(operator))).andExpect(status().isForbidden());
        }
        web.perform(put("/api/v1/rilevazioni/" + year + "/gravita/A5/G1")
                        .with(httpBasic(operator, House.PASSWORD))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"gravita\":\"AVVISO\",\"motivo\":\"" + REASON + "\"}"))
                .andExpect(status().isForbidden());
        web.perform(get("/attivita").with(user(operator)))
                .andExpect(content().string(not(containsString("\"/catalogo"))));
        web.perform(get("/attivita").with(user("amministratore-prova")))
                .andExpect(content().string(containsString("/catalogo")));
    }

    @Test
    void aCorrectionIsTriedOnTheOpenSheetsAndNeverKept() throws Exception {
        UUID sheet = aSheetWithAWarning();
        String without = form().replace("a5_4_2_invii", "a5_4_2_spedizioni");
        long revisions = jdbc.sql("select count(*) from module_revision")
                .query(Long.class)
                .single();
        web.perform(multipart("/api/v1/catalogo/" + year + "/A5/confronto")
                        .file(file(without))
                        .with(ADMINISTRATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.differenze.length()").value(2))
                .andExpect(jsonPath("$.schede[?(@.scheda == '" + sheet + "')].rispostePerse[0]")
                        .value(org.hamcrest.Matchers.hasItem(containsString("a5_4_2_invii"))))
                .andExpect(jsonPath("$.schede[?(@.scheda == '" + sheet + "')].risposteObbligatorieInPiu")
                        .value(1));
        web.perform(multipart(catalogueAddress() + "/confronto")
                        .file(file(without))
                        .with(user("amministratore-prova"))
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("a5_4_2_spedizioni")))
                .andExpect(content().string(containsString(sheet.toString())));
        assertThat(jdbc.sql("select count(*) from module_revision")
                        .query(Long.class)
                        .single())
                .isEqualTo(revisions);
    }

    @Test
    void aStricterRuleShowsTheNewFindings() throws Exception {
        UUID sheet = aSheetWithAWarning();
        String stricter = new String(
                        catalogue
                                .latest("A5", year)
                                .orElseThrow()
                                .checks()
                                .get(1)
                                .content(),
                        StandardCharsets.UTF_8)
                .replace("a5_3_2_iscritti_anno &gt; a5_3_1_accolte", "a5_3_2_iscritti_anno &lt; 1000");
        web.perform(multipart("/api/v1/catalogo/" + year + "/A5/confronto")
                        .file(file(stricter))
                        .with(ADMINISTRATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.schede[?(@.scheda == '" + sheet + "')].nuoviEsiti[0].codice")
                        .value("A5.R2"));
    }

    @Test
    void aBadFileComesBackWithItsReason() throws Exception {
        web.perform(multipart("/api/v1/catalogo/" + year + "/A5/confronto")
                        .file(file("{\"components\": ["))
                        .with(ADMINISTRATOR))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.codice").value("MODULO_NON_VALIDO"));
        web.perform(multipart(catalogueAddress() + "/confronto")
                        .file(file("ciao"))
                        .with(user("amministratore-prova"))
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("non è un modulo")));
    }

    @Test
    void theCommandPrintsTheSameReportAndSaysItInItsExitCode(@TempDir Path folder) throws Exception {
        UUID sheet = aSheetWithAWarning();
        Path same = Files.writeString(folder.resolve("uguale.form"), form());
        assertThat(ChangeCheckCommandAccess.run(check, same, year, "A5"))
                .startsWith("0\n")
                .contains("Nessuna differenza");
        Path other = Files.writeString(folder.resolve("altro.form"), form().replace("a5_4_2_invii", "a5_4_2_altro"));
        assertThat(ChangeCheckCommandAccess.run(check, other, year, "A5"))
                .startsWith("2\n")
                .contains("risposta persa", sheet.toString());
        Path bad = Files.writeString(folder.resolve("rotto.form"), "ciao");
        assertThat(ChangeCheckCommandAccess.run(check, bad, year, "A5"))
                .startsWith("1\n")
                .contains("FILE_NON_RICONOSCIUTO");
        assertThat(ChangeCheckCommandAccess.run(check, folder.resolve("manca.form"), year, "A5"))
                .startsWith("1\n")
                .contains("non si legge");
    }

    @Test
    void theSheetTellsLastYearAndSimilarDistrictsBesideEachFigure() throws Exception {
        UUID sheet = aSheet();
        web.perform(get("/api/v1/schede/" + sheet)
                        .with(httpBasic(
                                house.somebody(Role.ATS_OPERATOR, cases.atsOf(sheet))
                                        .username(),
                                House.PASSWORD)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.confronti").isMap());
    }
}
