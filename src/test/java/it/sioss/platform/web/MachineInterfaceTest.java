package it.sioss.platform.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.support.House;
import it.sioss.support.SiossTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** The description of the machine interface says whose it is, which version, and what for. */
@SiossTest
class MachineInterfaceTest {

    @Autowired
    MockMvc web;

    @Autowired
    House house;

    @Test
    void theDescriptionBeginsWithWhoAndWhat() throws Exception {
        house.administrator();
        web.perform(get("/v3/api-docs").with(httpBasic("amministratore-prova", House.PASSWORD)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.info.title").value("SIOSS"))
                .andExpect(jsonPath("$.info.version").value(matchesPattern("\\d+\\.\\d+\\.\\d+(-\\w+)?")))
                .andExpect(jsonPath("$.info.description").value(containsString("servizi sociali")))
                .andExpect(jsonPath("$.info.contact.url").value("https://sioss.esempio.it/note"))
                .andExpect(jsonPath("$.info.x-summary").value(containsString("ricevuta")));
    }
}
