package it.sioss.delegation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
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
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@SiossTest
@Import(House.class)
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
        house.jdbc().sql("delete from delegation where region = '1000'").update();
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
        web.perform(get(API).with(httpBasic("deleghe-referente", House.PASSWORD)))
                .andExpect(jsonPath("$.totale").value(1));
        web.perform(delete(API + "/" + id).with(httpBasic("deleghe-altrove", House.PASSWORD)))
                .andExpect(status().isNotFound());
        web.perform(delete(API + "/" + id).with(httpBasic("deleghe-referente", House.PASSWORD)))
                .andExpect(status().isForbidden());
        web.perform(delete(API + "/" + id).with(SUPERVISOR)).andExpect(status().isNoContent());
        assertThat(compiler("10-001")).isEqualTo("ATS");
        web.perform(delete(API + "/" + id).with(SUPERVISOR)).andExpect(status().isConflict());
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
        web.perform(get("/deleghe").with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("10-001")));
        web.perform(post("/deleghe")
                        .with(me)
                        .with(csrf())
                        .param("ats", "10-001")
                        .param("motivo", "no"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("href=\"#motivo\"")));
        web.perform(post("/deleghe")
                        .with(me)
                        .with(csrf())
                        .param("ats", "10-001")
                        .param("motivo", "Delibera 14"))
                .andExpect(status().isFound());
        String id = house.jdbc()
                .sql("select id::text from delegation where region = '1000'")
                .query(String.class)
                .single();
        web.perform(get("/deleghe/" + id + "/revoca").with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Delibera 14")));
        web.perform(post("/deleghe/" + id + "/revoca").with(me).with(csrf())).andExpect(status().isFound());
        web.perform(get("/deleghe").with(user("deleghe-referente"))).andExpect(status().isOk());
    }
}
