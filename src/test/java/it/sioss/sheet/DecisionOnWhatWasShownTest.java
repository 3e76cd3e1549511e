package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Viewer;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.HouseTest;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Who approves, returns or finalizes decides on the sheet as it was shown, not on what it became meanwhile. */
class DecisionOnWhatWasShownTest extends HouseTest {

    private static final String WOMEN = "a5_3_3_donne";
    private static final String MEN = "a5_3_3_uomini";
    private static final String CHANGED = "La scheda è cambiata mentre la guardavate";
    private static final String APPROVAL = "{\"esito\":\"APPROVATA\"}";
    private static final Pattern SHOWN = Pattern.compile("name=\"versione\" value=\"([^\"]*)\"");

    @Autowired
    Delegations delegations;

    @Autowired
    MockMvc web;

    /** Compiled by the region on behalf of the ATS, and sent. */
    private UUID inReview() {
        UUID sheet = aSheet();
        delegations.declare(
                supervisor(),
                year,
                cases.atsOf(sheet),
                null,
                DelegationScope.COMPILATION,
                null,
                null,
                "Delibera di prova");
        cases.compile(sheet, regionOperator());
        cases.submit(sheet, regionOperator());
        return sheet;
    }

    /** Taken back, one person moved from one figure to the other, sent again. */
    private void sentAgainWithOtherFigures(UUID sheet, Viewer compiler) {
        int women = cases.number(sheet, WOMEN);
        int men = cases.number(sheet, MEN);
        cases.resume(sheet, compiler);
        cases.save(sheet, Cases.patch(WOMEN, women - 1), compiler);
        cases.save(sheet, Cases.patch(MEN, men + 1), compiler);
        cases.submit(sheet, compiler);
    }

    private String bench(UUID sheet) throws Exception {
        return web.perform(get("/verifica?anno=" + year + "&scheda=" + sheet)
                        .with(user(supervisor().username())))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static String shownOn(String page) {
        var found = SHOWN.matcher(page);
        return found.find() ? found.group(1) : "none";
    }

    private MockHttpServletRequestBuilder decision(UUID sheet, String shown, String outcome) {
        return post("/verifica/" + sheet + "/decisione")
                .with(user(supervisor().username()))
                .with(csrf())
                .param("anno", "" + year)
                .param("versione", shown)
                .param("esito", outcome);
    }

    @Test
    void figuresTheReviewerHasNotSeenAreNotApprovedButShownWithWhatChanged() throws Exception {
        UUID sheet = inReview();
        String shown = shownOn(bench(sheet));
        int before = cases.number(sheet, WOMEN);
        sentAgainWithOtherFigures(sheet, regionOperator());

        String answer = web.perform(decision(sheet, shown, "APPROVATA"))
                .andExpect(status().isPreconditionFailed())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(answer).contains(CHANGED, "id=\"voce-" + WOMEN + "\" class=\"changed\"", "prima: " + before);
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.IN_REVIEW);

        assertThat(shownOn(answer)).isNotEqualTo(shown);
        web.perform(decision(sheet, shownOn(answer), "APPROVATA")).andExpect(status().is3xxRedirection());
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.READY);
    }

    @Test
    void aReturnIsNotWrittenOnOtherFiguresAndItsRemarkIsKeptInThePage() throws Exception {
        UUID sheet = inReview();
        String shown = shownOn(bench(sheet));
        sentAgainWithOtherFigures(sheet, regionOperator());
        web.perform(decision(sheet, shown, "RESTITUITA").param("voce." + WOMEN, "Confrontate col registro"))
                .andExpect(status().isPreconditionFailed())
                .andExpect(content().string(containsString(CHANGED)))
                .andExpect(content().string(containsString("Confrontate col registro")));
        SheetView view = cases.sheets().view(sheet, supervisor());
        assertThat(view.effectiveState()).isEqualTo(SheetState.IN_REVIEW);
        assertThat(view.remarks()).isEmpty();
    }

    /** The figures stay as they are, but the sheet now goes without them. */
    @Test
    void aSheetDeclaredEmptyMeanwhileIsNotApprovedForItsFigures() throws Exception {
        UUID sheet = inReview();
        String shown = shownOn(bench(sheet));
        String etag = etag(sheet, supervisor());
        cases.resume(sheet, regionOperator());
        cases.sheets().declareEmpty(sheet, true, regionOperator(), clock.instant());
        cases.submit(sheet, regionOperator());
        cases.justify(sheet, regionOperator());
        machine(sheet, "verifica", APPROVAL, etag, supervisor()).andExpect(status().isPreconditionFailed());
        web.perform(decision(sheet, shown, "APPROVATA"))
                .andExpect(status().isPreconditionFailed())
                .andExpect(content().string(containsString("Ora è dichiarata senza contenuti.")));
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.IN_REVIEW);
        machine(sheet, "verifica", APPROVAL, etag(sheet, supervisor()), supervisor())
                .andExpect(status().isOk());
    }

    @Test
    void aSystemThatSaysWhichVersionItReadDecidesOnThatOneOnly() throws Exception {
        UUID sheet = inReview();
        String read = etag(sheet, supervisor());
        sentAgainWithOtherFigures(sheet, regionOperator());
        machine(sheet, "verifica", APPROVAL, read, supervisor())
                .andExpect(status().isPreconditionFailed())
                .andExpect(jsonPath("$.codice").value("VERSIONE_SUPERATA"))
                .andExpect(jsonPath("$.detail").value(containsString(CHANGED)))
                .andExpect(jsonPath("$.attuale.etag").value(etag(sheet, supervisor())));
        machine(
                        sheet,
                        "verifica",
                        "{\"esito\":\"RESTITUITA\",\"rilievi\":[{\"testo\":\"Rivedete i totali\"}]}",
                        read,
                        supervisor())
                .andExpect(status().isPreconditionFailed());
        machine(sheet, "verifica", APPROVAL, "\"1\", \"2\"", supervisor()).andExpect(status().isBadRequest());
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.IN_REVIEW);
        web.perform(get("/api/v1/verifiche/" + sheet)
                        .with(httpBasic(supervisor().username(), House.PASSWORD)))
                .andExpect(jsonPath("$.etag").value(etag(sheet, supervisor())));
        machine(sheet, "verifica", APPROVAL, etag(sheet, supervisor()), supervisor())
                .andExpect(status().isOk());
        machine(inReview(), "verifica", APPROVAL, null, supervisor()).andExpect(status().isOk());
    }

    @Test
    void figuresSentAgainAfterTheReferentReadThemAreNotTransmitted() throws Exception {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        cases.ready(sheet, referent);
        String read = etag(sheet, referent);
        sentAgainWithOtherFigures(sheet, operatorOf(sheet));
        machine(sheet, "finalizzazione", null, read, referent)
                .andExpect(status().isPreconditionFailed())
                .andExpect(jsonPath("$.codice").value("VERSIONE_SUPERATA"))
                .andExpect(jsonPath("$.detail").value(containsString(CHANGED)));
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.READY);
        assertThat(cases.sheets().receipt(sheet, referent)).isEmpty();
        machine(sheet, "finalizzazione", null, etag(sheet, referent), referent).andExpect(status().isOk());
        assertThat(cases.sheets().receipt(sheet, referent)).isPresent();
    }

    private String etag(UUID sheet, Viewer viewer) throws Exception {
        return Objects.requireNonNull(
                web.perform(get("/api/v1/schede/" + sheet).with(httpBasic(viewer.username(), House.PASSWORD)))
                        .andReturn()
                        .getResponse()
                        .getHeader(HttpHeaders.ETAG));
    }

    private ResultActions machine(UUID sheet, String verb, @Nullable String body, @Nullable String read, Viewer viewer)
            throws Exception {
        MockHttpServletRequestBuilder request = post("/api/v1/schede/" + sheet + "/" + verb)
                .with(httpBasic(viewer.username(), House.PASSWORD))
                .contentType(MediaType.APPLICATION_JSON);
        if (body != null) {
            request = request.content(body);
        }
        return web.perform(read == null ? request : request.header(HttpHeaders.IF_MATCH, read));
    }
}
