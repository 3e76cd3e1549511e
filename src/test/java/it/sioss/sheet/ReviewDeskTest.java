package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.HouseTest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The review of a sheet on the real house: what was seen, what changed, what a limited return leaves open. */
class ReviewDeskTest extends HouseTest {

    private static final String WOMEN = "a5_3_3_donne";
    private static final String MEN = "a5_3_3_uomini";
    private static final String DAYS = "a5_6_2_giorni_medi";

    @Autowired
    Sheets sheets;

    @Autowired
    ReviewDesk desk;

    @Autowired
    Delegations delegations;

    @Autowired
    MockMvc web;

    /** Compiled by the region on behalf of the ATS, and sent. */
    private UUID inReview() {
        UUID sheet = delegated();
        cases.compile(sheet, regionOperator());
        cases.submit(sheet, regionOperator());
        return sheet;
    }

    private UUID delegated() {
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
        return sheet;
    }

    private void returnsFor(UUID sheet, String section, String question) {
        var remark = new Remark.Draft(question, null, "Confrontate col registro");
        sheets.returnForCorrection(sheet, List.of(remark), Set.of(section), supervisor(), clock.instant());
    }

    @Test
    void aReturnLimitedToASectionLeavesTheRestAsItWasReviewed() {
        UUID sheet = inReview();
        returnsFor(sheet, "s3", WOMEN);
        SheetView view = sheets.view(sheet, regionOperator());
        assertThat(view.openSections()).containsExactly("s3");
        assertThat(view.limitWords()).contains("«3. Beneficiari»");
        assertThatThrownBy(() -> cases.save(sheet, Cases.patch(DAYS, 9), regionOperator()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("SEZIONE_NON_MODIFICABILE"));
        var before = view.answers().get(DAYS);
        cases.save(sheet, Cases.complete(), regionOperator());
        assertThat(cases.sheet(sheet).answers().get(DAYS))
                .as("the same values may be sent again")
                .isEqualTo(before);
        int women = cases.number(sheet, WOMEN);
        int men = cases.number(sheet, MEN);
        cases.save(sheet, Cases.patch(WOMEN, women - 1), regionOperator());
        cases.save(sheet, Cases.patch(MEN, men + 1), regionOperator());
        SheetView sent = cases.submit(sheet, regionOperator());
        assertThat(sent.sheet().state()).isEqualTo(SheetState.IN_REVIEW);
        assertThat(sent.openSections()).isEmpty();
        cases.resume(sheet, regionOperator());
        cases.save(sheet, Cases.patch(DAYS, 9), regionOperator());
    }

    @Test
    void whoReviewsMayWidenTheLimitAndWhoCompilesMayNot() throws Exception {
        UUID sheet = inReview();
        returnsFor(sheet, "s3", WOMEN);
        assertThatThrownBy(() -> sheets.widen(sheet, Set.of(), regionOperator(), clock.instant()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(403));
        String address = "/api/v1/schede/" + sheet + "/ampliamento";
        web.perform(as(supervisor(), post(address)).content("{\"sezioni\":[\"s99\"]}"))
                .andExpect(status().isUnprocessableEntity());
        web.perform(as(supervisor(), post(address)).content("{\"sezioni\":[\"s6\"],\"altro\":1}"))
                .andExpect(status().isBadRequest());
        web.perform(as(supervisor(), post(address)).content("{\"sezioni\":[\"s6\"]}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.limite.sezioni").value(org.hamcrest.Matchers.contains("s3", "s6")));
        cases.save(sheet, Cases.patch(DAYS, 9), regionOperator());
        sheets.widen(sheet, Set.of(), supervisor(), clock.instant());
        assertThat(sheets.view(sheet, supervisor()).limitWords()).isNull();
    }

    @Test
    void theInterfaceReturnsForSomeSectionsToo() throws Exception {
        UUID sheet = inReview();
        String address = "/api/v1/schede/" + sheet + "/verifica";
        String remark = "\"rilievi\":[{\"voce\":\"" + WOMEN + "\",\"testo\":\"Confrontate col registro\"}]";
        web.perform(as(supervisor(), post(address))
                        .content("{\"esito\":\"RESTITUITA\"," + remark + ",\"sezioni\":[\"s6\"]}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.codice").value("SEZIONI_NON_VALIDE"));
        web.perform(as(supervisor(), post(address))
                        .content("{\"esito\":\"RESTITUITA\"," + remark + ",\"sezioni\":[\"s3\"]}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stato").value("RESTITUITA"))
                .andExpect(jsonPath("$.limite.sezioni[0]").value("s3"))
                .andExpect(jsonPath("$.limite.motivo").isNotEmpty());
    }

    private static MockHttpServletRequestBuilder as(Viewer viewer, MockHttpServletRequestBuilder request) {
        return request.with(httpBasic(viewer.username(), House.PASSWORD)).contentType(MediaType.APPLICATION_JSON);
    }

    @Test
    void whatChangedSinceItWasLastSeenIsMarkedForEachReviewer() {
        UUID sheet = inReview();
        long version = cases.sheet(sheet).answersVersion();
        assertThat(desk.open(sheet, supervisor()).seenBefore()).isNull();
        assertThat(desk.open(sheet, supervisor()).seenBefore()).as("reloaded").isNull();
        returnsFor(sheet, "s3", WOMEN);
        int women = cases.number(sheet, WOMEN);
        int men = cases.number(sheet, MEN);
        cases.save(sheet, Cases.patch(WOMEN, women - 1), regionOperator());
        cases.save(sheet, Cases.patch(MEN, men + 1), regionOperator());
        cases.submit(sheet, regionOperator());
        assertThat(desk.read(sheet, supervisor()).changed())
                .as("reading leaves no trace")
                .isEqualTo(2);
        for (int time = 0; time < 2; time++) {
            ReviewView review = desk.open(sheet, supervisor());
            assertThat(review.changedLines()).extracting(ReviewView.Line::key).containsExactly(WOMEN, MEN);
            assertThat(review.changedLines().get(0).seen()).isEqualTo(String.valueOf(women));
            assertThat(review.changedLines().get(0).declared()).isEqualTo(String.valueOf(women - 1));
        }
        Viewer other = house.somebody("verifica-altra", Role.REGION_SUPERVISOR, REGION);
        assertThat(desk.open(sheet, other).seenBefore()).isNull();
        sheets.approve(sheet, supervisor(), clock.instant());
        assertThat(desk.read(sheet, supervisor()).changed()).as("decided upon").isZero();
        assertThat(cases.sheet(sheet).answersVersion()).isEqualTo(version + 2);
    }

    @Test
    void aJustificationIsHeldAgainstAllegatoUno() {
        UUID sheet = delegated();
        String ats = cases.atsOf(sheet);
        UUID database = jdbc.sql("select id from service_database where year = ? and ats = ?")
                .params(year, ats)
                .query(UUID.class)
                .single();
        jdbc.sql("insert into activated_service (id, database_id, service, activated) values (?, ?, 'A.01.2', true)")
                .params(UUID.randomUUID(), database)
                .update();
        for (int line : new int[] {12, 14}) {
            jdbc.sql("""
                            insert into implementation_mode (id, database_id, service, line, manner, exercise, legal_form, body,
                                body_name, whole_ats, municipalities)
                            values (?, ?, 'A.01.2', ?, 'CONTRACT', 'SINGLE', 'COOPERATIVE', ?, ?, true, '{}')""")
                    .params(UUID.randomUUID(), database, line, "0000000000" + line, "Cooperativa " + line)
                    .update();
        }
        sheets.declareEmpty(sheet, true, regionOperator(), clock.instant());
        cases.submit(sheet, regionOperator());
        sheets.justify(
                sheet,
                "servizio_non_attivo",
                "Il servizio non è mai stato attivato nei comuni dell'ambito.",
                regionOperator(),
                clock.instant());
        assertThat(desk.read(sheet, supervisor()).contradictions())
                .containsExactly("Motivata «Servizio non attivo», ma l'Allegato 1, righe 12 e 14, dà attivo «Residenza"
                        + " fittizia e fermo posta per le persone senza dimora» con 2 soggetti attuatori (Cooperativa 12;"
                        + " Cooperativa 14).");
        assertThat(desk.candidate(sheet, supervisor()).obstacle()).contains("motivazione");
        cases.resume(sheet, regionOperator());
        cases.submit(sheet, regionOperator());
        cases.justify(sheet, regionOperator());
        assertThat(desk.read(sheet, supervisor()).contradictions())
                .as("that nobody asked goes together with an active service")
                .isEmpty();
    }

    @Test
    void aColleaguesClaimIsTakenOverAndTheHistorySaysFromWhom() {
        UUID sheet = inReview();
        Viewer other = house.somebody("verifica-altra", Role.REGION_SUPERVISOR, REGION);
        sheets.claim(sheet, false, other);
        assertThatThrownBy(() -> sheets.approve(sheet, supervisor(), clock.instant()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("PRESA_IN_CARICO_DA_ALTRI"));
        sheets.claim(sheet, true, supervisor());
        assertThat(sheets.history(sheet, supervisor()))
                .last()
                .satisfies(entry -> assertThat(entry.changes()).contains(other.displayName()));
        sheets.approve(sheet, supervisor(), clock.instant());
    }
}
