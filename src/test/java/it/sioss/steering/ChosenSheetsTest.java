package it.sioss.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.platform.Refusal;
import it.sioss.services.AnnexView;
import it.sioss.services.DatabaseDesk;
import it.sioss.services.ServiceDatabase;
import it.sioss.services.Services;
import it.sioss.services.SheetLevel;
import it.sioss.sheet.Sheets;
import it.sioss.support.AnnexWords;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** A sheet that is not required may be compiled by choice only where the administrator has said so. */
@SiossTest
class ChosenSheetsTest {

    private static final int YEAR = 2088;
    private static final String ATS = "02-001";

    @Autowired
    House house;

    @Autowired
    ApplicationContext context;

    @Autowired
    ChosenSheets chosen;

    @Autowired
    DatabaseDesk desk;

    @Autowired
    Services services;

    @Autowired
    Sheets sheets;

    @Autowired
    MockMvc web;

    private static AnnexView.Due ofTheDistrict(AnnexView view) {
        return view.due().stream()
                .filter(one -> one.due().level() == SheetLevel.ATS)
                .findFirst()
                .orElseThrow();
    }

    private void add(ServiceDatabase database, AnnexWords words) {
        desk.addSheet(
                YEAR,
                ATS,
                "A5",
                SheetLevel.ATS,
                ATS,
                words.referent(database),
                house.clock().instant());
    }

    @Test
    void itIsOffVisibleGivenWithAReasonAndTakenBack() throws Exception {
        house.openCampaign(YEAR, "0200", "A5");
        AnnexWords words = AnnexWords.in(context, house);
        ServiceDatabase database = services.find(YEAR, ATS).orElseThrow();
        words.line(database, "A.01.2", "COMUNE");
        AnnexView before = words.view(database);
        assertThat(ofTheDistrict(before).due().dueness().word()).isEqualTo("NON_RICHIESTA");
        assertThat(ofTheDistrict(before).due().reason()).contains("riga 1");
        assertThat(ofTheDistrict(before).closed()).isTrue();
        Refusal refused = catchThrowableOfType(Refusal.class, () -> add(database, words));
        assertThat(refused.code()).isEqualTo("SCHEDA_NON_RICHIESTA");
        assertThat(refused.message()).contains("riga 1");
        assertThat(String.valueOf(refused.details().get("motivi"))).contains("amministratore");

        String address = "/rilevazioni/" + YEAR + "/schede-non-richieste";
        house.administrator();
        var boss = user("amministratore-prova").roles("ADMINISTRATOR");
        words.referent(database);
        var referent = httpBasic("ats_referent-" + ATS, House.PASSWORD);
        web.perform(get("/api/v1" + address).with(referent))
                .andExpect(jsonPath("$.ammesse").value(false));
        web.perform(put("/api/v1" + address)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"ammesse\":true,\"motivo\":\"lo chiede la Regione\"}")
                        .with(referent))
                .andExpect(status().isForbidden());
        web.perform(post(address)
                        .param("ammesse", "true")
                        .param("motivo", "boh")
                        .with(csrf())
                        .with(boss))
                .andExpect(status().is(422));
        web.perform(post(address)
                        .param("ammesse", "true")
                        .param("motivo", "lo chiede la Regione")
                        .with(csrf())
                        .with(boss))
                .andExpect(redirectedUrl(address));
        web.perform(get(address).with(user("ats_referent-" + ATS)))
                .andExpect(content().string(containsString("lo chiede la Regione")))
                .andExpect(content().string(containsString("Lo decide l’amministratore.")));
        assertThat(catchThrowableOfType(
                                Refusal.class,
                                () -> chosen.decide(YEAR, true, "una volta ancora", house.administrator()))
                        .status())
                .isEqualTo(409);

        assertThat(ofTheDistrict(words.view(database)).offered()).isTrue();
        add(database, words);
        words.line(database, "A.01.2", "COOPERATIVA_SOCIALE");
        AnnexView.Due added = ofTheDistrict(words.view(database));
        assertThat(added.addedByChoice())
                .as("what follows from Allegato 1 leaves it alone")
                .isTrue();
        assertThat(java.util.Objects.requireNonNull(added.sheet()).reason()).endsWith("per scelta dell'ambito");
        sheets.takeBack(
                added.sheet().id(), words.referent(database), house.clock().instant());
        chosen.decide(YEAR, false, "la Regione ha cambiato idea", house.administrator());
        assertThat(ofTheDistrict(words.view(database)).closed()).isTrue();
        web.perform(get("/api/v1" + address).with(referent))
                .andExpect(jsonPath("$.decisioni.length()").value(2))
                .andExpect(jsonPath("$.decisioni[0].ammesse").value(false));
    }
}
