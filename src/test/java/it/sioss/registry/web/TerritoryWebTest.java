package it.sioss.registry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Accounts;
import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.registry.ReferenceData;
import it.sioss.registry.Registry;
import it.sioss.support.SiossTest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.annotation.Transactional;

@SiossTest
@Transactional
class TerritoryWebTest {

    private static final String API = "/api/v1/territorio";
    private static final RequestPostProcessor ADMINISTRATOR = httpBasic("territorio-ada", "una-password-di-prova");
    private static final RequestPostProcessor OPERATOR = httpBasic("territorio-bruno", "una-password-di-prova");
    private static final Pattern CONFIRM = Pattern.compile(
            "action=\"(/territorio/caricamento/[^\"]+/conferma)\".*?name=\"impronta\" value=\"(\\w+)\"",
            Pattern.DOTALL);

    @Autowired
    private MockMvc web;

    @Autowired
    private Registry registry;

    @Autowired
    private Accounts accounts;

    @BeforeAll
    static void theTerritoryIsLoaded(@Autowired ReferenceData referenceData) {
        referenceData.load();
    }

    /** Sheets of collections that other tests have left open stand on districts that change here; taken back at the end. */
    @BeforeEach
    void noCollectionIsOpen(@Autowired JdbcTemplate jdbc) {
        jdbc.update("update campaign set state = 'CLOSED' where state in ('OPENING', 'OPEN')");
    }

    @BeforeEach
    void peopleHaveAccounts() {
        accounts.grant(
                accounts.create("territorio-ada", "Ada", null, "una-password-di-prova", false, false),
                Role.ADMINISTRATOR,
                Mandate.ITALY,
                null,
                "prova");
        accounts.grant(
                accounts.create("territorio-bruno", "Bruno", null, "una-password-di-prova", false, false),
                Role.ATS_OPERATOR,
                "01-001",
                null,
                "prova");
    }

    @Test
    void anybodyWithAnAccountReadsTheTerritory() throws Exception {
        web.perform(get(API + "/enti?anno=2025").with(OPERATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.fonte", containsString("ISTAT")))
                .andExpect(jsonPath("$.enti", hasSize(21)))
                .andExpect(jsonPath("$.enti[3].codice").value("0421"))
                .andExpect(jsonPath("$.enti[3].tipo").value("PROVINCIA_AUTONOMA"));
        web.perform(get(API + "/ats?anno=2025&regione=0100").with(OPERATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.totale").value(30))
                .andExpect(jsonPath("$.ats", hasSize(30)))
                .andExpect(jsonPath("$.ats[0].sintetico").value(true));
        web.perform(get(API + "/ats?anno=2025&page=5").with(OPERATOR))
                .andExpect(jsonPath("$.totale").value(597))
                .andExpect(jsonPath("$.ats", hasSize(97)));
        web.perform(get(API + "/ats/01-001?anno=2025").with(OPERATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.denominazione").value("ATS Torino"))
                .andExpect(jsonPath("$.comuni[0].codice").value("001272"))
                .andExpect(jsonPath("$.popolazione").value(847_398));
        web.perform(get(API + "/enti")).andExpect(status().isUnauthorized());
    }

    @Test
    void questionsOutOfBoundsAreRefused() throws Exception {
        for (String address : new String[] {
            "/enti?anno=1861", "/enti?anno=x", "/ats?size=201", "/ats?size=0", "/ats?page=-1", "/ats?regione=99"
        }) {
            web.perform(get(API + address).with(OPERATOR))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.codice").value("VALORE_NON_VALIDO"));
        }
        web.perform(get(API + "/ats/99-999").with(OPERATOR))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.codice").value("NON_TROVATO"));
    }

    @Test
    void whatIsDownloadedCanBeUploaded() throws Exception {
        byte[] file = web.perform(
                        get(API + "/articolazione?anno=2026&regione=0200").with(OPERATOR))
                .andExpect(status().isOk())
                .andExpect(content().contentType("text/csv;charset=UTF-8"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();

        web.perform(upload(file, "&simulazione=true").with(ADMINISTRATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.giaPresente").value(true))
                .andExpect(jsonPath("$.righe").value(74));
    }

    @Test
    void aMachineReplacesAnArticulation() throws Exception {
        web.perform(upload(oneRealDistrict(), "&simulazione=true").with(ADMINISTRATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.applicabile").value(true))
                .andExpect(jsonPath("$.applicato").value(false))
                .andExpect(jsonPath("$.differenze.conteggi.comuniSpostati").value(74))
                .andExpect(jsonPath("$.differenze.atsCessati[0].codice").value("02-001"));
        assertThat(registry.ats("VDA", 2026)).isEmpty();

        web.perform(upload(oneRealDistrict(), "").with(ADMINISTRATOR))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.applicato").value(true));
        web.perform(upload(oneRealDistrict(), "").with(ADMINISTRATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.giaPresente").value(true));
        web.perform(get(API + "/ats/VDA?anno=2026").with(OPERATOR))
                .andExpect(jsonPath("$.sintetico").value(false))
                .andExpect(jsonPath("$.comuni", hasSize(74)));
    }

    @Test
    void everyErrorOfTheFileIsInTheProblem() throws Exception {
        byte[] file = new String(oneRealDistrict(), StandardCharsets.UTF_8)
                .replace("007003", "7003")
                .replace("007004", "999999")
                .getBytes(StandardCharsets.UTF_8);

        for (String simulation : new String[] {"", "&simulazione=true"}) {
            web.perform(upload(file, simulation).with(ADMINISTRATOR))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(jsonPath("$.codice").value("TERRITORIO_NON_VALIDO"))
                    .andExpect(jsonPath("$.numeroErrori").value(3))
                    .andExpect(jsonPath("$.errori[0].codice").value("ZERO_INIZIALE_PERSO"))
                    .andExpect(jsonPath("$.errori[0].riga").value(4))
                    .andExpect(jsonPath("$.errori[0].colonna").value("codice_istat_comune"))
                    .andExpect(jsonPath("$.errori[0].messaggio", startsWith("7003 ha 4 cifre")))
                    .andExpect(jsonPath("$.errori[0].rimedio", containsString("007003")));
        }
    }

    @Test
    void badUploadsAreRefusedAndNoneIsAnInternalError() throws Exception {
        byte[] windows = "codice_ats;città".getBytes(Charset.forName("windows-1252"));

        web.perform(upload(windows, "").with(ADMINISTRATOR))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errori[0].codice").value("CODIFICA_NON_AMMESSA"));
        web.perform(upload(new byte[5 * 1024 * 1024], "").with(ADMINISTRATOR)).andExpect(status().is(413));
        web.perform(upload(new byte[0], "").with(ADMINISTRATOR))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.errori[0].codice").value("FILE_VUOTO"));
        web.perform(post(API + "/ats").contentType("text/csv").content(windows).with(ADMINISTRATOR))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.codice").value("PARAMETRO_MANCANTE"));
        web.perform(post(API + "/ats?anno=2026")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}")
                        .with(ADMINISTRATOR))
                .andExpect(status().isUnsupportedMediaType());
        web.perform(multipart(API + "/ats?anno=2026").with(ADMINISTRATOR)).andExpect(status().isBadRequest());
        web.perform(upload(oneRealDistrict(), "").with(OPERATOR))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.codice").value("NON_AUTORIZZATO"));
    }

    @Test
    void aFileMayComeAsAPartOfAForm() throws Exception {
        web.perform(multipart(API + "/ats?anno=2026&regione=0200&simulazione=true")
                        .file(new MockMultipartFile("file", "../../etc/x.csv", "text/csv", oneRealDistrict()))
                        .with(ADMINISTRATOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.applicabile").value(true));
    }

    @Test
    void thePagesShowRegionsDistrictsAndMunicipalities() throws Exception {
        web.perform(get("/territorio?anno=2025").with(user("territorio-bruno")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Provincia autonoma di Trento")))
                .andExpect(content().string(containsString("sintetici")))
                .andExpect(content().string(containsString("ISTAT (SITUAS)")));
        web.perform(get("/territorio?anno=2025&regione=0100").with(user("territorio-bruno")))
                .andExpect(content().string(containsString("ATS Torino")))
                .andExpect(content().string(containsString("sintetico")));
        web.perform(get("/territorio/01-001?anno=2025").with(user("territorio-bruno")))
                .andExpect(content().string(containsString("847.398")))
                .andExpect(content().string(containsString("Questo ATS è inventato")));
        web.perform(get("/territorio/caricamento").with(user("territorio-bruno")))
                .andExpect(status().isForbidden());
        web.perform(get("/territorio/caricamento").with(user("territorio-ada")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("codice_istat_comune")));
    }

    @Test
    void anAdministratorSeesTheDifferencesThenConfirms() throws Exception {
        String preview = web.perform(multipart("/territorio/caricamento")
                        .file(new MockMultipartFile("file", "vda.csv", "text/csv", oneRealDistrict()))
                        .param("anno", "2026")
                        .param("regione", "0200")
                        .with(user("territorio-ada"))
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Comuni che cambiano ATS")))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        Matcher confirm = CONFIRM.matcher(preview);
        assertThat(confirm.find()).isTrue();

        web.perform(post(confirm.group(1))
                        .param("impronta", confirm.group(2))
                        .with(user("territorio-ada"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/territorio?anno=2026&regione=0200"));
        assertThat(registry.ats("VDA", 2026)).isPresent();
    }

    @Test
    void thePreviewOfABadFileListsItsErrors() throws Exception {
        web.perform(multipart("/territorio/caricamento")
                        .file(new MockMultipartFile(
                                "file", "vda.csv", "text/csv", "codice_ats\tx".getBytes(StandardCharsets.UTF_8)))
                        .param("anno", "2026")
                        .param("regione", "")
                        .header(HttpHeaders.ACCEPT, "text/html")
                        .with(user("territorio-ada"))
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("tabulazioni")))
                .andExpect(content().string(containsString("Carica un altro file")));
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder upload(
            byte[] file, String more) {
        return post(API + "/ats?anno=2026&regione=0200" + more)
                .contentType("text/csv")
                .content(file);
    }

    /** The Aosta Valley as one real district. */
    private byte[] oneRealDistrict() {
        var file = new StringBuilder("codice_ats,denominazione_ats,codice_ente_territoriale,codice_istat_comune\r\n");
        registry.articulation(2025, "0200")
                .forEach(member -> file.append("VDA,ATS Valle d'Aosta,0200,")
                        .append(member.municipality())
                        .append("\r\n"));
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}
