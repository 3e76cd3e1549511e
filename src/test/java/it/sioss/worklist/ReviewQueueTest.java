package it.sioss.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import it.sioss.prefill.Indicator;
import it.sioss.prefill.Publications;
import it.sioss.sheet.Contradiction;
import it.sioss.sheet.Remark;
import it.sioss.sheet.ReviewDesk;
import it.sioss.sheet.SheetState;
import it.sioss.sheet.Sheets;
import it.sioss.steering.BulkApproval;
import it.sioss.steering.BulkApprovals;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.HouseTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** The queue of reviews in order of risk, what comes after a decision, and many sheets approved at once. */
class ReviewQueueTest extends HouseTest {

    private static final String REASON = "Il servizio non è mai stato attivato nei comuni dell'ambito.";

    @Autowired
    ReviewQueue queue;

    @Autowired
    ReviewDesk desk;

    @Autowired
    Publications publications;

    @Autowired
    BulkApprovals bulk;

    @Autowired
    Sheets sheets;

    @Autowired
    Accounts accounts;

    @Autowired
    Delegations delegations;

    @Autowired
    MockMvc web;

    @Autowired
    RuntimeService runtime;

    /** What other tests left in the review is put aside. */
    @BeforeEach
    void theQueueIsEmpty() {
        jdbc.sql("update sheet set state = 'COMPILING' where state = 'IN_REVIEW' and year = ?")
                .param(year)
                .update();
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

    private UUID inReview(Viewer compiler) {
        UUID sheet = delegated();
        cases.compile(sheet, compiler);
        cases.submit(sheet, compiler);
        return sheet;
    }

    private UUID plain() {
        return inReview(regionOperator());
    }

    private UUID empty(String category) {
        UUID sheet = delegated();
        sheets.declareEmpty(sheet, true, regionOperator(), clock.instant());
        cases.submit(sheet, regionOperator());
        sheets.justify(sheet, category, REASON, regionOperator(), clock.instant());
        return sheet;
    }

    private void activatesTheService(UUID sheet) {
        jdbc.sql("""
                        insert into activated_service (id, database_id, service, activated)
                        select gen_random_uuid(), d.id, 'A.01.2', true from service_database d
                        where d.year = ? and d.ats = ?""").params(year, cases.atsOf(sheet)).update();
    }

    private QueueFilter all() {
        return new QueueFilter(year, null, null, null, false, false, 0, QueueFilter.USUAL_PAGE);
    }

    private List<UUID> order() {
        return queue.order(supervisor(), all());
    }

    @Test
    void whatIsMostAtRiskComesFirstAndSaysWhy() {
        UUID plain = plain();
        UUID empty = empty("nessun_beneficiario");
        UUID varied = plain();
        jdbc.sql("update sheet set variations = 2, warnings = 3 where id = ?")
                .param(varied)
                .update();
        UUID returned = plain();
        sheets.returnForCorrection(
                returned, List.of(new Remark.Draft(null, null, "Rivedete i totali")), supervisor(), clock.instant());
        cases.submit(returned, regionOperator());
        UUID contradicted = empty("servizio_non_attivo");
        activatesTheService(contradicted);
        QueuePage page = queue.page(supervisor(), all());
        assertThat(page.rows()).extracting(QueueRow::id).containsExactly(contradicted, returned, varied, empty, plain);
        assertThat(page.rows().get(0).risks()).containsExactly(Risk.CONTRADICTED, Risk.EMPTY);
        assertThat(page.rows().get(0).reasons())
                .contains("motivata «Servizio non attivo», ma l'Allegato 1 dà attivo il servizio");
        assertThat(page.rows().get(0).degree()).isEqualTo("alto");
        assertThat(page.rows().get(1).reasons()).containsExactly("già restituita una volta");
        assertThat(page.rows().get(2).reasons())
                .containsExactly("2 grandi variazioni rispetto all'anno prima o ad ambiti simili", "un altro avviso");
        assertThat(page.rows().get(4).reasons()).isEmpty();
        assertThat(page.rows())
                .filteredOn(QueueRow::plain)
                .extracting(QueueRow::id)
                .containsExactly(plain);
        assertThat(page.plain()).isOne();
        assertThat(page.high()).isOne();
        assertThat(order()).isEqualTo(page.rows().stream().map(QueueRow::id).toList());
        var onlyReturned = new QueueFilter(year, null, null, Risk.RETURNED, false, false, 0, 10);
        assertThat(queue.page(supervisor(), onlyReturned).rows())
                .extracting(QueueRow::id)
                .containsExactly(returned);
        var pages = new ArrayList<UUID>();
        for (int number = 0; number < 3; number++) {
            queue.page(supervisor(), new QueueFilter(year, null, null, null, false, false, number, 2))
                    .rows()
                    .forEach(row -> pages.add(row.id()));
        }
        assertThat(pages).as("the same order, page by page").isEqualTo(order());
    }

    /** A sheet of a year, declared empty by the region for the ATS, waiting for the review. */
    private UUID emptyOf(int ofYear, String ats, String module, String category) {
        UUID sheet = house.sheet(ofYear, ats, module);
        delegations.declare(
                supervisor(), ofYear, ats, null, DelegationScope.COMPILATION, null, null, "Delibera di prova");
        sheets.declareEmpty(sheet, true, regionOperator(), clock.instant());
        cases.submit(sheet, regionOperator());
        sheets.justify(sheet, category, REASON, regionOperator(), clock.instant());
        return sheet;
    }

    private void isContradicted(UUID sheet, int ofYear, Contradiction fact, String words) {
        var queued = queue.page(
                        supervisor(),
                        new QueueFilter(
                                ofYear, null, cases.atsOf(sheet), null, false, false, 0, QueueFilter.USUAL_PAGE))
                .rows();
        assertThat(queued).singleElement().satisfies(row -> {
            assertThat(row.risks()).contains(Risk.CONTRADICTED);
            assertThat(row.contradictions()).containsExactly(fact);
        });
        assertThat(desk.open(sheet, supervisor()).contradictions())
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void noBeneficiariesIsContradictedByWhatWasTransmittedForTheLastClosedYear() {
        String ats = anAts();
        int earlier = house.freeYear();
        house.openCampaign(earlier, REGION, "A5");
        Viewer referent = house.somebody(Role.ATS_REFERENT, ats);
        cases.finalizeSheet(cases.ready(house.sheet(earlier, ats, "A5"), referent), referent);
        jdbc.sql("update campaign set state = case when year = :earlier then 'CLOSED' else 'OPEN' end"
                        + " where year >= :earlier and year < :year and state in ('OPEN', 'CLOSED')")
                .param("earlier", earlier)
                .param("year", year)
                .update();
        UUID empty = emptyOf(year, ats, "A5", "nessun_beneficiario");
        isContradicted(
                empty,
                year,
                Contradiction.CONTENTS_LAST_YEAR,
                "per il " + earlier + " la scheda era stata trasmessa con contenuti");
    }

    @Test
    void anyReasonIsContradictedByFiguresThatAnotherSystemHasPublished() {
        String ats = anAts();
        int own = house.freeYear();
        house.openCampaign(own, REGION, "A4");
        UUID empty = emptyOf(own, ats, "A4", "nessun_beneficiario");
        String name = Indicator.of(ModuleFixtures.module("A4").form()).stream()
                .filter(indicator -> indicator.source().equals("RPM"))
                .map(Indicator::name)
                .findFirst()
                .orElseThrow();
        publications.apply(
                ("fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;" + name + "\nRPM;" + own
                                + ";2026-06-30;2026-01-01;2026-12-31;ATS;" + ats + ";7")
                        .getBytes(StandardCharsets.UTF_8),
                null,
                "prova");
        house.workOff();
        isContradicted(empty, own, Contradiction.DATA_PUBLISHED, "RPM ha pubblicato un dato diverso da zero");
    }

    @Test
    void aNearDeadlineComesBeforeAFarOneAndWhatHasExpiredIsNotWaitedFor() {
        UUID far = plain();
        UUID near = plain();
        jdbc.sql("""
                        insert into collection_window (id, year, module, region, ats, version, opens_at, last_new_sheet_at,
                            deadline, rectification_end, reason, author, created_at)
                        select gen_random_uuid(), year, module, region, ?, 1, opens_at, last_new_sheet_at,
                            deadline + interval '20 days', rectification_end + interval '20 days', 'prova', 'prova', created_at
                        from collection_window where year = ? and module = 'A5' and ats is null and superseded_at is null""").params(cases.atsOf(far), year).update();
        assertThat(order()).containsExactly(near, far);
        house.passTime(Duration.ofDays(9).plusHours(12));
        QueuePage page = queue.page(supervisor(), all());
        assertThat(page.rows().get(0).id()).isEqualTo(near);
        assertThat(page.rows().get(0).risks()).containsExactly(Risk.LAST_DAY);
        assertThat(page.rows().get(1).risks()).isEmpty();
        house.passTime(Duration.ofDays(1));
        assertThat(order()).containsExactly(far);
    }

    @Test
    void aRemarkThatIsNotTextIsRefusedPlainlyAndNothingIsReturned() throws Exception {
        UUID sheet = plain();
        for (String remark : List.of("abc\\u0000def", "abc\\ud800", "\\u200b\\u200b\\u200b\\u200b")) {
            web.perform(post("/api/v1/schede/" + sheet + "/verifica")
                            .with(httpBasic(supervisor().username(), House.PASSWORD))
                            .contentType("application/json")
                            .content("{\"esito\":\"RESTITUITA\",\"rilievi\":[{\"testo\":\"" + remark + "\"}]}"))
                    .andExpect(status().is4xxClientError())
                    .andExpect(jsonPath("$.codice").value("RILIEVO_NON_VALIDO"));
        }
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.IN_REVIEW);
    }

    @Test
    void nobodyFindsTheirOwnWorkNorAnotherRegions() throws Exception {
        Viewer both = house.somebody("verifica-due-cappelli", Role.REGION_SUPERVISOR, REGION);
        accounts.grant(both.accountId(), Role.REGION_OPERATOR, REGION, null, "prova");
        both = accounts.viewer(both.username()).orElseThrow();
        UUID own = inReview(both);
        UUID others = plain();
        assertThat(queue.order(both, all())).containsExactly(others);
        assertThat(order()).contains(own, others);
        Viewer stranger = house.somebody("verifica-estranea", Role.REGION_SUPERVISOR, "0200");
        assertThat(queue.order(stranger, all())).isEmpty();
        assertThat(desk.candidate(own, both).obstacle()).contains("Avete compilato voi");
        assertThat(desk.candidate(others, stranger).obstacle()).contains("non è nel vostro territorio");
        web.perform(get("/api/v1/verifiche?anno=" + year)
                        .with(httpBasic(supervisor().username(), House.PASSWORD)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.totale").value(2))
                .andExpect(jsonPath("$.elementi", hasSize(2)))
                .andExpect(jsonPath("$.elementi[0].rischio").value("basso"));
        web.perform(get("/api/v1/verifiche?motivo=ALTRO")
                        .with(httpBasic(supervisor().username(), House.PASSWORD)))
                .andExpect(status().isBadRequest());
        web.perform(get("/api/v1/verifiche/" + others).with(httpBasic(stranger.username(), House.PASSWORD)))
                .andExpect(status().isNotFound());
    }

    @Test
    void afterADecisionTheNextSheetOpensWithTheSameFilters() throws Exception {
        plain();
        plain();
        plain();
        List<UUID> before = order();
        var me = user(supervisor().username());
        web.perform(get("/verifica?anno=" + year + "&scheda=" + before.get(0)).with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Che cosa è cambiato da quando")))
                .andExpect(content().string(containsString("aria-current=\"true\"")));
        String decision = "/verifica/" + before.get(1) + "/decisione";
        web.perform(post(decision)
                        .with(me)
                        .with(csrf())
                        .param("anno", "" + year)
                        .param("esito", "RESTITUITA")
                        .param("limite", "sezioni"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Per limitare la correzione")));
        web.perform(post(decision)
                        .with(me)
                        .with(csrf())
                        .param("esito", "APPROVATA")
                        .param("voce.a5_3_3_donne", "Rivedere"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Rivedere")));
        web.perform(post(decision)
                        .with(me)
                        .with(csrf())
                        .param("anno", "" + year)
                        .param("versione", cases.sheet(before.get(1)).tag())
                        .param("esito", "APPROVATA"))
                .andExpect(redirectedUrl("/verifica?anno=" + year + "&scheda=" + before.get(2) + "#scheda-aperta"));
        web.perform(post("/verifica/" + before.get(2) + "/decisione")
                        .with(me)
                        .with(csrf())
                        .param("anno", "" + year)
                        .param("versione", cases.sheet(before.get(2)).tag())
                        .param("esito", "RESTITUITA")
                        .param("limite", "sezioni")
                        .param("voce.a5_3_3_donne", "Rivedere"))
                .andExpect(redirectedUrl("/verifica?anno=" + year + "&scheda=" + before.get(0) + "#scheda-aperta"));
        assertThat(sheets.view(before.get(2), supervisor()).openSections()).containsExactly("s3");
        web.perform(get("/verifica").with(user(regionOperator().username())))
                .andExpect(content().string(containsString("La verifica spetta ai supervisori regionali")));
    }

    @Test
    void manyAreApprovedOnlyAfterTheDrawnOnesWereOpened() {
        var chosen = new ArrayList<UUID>();
        for (int number = 0; number < 4; number++) {
            chosen.add(plain());
        }
        UUID warned = plain();
        jdbc.sql("update sheet set warnings = 1 where id = ?").param(warned).update();
        UUID empty = empty("nessun_beneficiario");
        var asked = new ArrayList<>(chosen);
        asked.addAll(List.of(warned, empty));
        BulkApproval choice = bulk.choose(asked, supervisor());
        assertThat(choice.items()).extracting(BulkApproval.Item::sheet).containsExactlyInAnyOrderElementsOf(chosen);
        assertThat(choice.excluded()).extracting(BulkApproval.Excluded::sheet).containsExactlyInAnyOrder(warned, empty);
        List<UUID> drawn = new ArrayList<>(chosen);
        drawn.sort((one, other) -> one.toString().compareTo(other.toString()));
        Collections.shuffle(drawn, new Random(choice.seed()));
        assertThat(choice.toOpen())
                .as("whoever knows the seed draws the same")
                .extracting(BulkApproval.Item::sheet)
                .containsExactly(drawn.get(0));
        assertThatThrownBy(() -> bulk.carryOut(choice.id(), supervisor()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("CAMPIONE_NON_APERTO"));
        Viewer other = house.somebody("verifica-altra", Role.REGION_SUPERVISOR, REGION);
        assertThatThrownBy(() -> bulk.require(choice.id(), other)).hasMessageContaining("non esiste");
        desk.open(drawn.get(0), other);
        assertThat(bulk.require(choice.id(), supervisor()).toOpen())
                .as("another's look does not count")
                .isNotEmpty();
        desk.open(drawn.get(0), supervisor());
        UUID changed = drawn.get(2);
        cases.resume(changed, regionOperator());
        cases.save(changed, Cases.patch("a5_6_2_giorni_medi", 9), regionOperator());
        cases.submit(changed, regionOperator());
        bulk.carryOut(choice.id(), supervisor());
        house.workOff();
        BulkApproval done = bulk.carryOut(choice.id(), supervisor());
        assertThat(done.finished()).isTrue();
        assertThat(done.approved()).isEqualTo(3);
        assertThat(done.items())
                .filteredOn(item -> item.sheet().equals(changed))
                .extracting(BulkApproval.Item::code)
                .containsExactly("VERSIONE_SUPERATA");
        for (UUID sheet : chosen) {
            assertThat(cases.sheet(sheet).state())
                    .isEqualTo(sheet.equals(changed) ? SheetState.IN_REVIEW : SheetState.READY);
        }
        assertThat(sheets.history(drawn.get(1), supervisor()))
                .last()
                .satisfies(entry ->
                        assertThat(entry.changes()).contains(choice.id().toString()));
        assertThatThrownBy(() -> jdbc.sql("update bulk_approval set seed = 1 where id = ?")
                        .param(choice.id())
                        .update())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void theInterfaceApprovesManyToo() throws Exception {
        UUID one = plain();
        UUID two = plain();
        var me = httpBasic(supervisor().username(), House.PASSWORD);
        String address = "/api/v1/verifiche/approvazioni";
        web.perform(post(address)
                        .with(me)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"schede\":[]}"))
                .andExpect(status().isUnprocessableEntity());
        String created = web.perform(post(address)
                        .with(me)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"schede\":[\"" + one + "\",\"" + two + "\"]}"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.stato").value("SCELTA"))
                .andExpect(jsonPath("$.daAprire", hasSize(1)))
                .andReturn()
                .getResponse()
                .getHeader("Location");
        web.perform(post(created + "/esecuzione").with(me))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("CAMPIONE_NON_APERTO"));
        for (UUID sheet : List.of(one, two)) {
            web.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put(
                                    "/api/v1/verifiche/" + sheet + "/visione")
                            .with(me))
                    .andExpect(status().isOk());
        }
        web.perform(post(created + "/esecuzione").with(me)).andExpect(status().isAccepted());
        house.workOff();
        web.perform(get(created).with(me))
                .andExpect(jsonPath("$.stato").value("CONCLUSA"))
                .andExpect(jsonPath("$.approvate").value(2))
                .andExpect(jsonPath("$.schede[0].esito").value("APPROVATA"));
    }

    @Test
    void aSheetLeftUndecidedByATechnicalTroubleIsSaidSoAndTriedAgain() throws Exception {
        openACampaign();
        UUID one = plain();
        UUID two = plain();
        BulkApproval choice = bulk.choose(List.of(one, two), supervisor());
        for (UUID sheet : List.of(one, two)) {
            desk.open(sheet, supervisor());
        }
        String api = "/api/v1/verifiche/approvazioni/" + choice.id();
        String page = "/verifica/approvazioni/" + choice.id();
        var machine = httpBasic(supervisor().username(), House.PASSWORD);
        var me = user(supervisor().username());
        bulk.carryOut(choice.id(), supervisor());
        String stuck = cases.instanceOf(two);
        runtime.suspendProcessInstanceById(stuck);
        house.workOffToTheEnd();
        web.perform(get(page).with(me))
                .andExpect(content().string(containsString("Interrotto:")))
                .andExpect(content().string(containsString("1 approvata")))
                .andExpect(content().string(containsString("1 non decisa")))
                .andExpect(
                        content().string(containsString("Non decisa per un problema tecnico: è ancora in verifica.")))
                .andExpect(content().string(containsString("Riprova")));
        web.perform(get(api).with(machine))
                .andExpect(jsonPath("$.stato").value("INTERROTTA"))
                .andExpect(jsonPath("$.nonDecise").value(1))
                .andExpect(jsonPath("$.rifiutate").value(0))
                .andExpect(jsonPath("$.schede[?(@.id == '%s')].esito", two).value("NON_DECISA"));
        web.perform(get("/api/v1/rilevazioni/" + year + "/lavori")
                        .with(httpBasic(house.administrator().username(), House.PASSWORD)))
                .andExpect(jsonPath("$.lavori[?(@.tipo == 'approvazione')].errori[0].voce")
                        .value("A5 · " + cases.atsOf(two)));
        runtime.activateProcessInstanceById(stuck);
        web.perform(post(page + "/esecuzione").with(me).with(csrf())).andExpect(redirectedUrl(page));
        web.perform(get(api).with(machine)).andExpect(jsonPath("$.stato").value("IN_CORSO"));
        house.workOff();
        web.perform(get(api).with(machine))
                .andExpect(jsonPath("$.stato").value("CONCLUSA"))
                .andExpect(jsonPath("$.approvate").value(2))
                .andExpect(jsonPath("$.nonDecise").value(0));
        web.perform(get(page).with(me)).andExpect(content().string(containsString("Concluso:")));
        assertThat(cases.sheet(two).state()).isEqualTo(SheetState.READY);
    }
}
