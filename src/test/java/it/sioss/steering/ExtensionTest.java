package it.sioss.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.jayway.jsonpath.JsonPath;
import it.sioss.access.Role;
import it.sioss.access.Scope;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.WindowSubject;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.services.Services;
import it.sioss.sheet.Receipt;
import it.sioss.sheet.Remark;
import it.sioss.sheet.ReviewDesk;
import it.sioss.sheet.Sheet;
import it.sioss.sheet.SheetState;
import it.sioss.support.House;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/** Extensions before and after the deadline, their undoing, a crash on the way; and what a day to come would bring. */
class ExtensionTest extends HouseTest {

    private static final Scope ITALY = new Scope(true, Set.of(), Set.of());

    @Autowired
    MockMvc web;

    @Autowired
    Extensions extensions;

    @Autowired
    ExtensionUndoing undoing;

    @Autowired
    Delegations delegations;

    @Autowired
    ReviewDesk desk;

    @Autowired
    ExtensionWork work;

    @Autowired
    Simulation simulation;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    ObjectMapper json;

    private int aCampaign() {
        int own = freeYear();
        house.openCampaign(own, REGION, "A5");
        return own;
    }

    private Extension until(Instant deadline) {
        return new Extension(List.of(), false, null, null, deadline, "Richiesta delle Regioni", "DD 5");
    }

    private Instant deadlineOf(int own) {
        return campaigns.windowOf(own, "A5", REGION, "13-001", null).deadline();
    }

    private List<UUID> sheetsOf(int own) {
        return jdbc.sql("select id from sheet where year = ? order by ats, sequence")
                .param(own)
                .query(UUID.class)
                .list();
    }

    private Map<UUID, Instant> dueDates(int own) {
        var due = new HashMap<UUID, Instant>();
        for (UUID sheet : sheetsOf(own)) {
            if (!cases.sheet(sheet).state().ended()) {
                due.put(sheet, cases.timerOf(sheet).getDuedate().toInstant());
            }
        }
        return due;
    }

    /** The engine keeps milliseconds. */
    private static Instant timerAt(Instant deadline, UUID sheet) {
        return Services.lapseAt(deadline, sheet).truncatedTo(ChronoUnit.MILLIS);
    }

    private void lapse(UUID sheet) {
        management.executeJob(cases.timerOf(sheet).getId());
    }

    private static Set<UUID> revived(Extension.Preview preview, boolean revived) {
        return preview.affected().stream()
                .filter(one -> one.revived() == revived)
                .map(Extension.Affected::sheet)
                .collect(Collectors.toSet());
    }

    @Test
    void whatIsAppliedIsWhatWasPreviewedAndUndoingRestoresEveryDueDate() {
        int own = aCampaign();
        List<UUID> all = sheetsOf(own);
        cases.finalizeSheet(cases.ready(all.get(0), referentOf(all.get(0))), referentOf(all.get(0)));
        Instant old = deadlineOf(own);
        Instant later = old.plus(Duration.ofDays(15));
        Map<UUID, Instant> before = dueDates(own);

        Extension.Preview preview = extensions.preview(own, until(later));
        assertThat(revived(preview, false)).isEqualTo(before.keySet()).doesNotContain(all.get(0));
        assertThat(preview.revived()).isZero();
        assertThat(preview.timers()).isEqualTo(before.size());
        assertThat(deadlineOf(own)).isEqualTo(old);

        assertThat(extensions.grant(own, until(later), "prova").affected()).isEqualTo(preview.affected());
        assertThat(deadlineOf(own)).isEqualTo(later);
        assertThat(dueDates(own)).isEqualTo(before);
        UUID id = undoing.granted(own).get(0).id();
        assertThat(undoing.hindrance(own, id).orElseThrow().code()).isEqualTo("PROROGA_IN_CORSO");
        house.workOff();
        assertThat(dueDates(own))
                .isEqualTo(before.keySet().stream()
                        .collect(Collectors.toMap(sheet -> sheet, sheet -> timerAt(later, sheet))));

        assertThat(undoing.hindrance(own, id)).isEmpty();
        assertThat(deadlineOf(own))
                .as("looking whether it can be undone changes nothing")
                .isEqualTo(later);
        undoing.undo(own, id, "Concessa per errore", "prova");
        assertThat(deadlineOf(own)).isEqualTo(old);
        house.workOff();
        assertThat(dueDates(own)).isEqualTo(before);
        Extension.Granted history = undoing.granted(own).get(0);
        assertThat(history.undoneBy()).isEqualTo("prova");
        assertThat(history.formerDeadline()).isEqualTo(old);
        assertThat(history.deadline()).isEqualTo(later);
        refused(() -> undo(own, id), "PROROGA_GIA_ANNULLATA");
    }

    @Test
    void anExtensionOfOneAtsLeavesNoWindowBehindWhenUndoneAndOnlyTheLastDecisionIsUndone() {
        int own = aCampaign();
        Instant old = deadlineOf(own);
        var one = new Extension(
                List.of("A5"), false, null, "13-001", old.plus(Duration.ofDays(5)), "Calamità nel territorio", "DD 5");
        assertThat(extensions.grant(own, one, "prova").sheets()).isOne();
        house.workOff();
        var again = new Extension(
                List.of("A5"), true, null, "13-001", old.plus(Duration.ofDays(9)), "Calamità nel territorio", "DD 5");
        assertThat(extensions.grant(own, again, "prova").databases()).isOne();
        house.workOff();
        List<Extension.Granted> granted = undoing.granted(own);
        assertThat(granted).hasSize(2);
        refused(() -> undo(own, granted.get(1).id()), "DECISIONE_SUCCESSIVA");
        undo(own, granted.get(0).id());
        assertThat(deadlineOf(own)).isEqualTo(old.plus(Duration.ofDays(5)));
        undo(own, granted.get(1).id());
        house.workOff();
        assertThat(deadlineOf(own)).isEqualTo(old);
        assertThat(campaigns.decided(own))
                .allSatisfy(window -> assertThat(window.subject().ats()).isNull());
    }

    @Test
    void peopleAndMachinesSeeTheDayToComeAndUndoAnExtension() throws Exception {
        int own = aCampaign();
        var me = user(house.administrator().username());
        var machine = httpBasic(house.administrator().username(), House.PASSWORD);
        Instant later = deadlineOf(own).plus(Duration.ofDays(15));
        String api = "/api/v1/rilevazioni/" + own;
        web.perform(get("/rilevazioni/" + own + "/simulazione").with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Finestre che si chiudono")));
        web.perform(get(api + "/simulazione?data=2100-01-01").with(machine))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.scadrebbero").value(sheetsOf(own).size()));
        web.perform(get(api + "/simulazione?data=ieri").with(machine)).andExpect(status().isUnprocessableEntity());
        web.perform(get(api + "/simulazione?giorni=0").with(machine)).andExpect(status().isUnprocessableEntity());
        web.perform(get("/api/v1/rilevazioni/2019/simulazione").with(machine)).andExpect(status().isNotFound());
        web.perform(post(api + "/proroghe?simulazione=true&elenco=true")
                        .with(machine)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(
                                "{\"ambito\":\"TUTTI\",\"nuovoTermine\":\"%s\",\"motivo\":\"Richiesta delle Regioni\",\"atto\":\"DD 5\"}"
                                        .formatted(later)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.schedeInteressate.length()")
                        .value(sheetsOf(own).size()))
                .andExpect(jsonPath("$.temporizzatori").value(sheetsOf(own).size()));
        extensions.grant(own, until(later), "prova");
        house.workOff();
        UUID id = undoing.granted(own).get(0).id();
        String page = "/rilevazioni/" + own + "/proroghe/" + id + "/annullamento";
        web.perform(get("/rilevazioni/" + own).with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(page)));
        web.perform(get(page).with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Annulla la proroga")));
        String referent = house.somebody("proroghe-referente", Role.ATS_REFERENT, "13-001")
                .username();
        web.perform(get(page).with(user(referent)).accept(MediaType.TEXT_HTML)).andExpect(status().isForbidden());
        web.perform(post(api + "/proroghe/" + id + "/annullamento")
                        .with(httpBasic(referent, House.PASSWORD))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"motivo\":\"Concessa per errore\"}"))
                .andExpect(status().isForbidden());
        web.perform(get(api + "/simulazione?data=2100-01-01").with(httpBasic(referent, House.PASSWORD)))
                .andExpect(jsonPath("$.scadrebbero").value(1));
        web.perform(post(page).with(me).with(csrf()).param("motivo", "no")).andExpect(status().isUnprocessableEntity());
        web.perform(post(page).with(me).with(csrf()).param("motivo", "Concessa per errore"))
                .andExpect(redirectedUrl("/rilevazioni/" + own));
        web.perform(get(page).with(me)).andExpect(content().string(containsString("già stata annullata")));
        web.perform(post(api + "/proroghe/" + id + "/annullamento")
                        .with(machine)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"motivo\":\"Concessa per errore\"}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("PROROGA_GIA_ANNULLATA"));
        web.perform(get(api + "/proroghe").with(machine))
                .andExpect(jsonPath("$.proroghe[0].annullataDa").exists());
    }

    private Void undo(int own, UUID id) {
        undoing.undo(own, id, "Concessa per errore", "prova");
        return null;
    }

    private static void refused(Callable<?> deed, String code) {
        assertThatThrownBy(deed::call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.status()).isEqualTo(409);
        });
    }

    @Test
    void afterTheDeadlineWhatLapsedGoesOnWithItsAnswersAndWhatHasNotEndedJustGoesOn() {
        int own = aCampaign();
        List<UUID> all = sheetsOf(own);
        UUID transmitted = all.get(0);
        UUID written = all.get(1);
        UUID still = all.get(2);
        Receipt receipt =
                cases.finalizeSheet(cases.ready(transmitted, referentOf(transmitted)), referentOf(transmitted));
        cases.ready(written, referentOf(written));
        Instant old = deadlineOf(own);
        clock.moveTo(old.plus(Duration.ofMinutes(3)));
        all.stream().filter(sheet -> sheet != transmitted && sheet != still).forEach(this::lapse);
        Instant later = clock.instant().plus(Duration.ofDays(7));

        Extension.Preview preview = extensions.preview(own, until(later));
        assertThat(revived(preview, false)).containsExactly(still);
        assertThat(revived(preview, true)).hasSize(all.size() - 2).doesNotContain(transmitted);
        extensions.grant(own, until(later), "prova");
        assertThat(cases.sheet(still).effectiveState(false)).isEqualTo(SheetState.COMPILING);
        house.workOff();

        Set<UUID> gone = jdbc
                .sql("select predecessor from sheet where year = ? and sequence = 2")
                .param(own)
                .query(UUID.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
        assertThat(gone).as("applied as previewed").isEqualTo(revived(preview, true));
        assertThat(cases.timerOf(still).getDuedate().toInstant()).isEqualTo(timerAt(later, still));
        UUID fresh = house.sheet(own, cases.atsOf(written), "A5");
        Sheet sheet = cases.sheet(fresh);
        assertThat(sheet.predecessor()).isEqualTo(written);
        assertThat(sheet.answers()).isEqualTo(cases.sheet(written).answers());
        assertThat(sheet.state()).isEqualTo(SheetState.COMPILING);
        assertThat(cases.sheet(written).state()).isEqualTo(SheetState.LAPSED);
        assertThat(cases.timerOf(fresh).getDuedate().toInstant()).isEqualTo(timerAt(later, fresh));
        assertThat(cases.sheets().view(written, referentOf(written)).successor())
                .isEqualTo(fresh);
        assertThat(placesShown(own)).as("each place is shown once").isEqualTo((long) all.size());
        cases.submit(fresh, referentOf(written));
        Receipt second = cases.finalizeSheet(fresh, referentOf(written));
        assertThat(second.deadlineApplied()).isEqualTo(later);
        assertThat(second.previous()).isNull();
        assertThat(receipt.deadlineApplied()).isEqualTo(old);
        UUID id = undoing.granted(own).get(0).id();
        assertThatThrownBy(() -> undo(own, id))
                .hasMessageContaining(second.number())
                .hasMessageNotContaining(receipt.number());
        refused(() -> undo(own, id), "PROROGA_USATA");
        assertThat(deadlineOf(own)).isEqualTo(later);
    }

    /** Whoever corrects it still reads what was asked, in place, and whoever reviews it what was asked before. */
    @Test
    void aReturnedSheetThatGoesOnKeepsItsRemarks() {
        int own = aCampaign();
        UUID returned = house.sheet(own, anAts(), "A5");
        String ats = cases.atsOf(returned);
        delegations.declare(supervisor(), own, ats, null, DelegationScope.COMPILATION, null, null, "Delibera di prova");
        Viewer compiler = regionOperator();
        cases.compile(returned, compiler);
        cases.submit(returned, compiler);
        returns(returned, "Rivedete i totali");
        cases.submit(returned, compiler);
        returns(returned, "Confrontate col registro");
        clock.moveTo(deadlineOf(own).plus(Duration.ofMinutes(3)));
        lapse(returned);
        extensions.grant(own, until(clock.instant().plus(Duration.ofDays(7))), "prova");
        house.workOff();

        UUID fresh = house.sheet(own, ats, "A5");
        assertThat(cases.sheet(fresh).predecessor()).isEqualTo(returned);
        assertThat(remarksOf(fresh, compiler))
                .containsExactly(
                        "a5_3_3_donne Rivedete i totali (superato)", "a5_3_3_donne Confrontate col registro (aperto)");
        assertThat(remarksOf(returned, compiler)).isEqualTo(remarksOf(fresh, compiler));
        cases.submit(fresh, compiler);
        assertThat(desk.open(fresh, supervisor()).view().remarks())
                .extracting(Remark::words)
                .containsExactly("Rivedete i totali", "Confrontate col registro");
        assertThat(remarksOf(fresh, compiler)).allMatch(remark -> remark.endsWith("(superato)"));
        assertThat(remarksOf(returned, compiler))
                .as("what had ended stays as it was")
                .last()
                .asString()
                .endsWith("(aperto)");
    }

    private void returns(UUID sheet, String words) {
        cases.sheets()
                .returnForCorrection(
                        sheet, List.of(new Remark.Draft("a5_3_3_donne", null, words)), supervisor(), clock.instant());
        clock.moveTo(clock.instant().plusSeconds(1));
    }

    private List<String> remarksOf(UUID sheet, Viewer viewer) {
        return cases.sheets().view(sheet, viewer).remarks().stream()
                .map(remark -> remark.question() + " " + remark.words() + (remark.open() ? " (aperto)" : " (superato)"))
                .toList();
    }

    private long placesShown(int own) {
        return jdbc.sql("select count(*) from sheets_at(present_instant()) where year = ?")
                .param(own)
                .query(Long.class)
                .single();
    }

    @Test
    void aCrashOnTheWayIsResumedAndNothingIsDoneTwice() {
        int own = aCampaign();
        List<UUID> all = sheetsOf(own);
        Instant old = deadlineOf(own);
        clock.moveTo(old.plus(Duration.ofMinutes(3)));
        List<UUID> lapsed = all.subList(0, all.size() / 2);
        lapsed.forEach(this::lapse);
        extensions.grant(own, until(clock.instant().plus(Duration.ofDays(7))), "prova");
        String subject = own + "/" + undoing.granted(own).get(0).id();
        List<String> ats = all.stream().map(cases::atsOf).distinct().toList();
        transaction.executeWithoutResult(status -> {
            work.perform(subject, ats.get(0));
            status.setRollbackOnly();
        });
        assertThat(sheetsOf(own)).as("a crash before the commit leaves nothing").hasSameSizeAs(all);
        for (String done : ats.subList(0, ats.size() / 3)) {
            transaction.executeWithoutResult(status -> work.perform(subject, done));
        }
        house.workOff();
        house.workOff();
        assertThat(sheetsOf(own)).hasSize(all.size() + lapsed.size());
        assertThat(events(own, "REVIVED")).isEqualTo((long) lapsed.size());
        assertThat(events(own, "DEADLINE_MOVED")).isEqualTo((long) all.size() - lapsed.size());
        assertThat(dueDates(own)).hasSameSizeAs(all);
        assertThat(placesShown(own)).isEqualTo((long) all.size());
    }

    @Test
    void anAtsThatFailedIsTakenUpAgainAndItsLapsedSheetGoesOn() throws Exception {
        int own = aCampaign();
        UUID lapsed = sheetsOf(own).get(3);
        String ats = cases.atsOf(lapsed);
        clock.moveTo(deadlineOf(own).plus(Duration.ofMinutes(3)));
        lapse(lapsed);
        extensions.grant(own, until(clock.instant().plus(Duration.ofDays(7))), "prova");
        repository.suspendProcessDefinitionByKey("module-sheet");
        try {
            house.workOffToTheEnd();
        } finally {
            repository.activateProcessDefinitionByKey("module-sheet");
        }
        assertThat(extensions.progress(own).orElseThrow().failed()).isOne();
        assertThat(house.sheet(own, ats, "A5")).isEqualTo(lapsed);

        var me = user(house.administrator().username());
        var machine = httpBasic(house.administrator().username(), House.PASSWORD);
        var referent = user(referentOf(lapsed).username());
        String page = "/rilevazioni/" + own;
        web.perform(get(page).with(referent))
                .andExpect(content().string(containsString("le schede già scadute che hanno di nuovo tempo non sono")))
                .andExpect(content().string(not(containsString("nuovo-tentativo"))));
        web.perform(get("/cruscotto/integrita").with(me))
                .andExpect(content().string(containsString("Proroga, rilevazione " + own)));
        String listed = web.perform(get("/api/v1" + page + "/lavori").with(machine))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.lavori[0].tipo").value("proroga"))
                .andExpect(jsonPath("$.lavori[0].errori[0].voce").value(ats))
                .andReturn()
                .getResponse()
                .getContentAsString();
        String again = page + "/lavori/" + JsonPath.read(listed, "$.lavori[0].id") + "/nuovo-tentativo";
        web.perform(get(page).with(me))
                .andExpect(content().string(containsString("Lavori fermi")))
                .andExpect(content().string(containsString("action=\"" + again)));
        web.perform(post(again).with(referent).with(csrf())).andExpect(status().isForbidden());
        web.perform(post(again).with(me).with(csrf())).andExpect(redirectedUrl(page));
        web.perform(post("/api/v1" + again).with(machine))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.lavori.length()").value(0));
        int another = freeYear();
        house.openCampaign(another, "0200", "A5");
        web.perform(post("/api/v1" + again.replace("/" + own + "/", "/" + another + "/"))
                        .with(machine))
                .andExpect(status().isNotFound());
        house.workOff();
        assertThat(extensions.progress(own).orElseThrow().failed()).isZero();
        UUID fresh = house.sheet(own, ats, "A5");
        assertThat(cases.sheet(fresh).predecessor()).isEqualTo(lapsed);
        web.perform(get(page).with(me)).andExpect(content().string(not(containsString("Lavori fermi"))));
    }

    private long events(int own, String event) {
        return jdbc.sql("select count(*) from journal where year = ? and event = ?")
                .params(own, event)
                .query(Long.class)
                .single();
    }

    @Test
    void aClosedYearOpensAgainWaitsForTheNewDeadlineAndCloses() {
        int own = freeYear();
        house.openCampaign(own, "0200", "A5");
        letTheCalendarFire(own);
        house.workOff();
        assertThat(campaigns.require(own).state()).isEqualTo(CampaignState.CLOSED);
        assertThat(calendars(own)).isZero();
        Instant later = clock.instant().plus(Duration.ofDays(7));
        assertThat(databaseState(own)).isEqualTo("LAPSED");
        var wish = new Extension(List.of(), true, null, null, later, "Richiesta delle Regioni", "DD 5");
        Extension.Preview preview = extensions.grant(own, wish, "prova");
        assertThat(preview.reopens()).isTrue();
        assertThat(preview.revived()).isOne();
        assertThat(preview.lines())
                .filteredOn(line -> line.module() == null)
                .singleElement()
                .satisfies(line -> assertThat(line.revived()).isOne());
        house.workOff();
        assertThat(databaseState(own)).isEqualTo("COMPILING");
        assertThat(campaigns.require(own).state()).isEqualTo(CampaignState.OPEN);
        assertThat(calendars(own)).isOne();
        assertThat(dueDates(own)).hasSize(1);

        undo(own, undoing.granted(own).get(0).id());
        house.workOff();
        assertThat(dueDates(own).values()).allSatisfy(due -> assertThat(due).isBefore(clock.instant()));
        letTheCalendarFire(own);
        house.workOff();
        assertThat(campaigns.require(own).state()).isEqualTo(CampaignState.CLOSED);
        assertThat(calendars(own)).isZero();
        assertThat(dueDates(own)).isEmpty();
        assertThat(databaseState(own)).isEqualTo("LAPSED");
    }

    private String databaseState(int own) {
        return jdbc.sql("select state from service_database where year = ?")
                .param(own)
                .query(String.class)
                .single();
    }

    private long calendars(int own) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(Integer.toString(own), "campaign-calendar")
                .count();
    }

    /** Until it waits for nothing but work. */
    private void letTheCalendarFire(int own) {
        String calendar = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(Integer.toString(own), "campaign-calendar")
                .singleResult()
                .getId();
        var timer = cases.timer(calendar);
        if (timer.getDuedate().toInstant().isAfter(clock.instant())) {
            clock.moveTo(timer.getDuedate().toInstant().plusMillis(1));
        }
        management.executeJob(timer.getId());
    }

    @Test
    void aDayToComeIsSeenAsItWillBeAlsoAcrossANightWhenTheClockChanges() {
        LocalDate lastDay = LocalDate.of(2027, 3, 27);
        clock.moveTo(RomeTime.startOf(lastDay.minusDays(7)));
        int own = freeYear();
        Calendar calendar = Calendar.between(clock.instant().minus(Duration.ofDays(1)), RomeTime.endOf(lastDay));
        campaigns.create(
                new Campaigns.Plan(own, List.of("A5"), List.of(REGION), calendar, Map.of(), calendar, false), "prova");
        context.getBean(Steering.class).open(own, "prova");
        house.workOff();
        long all = sheetsOf(own).size();
        assertThat(simulation.at(own, lastDay.minusDays(1), 1, ITALY).lapsing()).isZero();
        assertThat(simulation.at(own, lastDay.minusDays(1), 1, ITALY).closing()).isEmpty();
        Simulation.Outlook outlook = simulation.at(own, lastDay, 1, ITALY);
        assertThat(outlook.closing()).hasSize(2);
        assertThat(outlook.lapsing()).isEqualTo(all);
        assertThat(outlook.saved()).isEqualTo(all);
        long districts = jdbc.sql("select count(*) from service_database where year = ?")
                .param(own)
                .query(Long.class)
                .single();
        assertThat(outlook.databases()).isEqualTo(new Simulation.Databases(districts, districts, 0, 0));
        assertThat(simulation.at(own, lastDay.plusDays(1), 1, ITALY).saved())
                .as("one day after midnight of the 27th is midnight of the 28th, whatever the clock does")
                .isZero();
        assertThat(simulation.at(own, lastDay.plusDays(1), 2, ITALY).saved()).isEqualTo(all);
        assertThat(simulation
                        .at(own, lastDay, 1, new Scope(false, Set.of("0100"), Set.of()))
                        .lapsing())
                .as("another region's territory")
                .isZero();
        clock.moveTo(RomeTime.endOf(lastDay).plusSeconds(1));
        Simulation.Outlook afterwards = simulation.at(own, lastDay.plusDays(1), 3, ITALY);
        assertThat(afterwards.lapsing()).isZero();
        assertThat(afterwards.lapsed()).isEqualTo(all);
        assertThat(afterwards.revived()).isEqualTo(all);
        assertThat(afterwards.databases()).isEqualTo(new Simulation.Databases(0, 0, districts, districts));
    }

    @Test
    void atTheDeadlineAFinalizationSucceedsIfAndOnlyIfItWasReceivedBefore() throws Exception {
        int own = aCampaign();
        List<UUID> all = sheetsOf(own);
        all.forEach(sheet -> cases.ready(sheet, referentOf(sheet)));
        Instant deadline = clock.instant().plusSeconds(2);
        campaigns.setWindow(
                own,
                WindowSubject.everywhere("A5"),
                Calendar.between(deadline.minus(Duration.ofDays(11)), deadline),
                "gara",
                "prova");
        record Attempt(Instant received, String answer) {}
        var attempts = new ConcurrentLinkedQueue<Attempt>();
        var pool = Executors.newFixedThreadPool(24);
        try {
            var races = new ArrayList<Callable<Void>>();
            for (UUID sheet : all) {
                var referent = referentOf(sheet);
                races.add(() -> {
                    long wait = Duration.between(clock.instant(), deadline).toMillis();
                    Thread.sleep(Math.max(0, wait + sheet.hashCode() % 400));
                    Instant received = clock.instant();
                    try {
                        cases.sheets().finalizeSheet(sheet, referent, received);
                        attempts.add(new Attempt(received, "200"));
                    } catch (Refusal refusal) {
                        attempts.add(new Attempt(received, Integer.toString(refusal.status())));
                    } catch (RuntimeException failure) {
                        attempts.add(new Attempt(received, failure.toString()));
                    }
                    return null;
                });
            }
            pool.invokeAll(races);
        } finally {
            pool.shutdownNow();
        }
        assertThat(attempts).hasSameSizeAs(all);
        assertThat(attempts).allSatisfy(attempt -> {
            if (attempt.received().isBefore(deadline)) {
                assertThat(attempt.answer()).isEqualTo("200");
            } else {
                assertThat(attempt.answer()).isIn("409", "410");
            }
        });
        long served = attempts.stream()
                .filter(attempt -> attempt.answer().equals("200"))
                .count();
        assertThat(jdbc.sql("select count(*) from transmission where year = ?")
                        .param(own)
                        .query(Long.class)
                        .single())
                .isEqualTo(served);
    }

    private MockHttpServletRequestBuilder onThePage(int own, LocalDate day) {
        return post("/rilevazioni/" + own + "/proroghe")
                .with(user(house.administrator().username()))
                .with(csrf())
                .param("ambito", "TUTTI")
                .param("nuovoTermine", day.toString())
                .param("motivo", "Richiesta delle Regioni")
                .param("atto", "DD 5");
    }

    /** The confirmation a preview offers, with what it has shown. */
    private MockHttpServletRequestBuilder confirming(String preview, int own, LocalDate day) {
        MockHttpServletRequestBuilder confirmation = onThePage(own, day).param("conferma", "true");
        Pattern.compile("name=\"(visto\\w+)\" value=\"(\\w+)\"")
                .matcher(preview)
                .results()
                .forEach(field -> confirmation.param(field.group(1), field.group(2)));
        return confirmation;
    }

    private String shown(MockHttpServletRequestBuilder request, int status) throws Exception {
        return web.perform(request)
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void whatWasPreviewedBeforeMidnightIsNotGrantedAfterwardsUnseen() throws Exception {
        int own = aCampaign();
        List<UUID> all = sheetsOf(own);
        Instant old = deadlineOf(own);
        LocalDate day = old.atZone(RomeTime.ROME).toLocalDate().plusDays(8);
        clock.moveTo(old.minus(Duration.ofMinutes(10)));
        String preview = shown(onThePage(own, day), 200);
        assertThat(preview).contains(all.size() + " schede aperte").doesNotContain("scadute riprendono</strong>");
        clock.moveTo(old.plus(Duration.ofSeconds(10)));
        assertThat(shown(confirming(preview, own, day), 409))
                .as("the deadline has passed, the sheets are not even marked yet")
                .contains("La situazione è cambiata");
        clock.moveTo(old.plus(Duration.ofMinutes(5)));
        all.subList(1, all.size()).forEach(this::lapse);
        String again = shown(confirming(preview, own, day), 409);
        assertThat(again)
                .contains("La situazione è cambiata")
                .contains((all.size() - 1) + " schede scadute riprendono")
                .contains("Concedi la proroga");
        assertThat(undoing.granted(own)).isEmpty();
        assertThat(deadlineOf(own)).isEqualTo(old);
        assertThat(shown(onThePage(own, day).param("conferma", "true"), 409))
                .as("a confirmation without a preview")
                .contains("Concedi la proroga");
        web.perform(confirming(again, own, day)).andExpect(redirectedUrl("/rilevazioni/" + own));
        assertThat(deadlineOf(own)).isEqualTo(RomeTime.endOf(day));
    }

    @Test
    void whatIsTransmittedMeanwhileDoesNotPutTheConfirmationOff() throws Exception {
        int own = aCampaign();
        UUID transmitted = sheetsOf(own).get(0);
        LocalDate day = deadlineOf(own).atZone(RomeTime.ROME).toLocalDate().plusDays(8);
        String preview = shown(onThePage(own, day), 200);
        cases.finalizeSheet(cases.ready(transmitted, referentOf(transmitted)), referentOf(transmitted));
        web.perform(confirming(preview, own, day)).andExpect(redirectedUrl("/rilevazioni/" + own));
    }

    @Test
    void aMachineMaySayWhatItHasPreviewedToo() throws Exception {
        int own = aCampaign();
        Instant old = deadlineOf(own);
        var machine = httpBasic(house.administrator().username(), House.PASSWORD);
        String api = "/api/v1/rilevazioni/" + own + "/proroghe";
        String body =
                "{\"ambito\":\"TUTTI\",\"nuovoTermine\":\"%s\",\"motivo\":\"Richiesta delle Regioni\",\"atto\":\"DD 5\"}"
                        .formatted(old.plus(Duration.ofDays(9)));
        String previewed = web.perform(post(api + "?simulazione=true")
                        .with(machine)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        String tied = body.replace(
                "{\"ambito", "{\"anteprima\":" + json.readTree(previewed).required("anteprima") + ",\"ambito");
        clock.moveTo(old.plus(Duration.ofMinutes(5)));
        sheetsOf(own).forEach(this::lapse);
        web.perform(post(api)
                        .with(machine)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(tied))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("ANTEPRIMA_SUPERATA"));
        assertThat(undoing.granted(own)).isEmpty();
        web.perform(post(api)
                        .with(machine)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.riprese").value(sheetsOf(own).size()));
    }
}
