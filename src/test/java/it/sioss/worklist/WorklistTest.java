package it.sioss.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.sheet.Sheets;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@SiossTest
class WorklistTest {

    private static final int YEAR = 2061;
    private static final String REGION = "1700";
    private static final String ATS = "17-001";

    private static Viewer operator;
    private static Viewer referent;
    private static Viewer supervisor;
    private static Viewer regional;
    private static Viewer stranger;
    private static Viewer administrator;

    @Autowired
    private House house;

    @Autowired
    private SheetLists lists;

    @Autowired
    private Sheets sheets;

    @Autowired
    private Clock clock;

    @Autowired
    private MockMvc web;

    /** One region with a delegated district, another region that nobody here may see. */
    @BeforeAll
    static void twoRegionsAreOpen(@Autowired House house, @Autowired Delegations delegations) {
        operator = house.somebody("lista-operatrice", Role.ATS_OPERATOR, ATS);
        referent = house.somebody("lista-referente", Role.ATS_REFERENT, ATS);
        supervisor = house.somebody("lista-supervisora", Role.REGION_SUPERVISOR, REGION);
        regional = house.somebody("lista-regionale", Role.REGION_OPERATOR, REGION);
        stranger = house.somebody("lista-estranea", Role.REGION_SUPERVISOR, "0200");
        administrator = house.administrator();
        house.openCampaign(YEAR, REGION, "A1", "A5");
        house.openCampaign(YEAR + 1, "0200", "A1", "A5");
        delegations.declare(
                supervisor,
                YEAR,
                "17-002",
                null,
                DelegationScope.COMPILATION_AND_FINALIZATION,
                null,
                null,
                "delibera di prova");
    }

    @AfterEach
    void timeStandsStill() {
        house.clock().stopMoving();
    }

    private static ListFilter everything() {
        return ListFilter.everything();
    }

    private static ListFilter searching(@org.jspecify.annotations.Nullable String words) {
        return new ListFilter(
                YEAR,
                null,
                null,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                false,
                false,
                false,
                null,
                words,
                null,
                false,
                ListOrder.MODULE,
                false,
                0,
                200);
    }

    private void becomes(UUID sheet, String state) {
        house.jdbc()
                .sql("update sheet set state = ? where id = ?")
                .params(state, sheet)
                .update();
    }

    private MockHttpServletRequestBuilder as(Viewer viewer, MockHttpServletRequestBuilder request) {
        return request.with(httpBasic(viewer.username(), House.PASSWORD));
    }

    @Test
    void anOperatorFindsTheSheetsOfHerDistrictAndNoOthers() {
        ListPage page = lists.waitingFor(operator, everything());
        assertThat(page.rows()).hasSize(2).allMatch(row -> row.ats().equals(ATS));
        assertThat(page.rows()).allMatch(row -> row.work().orElseThrow() == WorkType.COMPILE);
        assertThat(page.counts().notStarted()).isEqualTo(2);
        assertThat(page.rows().get(0).synthetic()).isTrue();
        assertThat(page.rows().get(0).moduleTitle()).isNotBlank();
    }

    @Test
    void whatTheRegionCompilesWaitsForTheRegion() {
        ListPage page = lists.waitingFor(regional, everything());
        assertThat(page.rows()).hasSize(2).allMatch(row -> row.ats().equals("17-002"));
        Viewer local = house.somebody("lista-locale", Role.ATS_REFERENT, "17-002");
        assertThat(lists.waitingFor(local, everything()).rows()).isEmpty();
        assertThat(lists.visibleTo(local, everything()).rows()).hasSize(2);
    }

    @Test
    void administratorsWaitForNothingButSeeEverything() {
        assertThat(lists.waitingFor(administrator, everything()).counts().total())
                .isZero();
        assertThat(lists.visibleTo(administrator, searching(null)).counts().total())
                .isEqualTo(18);
    }

    @Test
    void reviewsWaitForTheSupervisorUnlessSheCompiledThemHerself() {
        UUID first = house.sheet(YEAR, "17-002", "A1");
        UUID second = house.sheet(YEAR, "17-002", "A5");
        becomes(first, "IN_REVIEW");
        becomes(second, "IN_REVIEW");
        house.jdbc()
                .sql(
                        "insert into journal (at, year, sheet_id, event, actor, actor_name) values (?, ?, ?, 'ANSWERED', ?, 'x')")
                .params(clock.instant().atOffset(java.time.ZoneOffset.UTC), YEAR, second, supervisor.username())
                .update();
        assertThat(lists.waitingFor(supervisor, everything()).rows())
                .extracting(ListRow::id)
                .containsExactly(first);
        assertThat(lists.reviewsWaitFor(supervisor)).isTrue();
        assertThat(lists.reviewsWaitFor(stranger)).isFalse();
        becomes(first, "READY");
        assertThat(lists.waitingFor(supervisor, everything()).rows())
                .as("the delegation includes finalization")
                .extracting(ListRow::id)
                .containsExactly(first);
        becomes(first, "COMPILING");
        becomes(second, "COMPILING");
    }

    @Test
    void onlyTheReferentJustifiesAndFinalizes() {
        UUID sheet = house.sheet(YEAR, ATS, "A5");
        for (String state : new String[] {"JUSTIFYING", "READY"}) {
            becomes(sheet, state);
            assertThat(lists.waitingFor(operator, everything()).rows())
                    .extracting(ListRow::id)
                    .doesNotContain(sheet);
            assertThat(lists.waitingFor(referent, everything()).rows())
                    .extracting(ListRow::id)
                    .contains(sheet);
        }
        becomes(sheet, "COMPILING");
    }

    @Test
    void afterTheDeadlineAnItemIsShownAsExpiredAndNoLongerCountsAsToDo() {
        house.passTime(Duration.ofDays(11));
        ListPage page = lists.waitingFor(operator, everything());
        assertThat(page.rows())
                .hasSize(2)
                .allMatch(row -> row.expired() && row.work().isEmpty());
        assertThat(page.counts().toDo()).isZero();
        assertThat(page.counts().expired()).isEqualTo(2);
    }

    @Test
    void everyListedDeadlineIsTheOneOfTheSheet() {
        house.jdbc().sql("""
                        insert into collection_window (id, year, module, region, ats, sheet_id, version, opens_at,
                            last_new_sheet_at, deadline, rectification_end, reason, author, created_at)
                        select gen_random_uuid(), year, module, null, case when n = 1 then '17-003' end,
                               case when n = 2 then (select id from sheet where year = :year and ats = '17-004'
                                                     and module = 'A5') end,
                               1, opens_at, last_new_sheet_at, deadline + n * interval '5 days',
                               rectification_end + n * interval '5 days', 'prova', 'prova', created_at
                        from collection_window, generate_series(1, 2) n
                        where year = :year and module = 'A5' and ats is null and sheet_id is null""").param("year", YEAR).update();
        long different = house.jdbc().sql("""
                        select count(*) from sheets_at(present_instant()) s
                        cross join lateral window_of(s.year, s.module, s.region, s.ats, s.id) w
                        where w.deadline <> s.deadline""").query(Long.class).single();
        assertThat(different).isZero();
        assertThat(lists.visibleTo(administrator, searching(null)).rows().stream()
                        .map(ListRow::deadline)
                        .distinct())
                .hasSize(3);
    }

    @Test
    void searchForgivesCaseAndAccentsAndWantsEveryWord() {
        String municipality = house.jdbc()
                .sql(
                        "select m.name from ats_membership x join municipality m on m.code = x.municipality"
                                + " where x.ats = '17-005' and m.name not in (select name from ats) order by length(m.name) desc limit 1")
                .query(String.class)
                .single();
        assertThat(lists.visibleTo(administrator, searching(municipality.toUpperCase(java.util.Locale.ITALIAN)))
                        .rows())
                .isNotEmpty()
                .allMatch(row -> row.ats().equals("17-005"));
        assertThat(lists.visibleTo(administrator, searching(municipality + " a5"))
                        .rows())
                .hasSize(1)
                .allMatch(row -> row.module().equals("A5"));
        assertThat(lists.visibleTo(administrator, searching("residenza làuria")).rows())
                .hasSize(1);
        assertThat(lists.visibleTo(administrator, searching("%")).rows()).isEmpty();
        assertThat(lists.visibleTo(administrator, searching("_____")).rows()).isEmpty();
        assertThat(lists.visibleTo(administrator, searching("\\")).rows()).isEmpty();
        assertThat(lists.visibleTo(administrator, searching("' or 1=1 --")).rows())
                .isEmpty();
    }

    @Test
    void nothingOfAnotherTerritoryEverAppears() throws Exception {
        for (String query : new String[] {
            "",
            "?ats=17-002",
            "?regione=0200",
            "?regione=1700&ats=17-009",
            "?q=aosta",
            "?anno=" + (YEAR + 1),
            "?stato=NON_RITIRATA",
            "?size=200",
            "?rischio=true",
            "?avanzamento=NON_INIZIATA"
        }) {
            for (String list : new String[] {"/api/v1/schede", "/api/v1/attivita"}) {
                web.perform(as(operator, get(list + query)))
                        .andExpect(status().isOk())
                        .andExpect(jsonPath("$.elementi[*].chiave.ats.codice", everyItem(is(ATS))));
                web.perform(as(stranger, get(list + query)))
                        .andExpect(status().isOk())
                        .andExpect(jsonPath("$.elementi[*].chiave.regione.codice", everyItem(is("0200"))));
            }
        }
        web.perform(as(operator, get("/api/v1/schede?regione=0200")))
                .andExpect(jsonPath("$.totale").value(0));
        web.perform(get("/api/v1/schede")).andExpect(status().isUnauthorized());
    }

    @Test
    void questionsOutOfBoundsAreRefused() throws Exception {
        for (String query : new String[] {
            "sort=password",
            "sort=(select 1)",
            "sort=ats;drop",
            "size=201",
            "size=0",
            "size=1000000",
            "page=-1",
            "page=x",
            "anno=1861",
            "anno=duemila",
            "tipo=TUTTO",
            "stato=LAPSED",
            "avanzamento=x",
            "ats=*",
            "modulo=A5'--",
            "scadenzaEntro=domani",
            "scadenzaEntro=2026-02-30",
            "scadenzaEntro=%2B999999999-01-01T00:00:00Z",
            "mie=forse",
            "q=a b c d e f g h i l m",
            "q=" + "a".repeat(201),
            "q=%00"
        }) {
            for (String list : new String[] {"/api/v1/schede?", "/api/v1/attivita?"}) {
                web.perform(as(
                                operator,
                                get(java.net.URI.create(
                                        list + query.replace(" ", "%20").replace("'", "%27")))))
                        .andExpect(status().isBadRequest())
                        .andExpect(jsonPath("$.codice").value("VALORE_NON_VALIDO"));
            }
        }
    }

    @Test
    void everyOrderAndEveryFilterIsAnswered() throws Exception {
        for (ListOrder order : ListOrder.values()) {
            for (String sort : new String[] {order.word(), "-" + order.word(), order.word() + ",desc"}) {
                web.perform(as(administrator, get("/api/v1/schede?size=3&page=1&anno=" + YEAR + "&sort=" + sort)))
                        .andExpect(status().isOk())
                        .andExpect(jsonPath("$.totale").value(18))
                        .andExpect(jsonPath("$.elementi.length()").value(3));
            }
        }
        web.perform(as(
                        administrator,
                        get("/api/v1/schede?anno=" + YEAR + "&modulo=A5&stato=IN_COMPILAZIONE,RESTITUITA"
                                + "&avanzamento=NON_INIZIATA&scadenzaEntro=2199-12-31&q=ATS")))
                .andExpect(jsonPath("$.totale").value(9));
        web.perform(as(administrator, get("/api/v1/schede?page=5000&anno=" + YEAR)))
                .andExpect(jsonPath("$.totale").value(18))
                .andExpect(jsonPath("$.elementi.length()").value(0));
    }

    @Test
    void pagesGoThroughTheWholeListOnce() {
        var seen = new java.util.HashSet<UUID>();
        for (int page = 0; page < 4; page++) {
            ListFilter filter = new ListFilter(
                    YEAR,
                    null,
                    null,
                    null,
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    false,
                    false,
                    false,
                    null,
                    null,
                    null,
                    false,
                    ListOrder.DEADLINE,
                    true,
                    page,
                    5);
            lists.visibleTo(administrator, filter)
                    .rows()
                    .forEach(row -> assertThat(seen.add(row.id())).isTrue());
        }
        assertThat(seen).hasSize(18);
    }

    @Test
    void whoTakesASheetInChargeIsSeenByTheColleague() throws Exception {
        UUID sheet = house.sheet(YEAR, ATS, "A1");
        String address = "/api/v1/attivita/" + sheet + "/presa-in-carico";
        web.perform(as(operator, post(address)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.inCarico.account").value("lista-operatrice"));
        web.perform(as(referent, post(address)))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("PRESA_IN_CARICO_DA_ALTRI"))
                .andExpect(jsonPath("$.motivi[0].chiPuoSbloccare").isNotEmpty())
                .andExpect(jsonPath("$.motivi[0].dal").isNotEmpty())
                .andExpect(jsonPath("$.motivi[0].rimedio").value(containsString("subentro=true")));
        web.perform(as(operator, get("/api/v1/attivita?mie=true")))
                .andExpect(jsonPath("$.totale").value(1))
                .andExpect(jsonPath("$.elementi[0].inCarico.account").value("lista-operatrice"));
        web.perform(as(referent, get("/api/v1/attivita?mie=true")))
                .andExpect(jsonPath("$.totale").value(0));
        web.perform(as(referent, post(address + "?subentro=true"))).andExpect(status().isOk());
        web.perform(as(stranger, post(address))).andExpect(status().isNotFound());
        web.perform(as(referent, delete(address)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.inCarico").doesNotExist());
    }

    @Test
    void everybodyLandsWhereTheirWorkIs() throws Exception {
        web.perform(get("/").with(user(operator.username()))).andExpect(redirectedUrl("/attivita"));
        web.perform(get("/").with(user(administrator.username()))).andExpect(redirectedUrl("/cruscotto"));
        web.perform(get("/").with(user(supervisor.username()))).andExpect(redirectedUrl("/attivita"));
        UUID sheet = house.sheet(YEAR, "17-002", "A1");
        becomes(sheet, "IN_REVIEW");
        web.perform(get("/").with(user(supervisor.username()))).andExpect(redirectedUrl("/verifica"));
        becomes(sheet, "COMPILING");
    }

    @Test
    void thePagesSayWhatToDoAndForWhichTerritory() throws Exception {
        web.perform(get("/attivita?anno=" + YEAR + "&q=potenza").with(user(operator.username())))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Residenza fittizia")))
                .andExpect(content().string(containsString("sintetico")))
                .andExpect(content().string(containsString("Compilare")))
                .andExpect(content().string(containsString("Annualità " + YEAR)))
                .andExpect(content().string(containsString("ATS Potenza")))
                .andExpect(content().string(containsString("mancano ")))
                .andExpect(content().string(not(containsString("/utenti"))))
                .andExpect(content().string(containsString("aria-current=\"page\"")));
        web.perform(get("/attivita").with(user(administrator.username())))
                .andExpect(content().string(containsString("Il vostro ruolo non compila")))
                .andExpect(content().string(containsString("/utenti")));
        web.perform(get("/schede?anno=" + YEAR + "&size=5&sort=-modulo").with(user(supervisor.username())))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Pagina 1 di 4")))
                .andExpect(content().string(containsString("aria-sort=\"descending\"")));
        web.perform(get("/schede?q=nulladisimile").with(user(operator.username())))
                .andExpect(content().string(containsString("Nessuna scheda corrisponde")));
        web.perform(get("/schede?sort=password").accept("text/html").with(user(operator.username())))
                .andExpect(status().isBadRequest());
    }

    @Test
    void afterASheetTheNextOneOpensAndAtTheEndTheListSaysSo() throws Exception {
        List<ListRow> waiting = lists.waitingFor(referent, everything()).rows();
        UUID first = waiting.get(0).id();
        leads(referent, first, waiting.size() > 1 ? "/schede/" + waiting.get(1).id() + "#continua" : "/attivita");
        leads(referent, UUID.randomUUID(), "/schede/" + first + "#continua");
        leads(administrator, first, "/attivita");
    }

    private void leads(Viewer viewer, UUID done, String address) throws Exception {
        web.perform(get("/attivita/prossima?dopo=" + done).with(user(viewer.username())))
                .andExpect(redirectedUrl(address));
    }
}
