package it.sioss.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.sheet.SheetState;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@SiossTest
class DashboardTest {

    private static final int YEAR = 2071;
    private static final String REGION = "0421";

    private static Viewer administrator;
    private static Viewer operator;
    private static Viewer supervisor;

    @Autowired
    private House house;

    @Autowired
    private Dashboard dashboard;

    @Autowired
    private Integrity integrity;

    @Autowired
    private ObjectMapper json;

    @Autowired
    private MockMvc web;

    @BeforeAll
    static void aRegionIsAtWork(@Autowired House house) {
        administrator = house.administrator();
        operator = house.somebody("cruscotto-operatrice", Role.ATS_OPERATOR, "0421-001");
        supervisor = house.somebody("cruscotto-supervisora", Role.REGION_SUPERVISOR, REGION);
        house.openCampaign(YEAR, REGION, "A1", "A5");
        touch(house, "0421-001", "COMPILING");
        touch(house, "0421-002", "READY");
        touch(house, "0421-003", "RETURNED");
    }

    private static void touch(House house, String ats, String state) {
        house.jdbc()
                .sql("update sheet set touched = true, state = ? where id = ?")
                .params(state, house.sheet(YEAR, ats, "A5"))
                .update();
    }

    @AfterEach
    void timeStandsStill() {
        house.clock().stopMoving();
    }

    private static RequestPostProcessor as(Viewer viewer) {
        return httpBasic(viewer.username(), House.PASSWORD);
    }

    private long count(String condition) {
        return house.jdbc()
                .sql("select count(*) from sheet where year = " + YEAR + " and " + condition)
                .query(Long.class)
                .single();
    }

    @Test
    void theFiguresAreTheOnesOfTheDatabase() {
        Figures all = dashboard.picture(administrator, YEAR, null, null).all();
        assertThat(all.total()).isEqualTo(16).isEqualTo(count("state <> 'WITHDRAWN'"));
        assertThat(all.underWay()).isEqualTo(count("(touched or state <> 'COMPILING')"));
        assertThat(all.notStarted()).isEqualTo(count("not touched and dueness = 'REQUIRED'"));
        assertThat(all.finalized() + all.underWay() + all.notStarted() + all.notNeeded() + all.lapsed())
                .isEqualTo(all.total());
        for (SheetState state : SheetState.values()) {
            assertThat(all.in(state)).isEqualTo(count("state = '" + state.name() + "'"));
        }
        assertThat(all.atRisk()).as("ten days are left").isZero();
    }

    @Test
    void everyNumberHasItsListBehindIt() throws Exception {
        for (Viewer viewer : List.of(administrator, supervisor, operator)) {
            JsonNode numbers = json.readTree(
                            web.perform(get("/api/v1/cruscotto?anno=" + YEAR).with(as(viewer)))
                                    .andExpect(status().isOk())
                                    .andReturn()
                                    .getResponse()
                                    .getContentAsString(StandardCharsets.UTF_8))
                    .get("totali");
            lists(viewer, "stato=NON_RITIRATA", numbers.get("schede").asLong());
            lists(viewer, "stato=FINALIZZATA", numbers.get("finalizzate").asLong());
            lists(viewer, "avanzamento=IN_CORSO", numbers.get("inCorso").asLong());
            lists(viewer, "avanzamento=NON_INIZIATA", numbers.get("nonIniziate").asLong());
            lists(viewer, "avanzamento=PARZIALE", numbers.get("parziali").asLong());
            lists(viewer, "rischio=true", numbers.get("aRischio").asLong());
            lists(viewer, "senzaContenuti=true", numbers.get("senzaContenuti").asLong());
        }
    }

    private void lists(Viewer viewer, String filter, long number) throws Exception {
        web.perform(get("/api/v1/schede?anno=" + YEAR + "&" + filter).with(as(viewer)))
                .andExpect(jsonPath("$.totale").value(number));
    }

    @Test
    void nearTheDeadlineSheetsAreAtRiskAndAfterItTheyHaveLapsed() throws Exception {
        house.passTime(java.time.Duration.ofDays(4));
        assertThat(dashboard.picture(administrator, YEAR, null, null).all().atRisk())
                .isEqualTo(16);
        lists(administrator, "rischio=true", 16);
        house.passTime(java.time.Duration.ofDays(7));
        Figures late = dashboard.picture(administrator, YEAR, null, null).all();
        assertThat(late.lapsed()).isEqualTo(16);
        assertThat(late.in(SheetState.LAPSED)).as("at once, before any timer").isEqualTo(16);
        assertThat(late.underWay() + late.notStarted()).isZero();
    }

    @Test
    void eachSeesTheSamePageOnTheirTerritory() throws Exception {
        assertThat(dashboard.picture(operator, YEAR, null, null).all().total()).isEqualTo(2);
        assertThat(dashboard.picture(operator, YEAR, "1000", null).all().total())
                .isZero();
        assertThat(dashboard.picture(supervisor, YEAR, null, null).territories())
                .hasSize(8);
        assertThat(dashboard.picture(administrator, YEAR, null, null).territories())
                .extracting(Dashboard.Part::code)
                .containsExactly(REGION);
        assertThat(dashboard.picture(administrator, YEAR, REGION, "A5").territories())
                .hasSize(8)
                .allMatch(part -> part.synthetic() && part.figures().total() == 1);
        web.perform(get("/cruscotto?anno=" + YEAR).with(user(operator.username())))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Finalizzate")))
                .andExpect(content().string(containsString("data-bpmn=\"/processi/module-sheet.bpmn\"")))
                .andExpect(content().string(org.hamcrest.Matchers.not(containsString("style="))));
        web.perform(get("/cruscotto?anno=" + YEAR + "&regione=" + REGION).with(user(administrator.username())))
                .andExpect(content().string(containsString("Per ambito territoriale sociale")));
        for (String query : new String[] {"anno=x", "regione=0421'", "modulo=*"}) {
            web.perform(get("/api/v1/cruscotto?" + query).with(as(administrator)))
                    .andExpect(status().isBadRequest());
        }
        web.perform(get("/api/v1/cruscotto?anno=2099").with(as(administrator))).andExpect(status().isNotFound());
    }

    @Test
    void theStepsAreThoseOfTheModel() throws IOException {
        String model = new ClassPathResource("processes/module-sheet.bpmn").getContentAsString(StandardCharsets.UTF_8);
        for (ProcessSteps step : ProcessSteps.values()) {
            assertThat(model)
                    .containsPattern("id=\"" + step.element() + "\" name=\"" + Pattern.quote(step.label()) + "\"");
        }
        Figures all = dashboard.picture(administrator, YEAR, null, null).all();
        long everywhere = java.util.Arrays.stream(ProcessSteps.values())
                .mapToLong(step -> step.count(all))
                .sum();
        assertThat(everywhere).as("every sheet stands somewhere").isEqualTo(count("true"));
    }

    @Test
    void theModelIsServedToWhoeverHasAnAccount() throws Exception {
        web.perform(get("/processi/module-sheet.bpmn").with(user(operator.username())))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("application/xml"))
                .andExpect(content().string(containsString("userTask_compileSheet")));
        web.perform(get("/processi/altro.bpmn").with(user(operator.username()))).andExpect(status().isNotFound());
        web.perform(get("/processi/module-sheet.bpmn")).andExpect(status().is3xxRedirection());
    }

    @Test
    void integrityFindsWhatIsBrokenAndIsForAdministratorsAlone() throws Exception {
        web.perform(get("/api/v1/integrita").with(as(supervisor))).andExpect(status().isForbidden());
        web.perform(get("/api/v1/integrita").with(as(administrator)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$", hasSize(10)))
                .andExpect(jsonPath("$[0].rimedio").isNotEmpty());
        UUID sheet = house.sheet(YEAR, "0421-008", "A1");
        String before = house.jdbc()
                .sql("select process_instance_id from sheet where id = ?")
                .param(sheet)
                .query(String.class)
                .single();
        long healthy = rows("schede-senza-caso");
        house.jdbc()
                .sql("update sheet set process_instance_id = 'nessuno' where id = ?")
                .param(sheet)
                .update();
        assertThat(rows("schede-senza-caso")).isEqualTo(healthy + 1);
        assertThat(rows("casi-senza-scheda")).isPositive();
        house.jdbc()
                .sql("update sheet set process_instance_id = ? where id = ?")
                .params(before, sheet)
                .update();
        assertThat(rows("schede-senza-caso")).isEqualTo(healthy);
    }

    private long rows(String id) {
        return integrity.findings().stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow()
                .rows();
    }
}
