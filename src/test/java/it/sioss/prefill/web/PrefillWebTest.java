package it.sioss.prefill.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Role;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A publication uploaded on the page or by a machine, and what a clerk then decides, on the page and by a machine. */
@SiossTest
class PrefillWebTest {

    private static final int YEAR = 2075;
    private static final String ATS = "02-001";
    private static final Pattern CONFIRM = Pattern.compile("action=\"(/precompilazione/[0-9a-f-]+/conferma)\"");

    @Autowired
    House house;

    @Autowired
    MockMvc web;

    private RequestPostProcessor administrator() {
        return httpBasic(house.administrator().username(), House.PASSWORD);
    }

    private static byte[] csv(int families) {
        return ("fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;famiglie_incluse\nRPM;" + YEAR
                        + ";2076-06-30;2075-01-01;2075-12-31;ATS;" + ATS + ";" + families)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsShownConfirmedDecidedUponAndConfirmedInTheSheet() throws Exception {
        house.openCampaign(YEAR, "0200", "A4");
        UUID sheet = house.sheet(YEAR, ATS, "A4");
        String operator = house.somebody(Role.ATS_OPERATOR, ATS).username();
        RequestPostProcessor clerk = httpBasic(operator, House.PASSWORD);
        String page = web.perform(multipart("/precompilazione")
                        .file(new MockMultipartFile("file", "../a.csv", "text/csv", csv(12)))
                        .with(user(house.administrator().username()).roles("ADMINISTRATOR"))
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("righe nuove")))
                .andReturn()
                .getResponse()
                .getContentAsString();
        Matcher confirm = CONFIRM.matcher(page);
        assertThat(confirm.find()).isTrue();
        web.perform(post(confirm.group(1))
                        .with(user(house.administrator().username()).roles("ADMINISTRATOR"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/precompilazione?anno=" + YEAR));
        house.workOff();
        web.perform(get("/precompilazione?anno=" + YEAR)
                        .with(user(house.administrator().username()).roles("ADMINISTRATOR")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("30/06/2076")));

        web.perform(get("/schede/" + sheet).with(user(operator)))
                .andExpect(content().string(containsString("Dati ricevuti")))
                .andExpect(content().string(containsString("1 sezione da confermare")));
        web.perform(get("/schede/" + sheet + "/precompilazione").with(user(operator)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Attende una conferma")))
                .andExpect(content().string(containsString("dal 01/01/2075 al 31/12/2075")));
        web.perform(
                        put("/api/v1/schede/" + sheet + "/risposte")
                                .with(clerk)
                                .header(HttpHeaders.IF_MATCH, "\"1\"")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"risposte\": {\"a4_1_7_attivo\": {\"value\": \"si\"}, \"a4_3_1_famiglie\": {\"value\": 14}}}"))
                .andExpect(status().isOk())
                .andExpect(
                        jsonPath("$.risposte.a4_3_1_famiglie.origin.ricevuto").value(12))
                .andExpect(jsonPath("$.esiti[?(@.codice == 'A4.R10')].campi[0]").value("a4_3_1_famiglie"))
                .andExpect(jsonPath("$.conferme[0].sezione").value("s3"))
                .andExpect(jsonPath("$.conferme[0].confermata").value(false));
        web.perform(put("/api/v1/schede/" + sheet + "/motivi/a4_3_1_famiglie")
                        .with(clerk)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"motivo\": \"no\"}"))
                .andExpect(status().isUnprocessableEntity());
        web.perform(post("/schede/" + sheet + "/precompilazione/motivi/a4_3_1_famiglie")
                        .param("motivo", "Due famiglie in carico da dicembre")
                        .with(user(operator))
                        .with(csrf()))
                .andExpect(redirectedUrlPattern("/schede/*/precompilazione"));
        web.perform(put("/api/v1/schede/" + sheet + "/conferme/s3").with(clerk))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.conferme[0].confermata").value(true));
        web.perform(put("/api/v1/schede/" + sheet + "/conferme/s1").with(clerk)).andExpect(status().isNotFound());

        web.perform(post("/api/v1/precompilazione/pubblicazioni")
                        .with(administrator())
                        .contentType("text/csv")
                        .content(csv(13)))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.cambiate").value(1));
        house.workOff();
        web.perform(get("/api/v1/schede/" + sheet).with(clerk))
                .andExpect(jsonPath("$.proposte[0].voce").value("a4_3_1_famiglie"))
                .andExpect(jsonPath("$.proposte[0].proposto").value(13))
                .andExpect(jsonPath("$.proposte[0].dichiarato").value("14"));
        web.perform(put("/api/v1/schede/" + sheet + "/proposte/a4_3_1_famiglie")
                        .with(clerk)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"esito\": \"ACCOLTA\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.risposte.a4_3_1_famiglie.value").value(13))
                .andExpect(jsonPath("$.proposte").isEmpty());
        web.perform(get("/schede/" + sheet + "/storia").with(user(operator)))
                .andExpect(content().string(containsString("Dato proposto accolto")));
    }

    @Test
    void onlyAnAdministratorUploadsAndABadFileIsReportedRowByRow() throws Exception {
        RequestPostProcessor clerk =
                httpBasic(house.somebody(Role.ATS_OPERATOR, ATS).username(), House.PASSWORD);
        web.perform(post("/api/v1/precompilazione/pubblicazioni")
                        .with(clerk)
                        .contentType("text/csv")
                        .content(csv(1)))
                .andExpect(status().isForbidden());
        web.perform(get("/precompilazione")
                        .with(user(house.somebody(Role.ATS_OPERATOR, ATS).username())))
                .andExpect(status().isForbidden());
        String person = new String(csv(1), StandardCharsets.UTF_8) + "\nRSSMRA80A01H501U";
        web.perform(post("/api/v1/precompilazione/pubblicazioni?simulazione=true")
                        .with(administrator())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(person))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.errori[0].codice").value("DATI_PERSONALI"));
        web.perform(post("/api/v1/precompilazione/pubblicazioni")
                        .with(administrator())
                        .contentType("text/csv")
                        .content(person))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.codice").value("DATI_PERSONALI"))
                .andExpect(content().string(not(containsString("RSSMRA"))));
        web.perform(get("/api/v1/precompilazione/schema").with(administrator()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.properties.righe.maxItems").value(20_000));
        web.perform(get("/api/v1/precompilazione/fonti?anno=" + YEAR).with(administrator()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[1].fonte").value("RPM"));
        web.perform(get("/api/v1/precompilazione/pubblicazioni").with(administrator()))
                .andExpect(status().isOk());
    }
}
