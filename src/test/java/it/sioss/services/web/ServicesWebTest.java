package it.sioss.services.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.access.Role;
import it.sioss.platform.CanonicalJson;
import it.sioss.services.NomenclatureFixtures;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Allegato 1 in the browser and for machines. */
@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicesWebTest {

    private static final int YEAR = 2037;
    private static final String REGION = "1300";
    private static final RequestPostProcessor REFERENT = httpBasic("servizi-referente", House.PASSWORD);
    private static final RequestPostProcessor STRANGER = httpBasic("servizi-estraneo", House.PASSWORD);

    @Autowired
    MockMvc web;

    @Autowired
    House house;

    @Autowired
    ObjectMapper json;

    @BeforeAll
    void aYearOfTwoModules() {
        house.openCampaign(YEAR, REGION, "A1", "A5");
        var referent = house.somebody("servizi-referente", Role.ATS_REFERENT, "13-004");
        grant(referent.accountId(), "13-005");
        grant(referent.accountId(), "13-006");
        house.somebody("servizi-solo", Role.ATS_REFERENT, "13-007");
        house.somebody("servizi-estraneo", Role.ATS_REFERENT, "01-001");
    }

    @Autowired
    it.sioss.access.Accounts accounts;

    private void grant(java.util.UUID account, String ats) {
        accounts.grant(account, Role.ATS_REFERENT, ats, null, "prova");
    }

    private static String api(String ats) {
        return "/api/v1/servizi-attivati/" + YEAR + "/" + ats;
    }

    private static MockHttpServletRequestBuilder with(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body).with(REFERENT);
    }

    private static String mode(String service, String form, String more) {
        return """
                {"servizio":"%s","modalita":"AFFIDAMENTO","forma":"ASSOCIATA","naturaGiuridica":"%s",
                 "tuttoAmbito":true%s}""".formatted(service, form, more);
    }

    @Test
    void aMachineWritesAllegatoUnoAndReadsWhatFollows() throws Exception {
        String ats = "13-004";
        web.perform(get("/api/v1/nomenclatura").with(REFERENT))
                .andExpect(jsonPath("$", hasSize(NomenclatureFixtures.codes().size())));
        web.perform(get(api(ats)).with(REFERENT))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stato").value("IN_COMPILAZIONE"))
                .andExpect(jsonPath("$.schede", hasSize(2)))
                .andExpect(jsonPath("$.schede[0].esito").value("DOVUTA"))
                .andExpect(jsonPath("$.azioni[0].azione").value("modifica"));
        web.perform(get(api(ats)).with(STRANGER)).andExpect(status().isNotFound());
        web.perform(get("/api/v1/servizi-attivati").param("anno", "" + YEAR).with(REFERENT))
                .andExpect(jsonPath("$.totale").value(3))
                .andExpect(jsonPath("$.banche[0].ats").value(ats));
        web.perform(get("/api/v1/servizi-attivati")
                        .param("anno", "" + YEAR)
                        .param("size", "201")
                        .with(REFERENT))
                .andExpect(status().isBadRequest());
        web.perform(with(put(api(ats) + "/servizi/E.07.1"), "{\"attivato\":false}"))
                .andExpect(status().isOk());
        web.perform(with(put(api(ats) + "/servizi/E.07.1"), "{}")).andExpect(status().isBadRequest());
        web.perform(with(put(api(ats) + "/servizi/Z.99"), "{\"attivato\":true}"))
                .andExpect(status().isNotFound());
        String added = web.perform(with(
                        post(api(ats) + "/modalita"),
                        mode(
                                "B.07.1",
                                "COOPERATIVA_SOCIALE",
                                ",\"denominazione\":\"Cooperativa di prova\",\"codiceFiscale\":\"80078750587\"")))
                .andExpect(status().isCreated())
                .andExpect(header().exists("Location"))
                .andExpect(jsonPath("$.schede[?(@.modulo=='A1')]", hasSize(2)))
                .andExpect(jsonPath("$.schede[?(@.modulo=='A1' && @.livello=='ALTRO_SOGGETTO')].esito")
                        .value("DOVUTA"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        JsonNode line = json.readTree(added).findParents("riga").stream()
                .filter(parent -> parent.has("id"))
                .findFirst()
                .orElseThrow();
        String address = api(ats) + "/modalita/" + line.path("id").asText();
        web.perform(with(put(address), mode("B.07.1", "AMBITO", ""))).andExpect(status().is(428));
        web.perform(with(put(address), mode("B.07.1", "AMBITO", ",\"versione\":99")))
                .andExpect(status().is(412));
        web.perform(with(
                        put(address),
                        mode(
                                "B.07.1",
                                "AMBITO",
                                ",\"versione\":" + line.path("versione").asLong())))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.schede[?(@.modulo=='A1')].livello").value("AMBITO"));
        web.perform(with(post(api(ats) + "/modalita"), mode("B.07.1", "IMPRESA", ",\"codiceFiscale\":\"1\"")))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.campo").value("codiceFiscale"));
        web.perform(delete(address).with(REFERENT)).andExpect(status().isOk());
        web.perform(with(post(api(ats) + "/finalizzazione"), "{}")).andExpect(status().isConflict());
        web.perform(with(post(api(ats) + "/conclusione"), "{}"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.codice").value("CONTROLLI_BLOCCANTI"));
        web.perform(with(put(api(ats) + "/servizi/B.07.1"), "{\"attivato\":false}"))
                .andExpect(status().isOk());
        web.perform(with(post(api(ats) + "/conclusione"), "{}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stato").value("PRONTA"));
        web.perform(with(post(api(ats) + "/finalizzazione"), "{}"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.codice").value("SCHEDE_NON_CONCLUSE"))
                .andExpect(jsonPath("$.detail").value(containsString("2 schede")));
        web.perform(get(api(ats) + "/ricevuta").with(REFERENT)).andExpect(status().isNotFound());
        house.jdbc()
                .sql("update sheet set dueness = 'OPTIONAL' where year = ? and ats = ?")
                .params(YEAR, ats)
                .update();
        var finalize = with(post(api(ats) + "/finalizzazione"), "{}").header("Idempotency-Key", "una-volta");
        String receipt = web.perform(finalize)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(web.perform(finalize).andReturn().getResponse().getContentAsString())
                .isEqualTo(receipt);
        byte[] bytes = web.perform(get(api(ats) + "/ricevuta/contenuto").with(REFERENT))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        assertThat(CanonicalJson.fingerprint(bytes))
                .isEqualTo(json.readTree(receipt).path("impronta").asText());
        assertThat(web.perform(get(api(ats) + "/ricevuta.pdf").with(REFERENT))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray())
                .startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        web.perform(with(put(api(ats) + "/servizi/B.07.1"), "{\"attivato\":true}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("GIA_FINALIZZATA"));
        web.perform(get("/ricevute")
                        .param("numero", json.readTree(receipt).path("numero").asText())
                        .param(
                                "impronta",
                                json.readTree(receipt).path("impronta").asText())
                        .with(user("servizi-referente")))
                .andExpect(content().string(containsString("banca dati dei servizi attivati, ricevuta il")));
        web.perform(get("/servizi-attivati/" + YEAR + "/" + ats).with(user("servizi-referente")))
                .andExpect(content().string(containsString("Ricevuta della banca dati")))
                .andExpect(content().string(not(containsString("Aggiungi una modalità"))));
    }

    @Test
    void thePagesWriteTheSame() throws Exception {
        String page = "/servizi-attivati/" + YEAR + "/13-005";
        RequestPostProcessor referent = user("servizi-referente");
        web.perform(get("/servizi-attivati").param("anno", "" + YEAR).with(referent))
                .andExpect(content().string(containsString("13-006")));
        web.perform(get("/servizi-attivati").param("anno", "" + YEAR).with(user("servizi-solo")))
                .andExpect(redirectedUrl("/servizi-attivati/" + YEAR + "/13-007"));
        web.perform(get(page).with(referent))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(containsString("Dovuta perché l&#39;Allegato 1 non indica soggetti attuatori")))
                .andExpect(content().string(containsString("Pronto intervento sociale")));
        web.perform(get(page).with(user("servizi-estraneo"))).andExpect(status().isNotFound());
        web.perform(post(page + "/servizi/A.01.2")
                        .param("attivato", "true")
                        .with(referent)
                        .with(csrf()))
                .andExpect(redirectedUrl(page));
        web.perform(post(page + "/conclusione").with(referent).with(csrf()))
                .andExpect(flash().attribute("annexProblem", containsString("non ha una modalità di attuazione")));
        web.perform(get(page + "/modalita").param("servizio", "A.01.2").with(referent))
                .andExpect(content().string(containsString("Comuni coperti")));
        web.perform(post(page + "/modalita")
                        .param("servizio", "A.01.2")
                        .param("modalita", "GESTIONE_DIRETTA")
                        .param("forma", "SINGOLA")
                        .param("naturaGiuridica", "CONSORZIO")
                        .param("denominazione", "Consorzio di prova")
                        .param("copertura", "tutto")
                        .with(referent)
                        .with(csrf()))
                .andExpect(status().is(422))
                .andExpect(content().string(containsString("Indicate il codice fiscale")))
                .andExpect(content().string(containsString("Consorzio di prova")));
        web.perform(post(page + "/modalita")
                        .param("servizio", "A.01.2")
                        .param("modalita", "GESTIONE_DIRETTA")
                        .param("forma", "SINGOLA")
                        .param("naturaGiuridica", "CONSORZIO")
                        .param("denominazione", "Consorzio di prova")
                        .param("codiceFiscale", "80078750587")
                        .param("copertura", "tutto")
                        .with(referent)
                        .with(csrf()))
                .andExpect(redirectedUrl(page + "#servizio-a-01-2"));
        web.perform(get(page).with(referent))
                .andExpect(content().string(containsString("Allegato 1, riga 1")))
                .andExpect(content().string(containsString("Consorzio di prova")));
        web.perform(get("/schede")
                        .param("anno", "" + YEAR)
                        .param("ats", "13-005")
                        .with(referent))
                .andExpect(content().string(containsString("Dovuta perché Consorzio di prova attua")));
        web.perform(post(page + "/conclusione").with(referent)).andExpect(status().isForbidden());
    }

    @Test
    void aListThatHoldsNothingAtOnePlaceIsRefused() throws Exception {
        web.perform(with(post(api("13-005") + "/modalita"), mode("B.07.1", "IMPRESA", ",\"comuni\":[null]")))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.campo").value("comuni"));
    }

    @Test
    void aPageFarBeyondTheLastIsTheLast() throws Exception {
        for (String page : new String[] {"50000000", "2147483647", "-1"}) {
            web.perform(get("/servizi-attivati")
                            .param("anno", "" + YEAR)
                            .param("page", page)
                            .with(user("servizi-referente")))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("13-006")));
        }
    }
}
