package it.sioss.delegation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.access.Role;
import it.sioss.delegation.DelegationTurns;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@SiossTest
class DelegationWebTest {

    private static final String API = "/api/v1/deleghe";
    private static final RequestPostProcessor SUPERVISOR = httpBasic("deleghe-marche", House.PASSWORD);

    @Autowired
    MockMvc web;

    @Autowired
    House house;

    @Autowired
    DelegationTurns turns;

    @Autowired
    ObjectMapper json;

    @BeforeEach
    void aCampaignIsOpenInUmbria() {
        if (house.jdbc()
                        .sql("select count(*) from campaign where year = 2041")
                        .query(Long.class)
                        .single()
                == 0) {
            house.openCampaign(2041, "1000", "A5");
        }
        house.somebody("deleghe-marche", Role.REGION_SUPERVISOR, "1000");
        house.somebody("deleghe-altrove", Role.REGION_SUPERVISOR, "0100");
        house.somebody("deleghe-operatrice", Role.REGION_OPERATOR, "1000");
        house.somebody("deleghe-referente", Role.ATS_REFERENT, "10-001");
    }

    @AfterEach
    void timeGoesBackAndTheLedgerIsEmpty() {
        house.clock().stopMoving();
        house.jdbc()
                .sql("update delegation set valid_to = valid_from where region = '1000'")
                .update();
        turns.announceDue();
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder declare(String body) {
        return post(API).contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private String compiler(String ats) {
        return house.jdbc()
                .sql("select compiler from sheet where year = 2041 and ats = ?")
                .param(ats)
                .query(String.class)
                .single();
    }

    @Test
    void aSupervisorDeclaresAndRevokesForTheOwnRegionOnly() throws Exception {
        String body = "{\"ats\":\"10-001\",\"modulo\":\"A5\",\"motivo\":\"Delibera 12 del 2025\"}";
        web.perform(declare(body).with(httpBasic("deleghe-operatrice", House.PASSWORD)))
                .andExpect(status().isForbidden());
        web.perform(declare(body).with(httpBasic("deleghe-referente", House.PASSWORD)))
                .andExpect(status().isForbidden());
        web.perform(declare(body).with(httpBasic("deleghe-altrove", House.PASSWORD)))
                .andExpect(status().isNotFound());
        String made = web.perform(declare(body).with(SUPERVISOR))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.stato").value("IN_VIGORE"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String id = json.readTree(made).get("id").asText();
        assertThat(compiler("10-001")).isEqualTo("REGION");
        web.perform(declare(body).with(SUPERVISOR))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("DELEGA_ESISTENTE"));
        web.perform(get(API).with(httpBasic("deleghe-altrove", House.PASSWORD)))
                .andExpect(jsonPath("$.totale").value(0));
        web.perform(get(API + "?ats=10-001&stato=IN_VIGORE").with(httpBasic("deleghe-referente", House.PASSWORD)))
                .andExpect(jsonPath("$.totale").value(1));
        String why = "{\"motivo\":\"Fine della convenzione\"}";
        web.perform(deed(id, "revoca", why).with(httpBasic("deleghe-altrove", House.PASSWORD)))
                .andExpect(status().isNotFound());
        web.perform(get(API + "/" + id).with(httpBasic("deleghe-altrove", House.PASSWORD)))
                .andExpect(status().isNotFound());
        web.perform(deed(id, "revoca", why).with(httpBasic("deleghe-referente", House.PASSWORD)))
                .andExpect(status().isForbidden());
        web.perform(deed(id, "revoca", "{}").with(SUPERVISOR)).andExpect(status().isUnprocessableEntity());
        web.perform(get(API + "/" + id + "/schede").with(SUPERVISOR))
                .andExpect(jsonPath("$[0].modulo").value("A5"));
        web.perform(deed(id, "revoca", why).with(SUPERVISOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stato").value("REVOCATA"));
        assertThat(compiler("10-001")).isEqualTo("ATS");
        web.perform(deed(id, "revoca", why).with(SUPERVISOR)).andExpect(status().isConflict());
        web.perform(get(API + "/" + id).with(httpBasic("deleghe-referente", House.PASSWORD)))
                .andExpect(jsonPath("$.storia[*].evento").value(org.hamcrest.Matchers.contains("DECLARED", "REVOKED")))
                .andExpect(jsonPath("$.storia[1].motivo").value("Fine della convenzione"));
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder deed(
            String id, String deed, String body) {
        return post(API + "/" + id + "/" + deed)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
    }

    @Test
    void anAtsAsksAndTheRegionAnswersOverTheInterface() throws Exception {
        String asked = web.perform(post(API + "/richieste")
                        .with(httpBasic("deleghe-referente", House.PASSWORD))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"ats\":\"10-001\",\"modulo\":\"A5\",\"motivo\":\"Ci manca personale\"}"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.stato").value("RICHIESTA"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String id = json.readTree(asked).get("id").asText();
        assertThat(compiler("10-001")).isEqualTo("ATS");
        web.perform(deed(id, "accettazione", "{}").with(httpBasic("deleghe-referente", House.PASSWORD)))
                .andExpect(status().isForbidden());
        web.perform(deed(id, "rifiuto", "{}").with(SUPERVISOR)).andExpect(status().isUnprocessableEntity());
        web.perform(get("/deleghe/" + id).with(user("deleghe-marche")))
                .andExpect(content().string(containsString("Accetta la delega")));
        web.perform(deed(id, "accettazione", "{}").with(SUPERVISOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stato").value("IN_VIGORE"));
        assertThat(compiler("10-001")).isEqualTo("REGION");
        web.perform(deed(id, "ritiro", "{}").with(httpBasic("deleghe-referente", House.PASSWORD)))
                .andExpect(status().isConflict());
    }

    @Test
    void aRegionDeclaresForAllItsAtsAndReadsAResultForEach() throws Exception {
        web.perform(declare("{\"ats\":\"10-003\",\"modulo\":\"A5\",\"motivo\":\"Delibera 15\"}")
                        .with(SUPERVISOR))
                .andExpect(status().isCreated());
        int before = rows();
        String all = "{\"tutti\":true,\"modulo\":\"A5\",\"motivo\":\"Delibera 16\"}";
        web.perform(wide("/in-blocco/anteprima", all).with(SUPERVISOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.ambiti[?(@.ats=='10-001')].schede[0].modulo")
                        .value("A5"))
                .andExpect(jsonPath("$.ambiti[?(@.ats=='10-003')].ostacolo").isNotEmpty());
        assertThat(rows()).as("a preview writes nothing").isEqualTo(before);
        web.perform(wide("/in-blocco", all).with(httpBasic("deleghe-operatrice", House.PASSWORD)))
                .andExpect(status().isNotFound());
        web.perform(wide("/in-blocco", all).with(SUPERVISOR))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.esiti[?(@.ats=='10-001')].esito").value("SCRITTA"))
                .andExpect(jsonPath("$.esiti[?(@.ats=='10-001')].schede").value(1))
                .andExpect(jsonPath("$.esiti[?(@.ats=='10-003')].codice").value("DELEGA_ESISTENTE"));
        assertThat(compiler("10-001")).isEqualTo("REGION");
        web.perform(wide("/in-blocco", "{\"ats\":[\"01-001\"],\"motivo\":\"Delibera 17\"}")
                        .with(SUPERVISOR))
                .andExpect(status().isNotFound());
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder wide(
            String path, String body) {
        return post(API + path).contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private int rows() {
        return house.jdbc()
                .sql("select count(*) from delegation")
                .query(Integer.class)
                .single();
    }

    @Test
    void theRuleIsReadByAllAndChangedByAnAdministrator() throws Exception {
        house.administrator();
        RequestPostProcessor administrator = httpBasic("amministratore-prova", House.PASSWORD);
        String on = "{\"accettazioneRichiesta\":true,\"motivo\":\"Prova della regola\"}";
        web.perform(put(API + "/impostazioni")
                        .with(SUPERVISOR)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(on))
                .andExpect(status().isForbidden());
        web.perform(put(API + "/impostazioni")
                        .with(administrator)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"motivo\":\"Prova della regola\"}"))
                .andExpect(status().isUnprocessableEntity());
        try {
            web.perform(put(API + "/impostazioni")
                            .with(administrator)
                            .contentType(MediaType.APPLICATION_JSON)
                            .content(on))
                    .andExpect(status().isOk());
            web.perform(declare("{\"ats\":\"10-004\",\"motivo\":\"Delibera 18\"}")
                            .with(SUPERVISOR))
                    .andExpect(jsonPath("$.stato").value("PROPOSTA"));
            web.perform(get("/deleghe").with(user("deleghe-marche")))
                    .andExpect(content().string(containsString("Prova della regola")));
        } finally {
            web.perform(post("/deleghe/impostazioni")
                            .with(user("amministratore-prova"))
                            .with(csrf())
                            .param("accettazione", "no")
                            .param("motivo", "Fine della prova"))
                    .andExpect(status().isFound());
        }
        web.perform(get(API + "/impostazioni").with(SUPERVISOR))
                .andExpect(jsonPath("$.accettazioneRichiesta").value(false))
                .andExpect(jsonPath("$.motivo").value("Fine della prova"));
    }

    @Test
    void whatIsNotFitIsRefusedWithTheField() throws Exception {
        for (String bad : new String[] {
            "{\"ats\":\"10-001\",\"motivo\":\"no\"}",
            "{\"ats\":\"10-001\",\"motivo\":\"abcde\\u0000f\"}",
            "{\"motivo\":\"Delibera 12\"}",
            "{\"ats\":\"10-001\",\"modulo\":\"Z9\",\"motivo\":\"Delibera 12\"}",
            "{\"ats\":\"10-001\",\"portata\":\"TUTTO\",\"motivo\":\"Delibera 12\"}",
            "{\"ats\":\"10-001\",\"al\":\"2001-01-01\",\"motivo\":\"Delibera 12\"}",
            "{\"ats\":\"10-001\",\"dal\":\"2040-03-25T02:30\",\"motivo\":\"Delibera 12\"}"
        }) {
            web.perform(declare(bad).with(SUPERVISOR)).andExpect(status().isUnprocessableEntity());
        }
        web.perform(declare("{\"ats\":\"99-999\",\"motivo\":\"Delibera 12\"}").with(SUPERVISOR))
                .andExpect(status().isNotFound());
        web.perform(declare("{\"ats\":\"10-001\",\"motivo\":\"Delibera 12\",\"altro\":1}")
                        .with(SUPERVISOR))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.codice").value("CAMPO_SCONOSCIUTO"));
    }

    @Test
    void aFutureDelegationMovesTheSheetsOnItsFirstDayAndBackAfterItsLast() throws Exception {
        var today =
                house.clock().instant().atZone(it.sioss.platform.RomeTime.ROME).toLocalDate();
        web.perform(declare("{\"ats\":\"10-002\",\"dal\":\"%s\",\"al\":\"%s\",\"motivo\":\"Delibera 13\"}"
                                .formatted(today.plusDays(2), today.plusDays(3)))
                        .with(SUPERVISOR))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.stato").value("FUTURA"));
        turns.announceDue();
        assertThat(compiler("10-002")).isEqualTo("ATS");
        house.passTime(Duration.ofDays(2));
        assertThat(turns.announceDue()).isPositive();
        assertThat(compiler("10-002")).isEqualTo("REGION");
        assertThat(turns.announceDue()).isZero();
        house.passTime(Duration.ofDays(2));
        assertThat(turns.announceDue()).isPositive();
        assertThat(compiler("10-002")).isEqualTo("ATS");
    }

    @Test
    void thePageDeclaresWithWhatWasTypedKept() throws Exception {
        var me = user("deleghe-marche");
        web.perform(get("/deleghe/dichiarazione").with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("10-001")));
        web.perform(post("/deleghe/dichiarazione")
                        .with(me)
                        .with(csrf())
                        .param("ats", "10-001")
                        .param("motivo", "no"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("href=\"#motivo\"")));
        web.perform(post("/deleghe/dichiarazione")
                        .with(me)
                        .with(csrf())
                        .param("ats", "10-001", "10-002")
                        .param("motivo", "Delibera 14"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("2 deleghe da scrivere")))
                .andExpect(content().string(containsString("A5 2041")));
        web.perform(post("/deleghe/dichiarazione")
                        .with(me)
                        .with(csrf())
                        .param("passo", "conferma")
                        .param("ats", "10-001", "10-002")
                        .param("motivo", "Delibera 14"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("In vigore")));
        String id = house.jdbc()
                .sql("select id::text from delegation where ats = '10-001' and state = 'IN_FORCE'")
                .query(String.class)
                .single();
        web.perform(get("/schede/" + house.sheet(2041, "10-001", "A5")).with(user("deleghe-referente")))
                .andExpect(content().string(containsString("/deleghe/" + id)))
                .andExpect(content().string(containsString("Finalizza il referente")));
        web.perform(get("/deleghe/" + id).with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Delibera 14")));
        web.perform(post("/deleghe/" + id + "/revoca").with(me).with(csrf()).param("motivo", ""))
                .andExpect(status().isUnprocessableEntity());
        web.perform(post("/deleghe/" + id + "/revoca").with(me).with(csrf()).param("motivo", "Fine della convenzione"))
                .andExpect(status().isFound());
        web.perform(get("/deleghe/" + id).with(user("deleghe-referente")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Fine della convenzione")));
        web.perform(get("/deleghe").with(user("deleghe-referente"))).andExpect(status().isOk());
        web.perform(get("/deleghe/richiesta").with(user("deleghe-referente"))).andExpect(status().isOk());
        web.perform(post("/deleghe/richiesta")
                        .with(user("deleghe-referente"))
                        .with(csrf())
                        .param("ats", "10-001")
                        .param("motivo", "Ci manca personale"))
                .andExpect(status().isFound());
        web.perform(get("/deleghe/richiesta").with(me)).andExpect(status().isForbidden());
    }
}
