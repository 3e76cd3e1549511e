package it.sioss.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationChanged;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.DelegationTurns;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.Remark;
import it.sioss.sheet.Reopenings;
import it.sioss.sheet.Sheets;
import it.sioss.steering.Extension;
import it.sioss.steering.ExtensionUndoing;
import it.sioss.steering.Extensions;
import it.sioss.support.House;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;

/** What people are told of what happens, and how a region solicits its districts. */
class NoticeTest extends HouseTest {

    @Autowired
    MockMvc web;

    @Autowired
    Sheets sheets;

    @Autowired
    Reopenings reopenings;

    @Autowired
    Delegations delegations;

    @Autowired
    DelegationTurns turns;

    @Autowired
    Extensions extensions;

    @Autowired
    ExtensionUndoing undoing;

    @Autowired
    Solicitations solicitations;

    @Autowired
    it.sioss.services.Services services;

    /** The people of the house hear of what every test does: here only of what this one does. */
    @BeforeEach
    void nobodyHasBeenToldAnythingYet() {
        turns.announceDue();
        List.of("reminded", "mail", "notice")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    private List<String> told(Viewer person, NoticeKind kind) {
        return jdbc.sql("select title from notice where account_id = ? and kind = ? order by written_at, title")
                .params(person.accountId(), kind.name())
                .query(String.class)
                .list();
    }

    @Test
    void aFinalizedSheetTellsItsDistrictThatTheReceiptIsThere() {
        UUID sheet = aSheet();
        Viewer operator = operatorOf(sheet);
        cases.finalizeSheet(cases.ready(sheet, referentOf(sheet)), referentOf(sheet));
        assertThat(told(operator, NoticeKind.RECEIPT))
                .singleElement()
                .asString()
                .startsWith("Trasmessa: A5 – ");
    }

    @Test
    void aReturnedSheetTellsWhoCompilesItAndADelegationTellsBothSidesOncePerTurn() {
        UUID sheet = aSheet();
        String ats = cases.atsOf(sheet);
        Viewer operator = operatorOf(sheet);
        var row = delegations.declare(
                supervisor(), year, ats, null, DelegationScope.COMPILATION, null, null, "delibera di prova");
        turns.announceDue();
        assertThat(told(operator, NoticeKind.DELEGATION))
                .containsExactly("Delega in vigore: ATS " + ats + ", tutti i moduli");
        cases.compile(sheet, regionOperator());
        cases.submit(sheet, regionOperator());
        int before = told(regionOperator(), NoticeKind.RETURNED).size();
        sheets.returnForCorrection(
                sheet, List.of(new Remark.Draft(null, null, "Controllate i numeri")), supervisor(), clock.instant());
        assertThat(told(regionOperator(), NoticeKind.RETURNED)).hasSize(before + 1);
        assertThat(told(operator, NoticeKind.RETURNED))
                .as("the region compiles, not they")
                .isEmpty();
        delegations.revoke(supervisor(), row.id(), "fine della collaborazione", null);
        turns.announceDue();
        assertThat(told(operator, NoticeKind.DELEGATION))
                .hasSize(2)
                .contains("Delega conclusa: ATS " + ats + ", tutti i moduli");
    }

    @Test
    void anExtensionItsUndoingTheLapseAndAReopeningAreToldOnceEach() {
        UUID sheet = aSheet();
        String ats = cases.atsOf(sheet);
        Viewer referent = referentOf(sheet);
        Viewer administrator = house.administrator();
        Instant later = cases.deadlineOf(sheet, referent).plus(Duration.ofDays(3));
        extensions.grant(
                year,
                new Extension(List.of("A5"), false, null, ats, later, "Calamità nel territorio", "DD 5"),
                "prova");
        house.workOff();
        assertThat(told(referent, NoticeKind.EXTENSION))
                .singleElement()
                .asString()
                .startsWith("Proroga: il nuovo termine è ");
        undo(ats);
        assertThat(told(referent, NoticeKind.EXTENSION))
                .hasSize(2)
                .contains("Proroga annullata: vale di nuovo il termine di prima");

        cases.save(sheet, it.sioss.support.Cases.complete(), referent);
        cases.letTheTimerFire(cases.instanceOf(sheet));
        assertThat(told(referent, NoticeKind.LAPSE)).singleElement().asString().startsWith("Il termine è scaduto: ");
        var database = services.find(year, ats).orElseThrow();
        cases.letTheTimerFire(String.valueOf(database.processInstanceId()));
        assertThat(told(referent, NoticeKind.LAPSE))
                .hasSize(2)
                .anySatisfy(title -> assertThat(title).startsWith("Scaduto il termine dei servizi attivati: "));
        assertThat(told(supervisor(), NoticeKind.LAPSE)).hasSize(2);
        reopenings.reopen(sheet, "Errore del sistema", clock.instant().plus(Duration.ofDays(2)), administrator);
        assertThat(told(referent, NoticeKind.REOPENING))
                .singleElement()
                .asString()
                .startsWith("Riaperta per eccezione: A5");
    }

    private void undo(String ats) {
        UUID extension = undoing.granted(year).stream()
                .filter(one -> ats.equals(one.ats()))
                .findFirst()
                .orElseThrow()
                .id();
        undoing.undo(year, extension, "Concessa per errore", "prova");
        house.workOff();
    }

    private String lastWordOn(Delegation row, Viewer person) {
        return jdbc.sql("select title || ' | ' || body from notice where account_id = ? and link = ?"
                        + " order by written_at desc limit 1")
                .params(person.accountId(), "/deleghe/" + row.id())
                .query(String.class)
                .single();
    }

    private Delegation declare(String ats, @Nullable String module, @Nullable Instant from, @Nullable Instant to) {
        return delegations.declare(
                supervisor(), year, ats, module, DelegationScope.COMPILATION, from, to, "delibera di prova");
    }

    @Test
    void aRequestNobodyHasAnsweredEndsWithoutAnyEffect() {
        String ats = anAts();
        Viewer referent = house.somebody(Role.ATS_REFERENT, ats);
        Instant end = clock.instant().plus(Duration.ofDays(2));
        Delegation asked = delegations.request(
                referent, year, ats, "A5", DelegationScope.COMPILATION, null, end, "delibera di prova");
        clock.moveTo(end);
        turns.announceDue();
        assertThat(lastWordOn(asked, referent))
                .startsWith("Delega senza risposta: ATS " + ats + ", modulo A5")
                .contains("nessuno ha risposto", "per le schede non cambia nulla")
                .doesNotContain("tornano");
        assertThat(delegations.history(asked.id(), referent))
                .extracting(entry -> entry.kind())
                .containsExactly(DelegationChanged.Kind.REQUESTED, DelegationChanged.Kind.UNANSWERED);
    }

    @Test
    void aDelegationRevokedBeforeItsFirstDayNeverBegins() {
        String ats = anAts();
        Viewer referent = house.somebody(Role.ATS_REFERENT, ats);
        Instant first = clock.instant().plus(Duration.ofDays(2));
        Delegation ahead = declare(ats, "A5", first, first.plus(Duration.ofDays(3)));
        delegations.revoke(supervisor(), ahead.id(), "fine della collaborazione", null);
        assertThat(lastWordOn(ahead, referent))
                .startsWith("Delega revocata: ATS " + ats)
                .contains("prima che cominciasse", "per le schede non cambia nulla")
                .doesNotContain("vale fino a", "tornano");

        Delegation shortened = declare(ats, "A5", first, first.plus(Duration.ofDays(3)));
        Instant end = first.plus(Duration.ofDays(1));
        delegations.revoke(supervisor(), shortened.id(), "fine della collaborazione", end);
        assertThat(lastWordOn(shortened, referent))
                .contains("vale dal " + RomeTime.minute(first) + " fino a " + RomeTime.deadline(end))
                .contains("poi le schede aperte tornano all'ATS");
    }

    @Test
    void whereAnotherDelegationStandsTheSheetsStayWithTheRegion() {
        String ats = anAts();
        Viewer referent = house.somebody(Role.ATS_REFERENT, ats);
        Instant end = clock.instant().plus(Duration.ofDays(1));
        Delegation general = declare(ats, null, null, null);
        Delegation ending = declare(ats, "A5", null, end);
        clock.moveTo(end);
        turns.announceDue();
        UUID sheet = house.sheet(year, ats, "A5");
        assertThat(cases.sheet(sheet).compiler().name()).isEqualTo("REGION");
        assertThat(lastWordOn(ending, referent))
                .startsWith("Delega conclusa: ATS " + ats + ", modulo A5")
                .contains("le schede aperte restano alla Regione o alla Provincia autonoma")
                .contains("delega per tutti i moduli (compilazione)")
                .doesNotContain("tornano");

        Instant later = end.plus(Duration.ofDays(1));
        Delegation announced = declare(ats, "A5", null, null);
        delegations.revoke(supervisor(), announced.id(), "fine della collaborazione", later);
        assertThat(lastWordOn(announced, referent))
                .startsWith("Delega revocata: ")
                .contains("poi le schede aperte restano alla Regione o alla Provincia autonoma")
                .doesNotContain("tornano");

        delegations.revoke(supervisor(), general.id(), "fine della collaborazione", null);
        assertThat(cases.sheet(sheet).compiler().name()).isEqualTo("REGION");
        assertThat(lastWordOn(general, referent))
                .startsWith("Delega conclusa: ATS " + ats + ", tutti i moduli")
                .contains("tornano all'ATS")
                .contains("restano alla Regione o alla Provincia autonoma quelle che hanno una delega loro: modulo A5");
        clock.moveTo(later);
        turns.announceDue();
        assertThat(lastWordOn(announced, referent)).contains("Da ora le schede aperte tornano all'ATS");
        assertThat(cases.sheet(sheet).compiler().name()).isEqualTo("ATS");
    }

    @Test
    void aReopeningThatClosesByItselfLeadsToTheTransmissionThatStands() {
        UUID old = aSheet();
        Viewer referent = referentOf(old);
        List<Viewer> concerned = List.of(referent, operatorOf(old), supervisor(), regionOperator());
        cases.finalizeSheet(cases.ready(old, referent), referent);
        UUID fresh = reopened(old, Duration.ofHours(1));
        cases.letTheTimerFire(cases.instanceOf(fresh));
        for (Viewer person : concerned) {
            assertThat(told(person, NoticeKind.LAPSE))
                    .singleElement()
                    .asString()
                    .startsWith("Riapertura conclusa: A5 – ");
            assertThat(jdbc.sql("select body || ' ' || link from notice where account_id = ? and kind = 'LAPSE'")
                            .param(person.accountId())
                            .query(String.class)
                            .single())
                    .contains("vale la trasmissione precedente")
                    .endsWith("/schede/" + old);
        }
    }

    private UUID reopened(UUID sheet, Duration afterTheDeadline) {
        Instant until = cases.deadlineOf(sheet, referentOf(sheet)).plus(afterTheDeadline);
        return reopenings
                .reopen(sheet, "Errore del sistema", until, house.administrator())
                .sheet()
                .id();
    }

    @Test
    void anExtensionIsToldToWhomItGivesTimeAndToNobodyElse() {
        UUID transmitted = aSheet();
        UUID reopenedForLonger = aSheet();
        UUID left = aSheet();
        for (UUID sheet : List.of(transmitted, reopenedForLonger)) {
            cases.finalizeSheet(cases.ready(sheet, referentOf(sheet)), referentOf(sheet));
        }
        Instant deadline = cases.deadlineOf(left, referentOf(left));
        reopened(reopenedForLonger, Duration.ofDays(9));
        cases.letTheTimerFire(cases.instanceOf(reopened(transmitted, Duration.ofHours(1))));
        Instant later = deadline.plus(Duration.ofDays(3));
        for (UUID sheet : List.of(transmitted, reopenedForLonger, left)) {
            var extension = new Extension(
                    List.of("A5"), false, null, cases.atsOf(sheet), later, "Calamità nel territorio", "DD 5");
            boolean concerned = extensions.preview(year, extension).sheets() > 0;
            extensions.grant(year, extension, "prova");
            house.workOff();
            assertThat(told(referentOf(sheet), NoticeKind.EXTENSION)).hasSize(concerned ? 1 : 0);
            undo(cases.atsOf(sheet));
            assertThat(told(referentOf(sheet), NoticeKind.EXTENSION)).hasSize(concerned ? 2 : 0);
            assertThat(concerned).isEqualTo(sheet.equals(left));
        }
    }

    @Test
    void aRegionSolicitsALateDistrictAndNotAgainBeforeTwoDays() {
        String ats = anAts();
        Viewer operator = house.somebody(Role.ATS_OPERATOR, ats);
        Viewer region = supervisor();
        assertThat(solicitations.late(year, region.scope()))
                .filteredOn(late -> late.ats().equals(ats))
                .singleElement()
                .satisfies(late -> assertThat(late.again()).isNull());
        var outcome = solicitations.solicit(year, List.of(ats), "La scadenza è vicina.", region);
        assertThat(outcome)
                .singleElement()
                .satisfies(one -> assertThat(one.sent()).isTrue());
        assertThat(told(operator, NoticeKind.SOLICITATION))
                .containsExactly("Sollecito: 2 attività dell'ATS " + ats + " da concludere");
        refused(() -> solicitations.solicit(year, List.of(ats), null, region), 429, "si può di nuovo dal");
        house.passTime(Duration.ofHours(49));
        assertThat(solicitations
                        .solicit(year, List.of(ats), null, region)
                        .get(0)
                        .sent())
                .isTrue();
        refused(() -> solicitations.solicit(year, List.of(ats), null, operator), 403, "supervisore regionale");
        Viewer elsewhere = house.somebody("avvisi-altrove", Role.REGION_SUPERVISOR, "0100");
        refused(() -> solicitations.solicit(year, List.of(ats), null, elsewhere), 404, "territorio");
        refused(() -> solicitations.solicit(year, List.of(), null, region), 422, "ambiti");
    }

    private static void refused(Runnable deed, int status, String words) {
        assertThatThrownBy(deed::run).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.message()).contains(words);
        });
    }

    @Test
    void twoSupervisorsAtOnceSolicitOnce() throws Exception {
        String ats = anAts();
        Viewer operator = house.somebody(Role.ATS_OPERATOR, ats);
        Viewer region = supervisor();
        var both = java.util.concurrent.Executors.newFixedThreadPool(2);
        java.util.concurrent.Callable<Boolean> attempt = () -> {
            try {
                return solicitations
                        .solicit(year, List.of(ats), null, region)
                        .get(0)
                        .sent();
            } catch (Refusal refusal) {
                return refusal.status() != 429;
            }
        };
        var attempts = both.invokeAll(List.of(attempt, attempt));
        both.shutdown();
        int sent = 0;
        for (var one : attempts) {
            sent += one.get() ? 1 : 0;
        }
        assertThat(sent).isOne();
        assertThat(told(operator, NoticeKind.SOLICITATION)).hasSize(1);
    }

    @Test
    void peopleReadTheirOwnNoticesAndNobodyElses() throws Exception {
        UUID sheet = aSheet();
        Viewer operator = operatorOf(sheet);
        cases.finalizeSheet(cases.ready(sheet, referentOf(sheet)), referentOf(sheet));
        var me = user(operator.username());
        var machine = httpBasic(operator.username(), House.PASSWORD);
        UUID notice = jdbc.sql("select id from notice where account_id = ? and kind = 'RECEIPT'")
                .param(operator.accountId())
                .query(UUID.class)
                .single();
        web.perform(get("/attivita").with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Avvisi <span class=\"count\">1</span>")));
        web.perform(get("/avvisi?stato=NON_LETTI").with(me))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Trasmessa: A5")))
                .andExpect(content().string(containsString("/schede/" + sheet)));
        web.perform(get("/api/v1/avvisi?stato=non_letti&tipo=RICEVUTA&anno=" + year)
                        .with(machine))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.nonLetti").value(1))
                .andExpect(jsonPath("$.avvisi[0].collegamento").value("/schede/" + sheet));
        web.perform(get("/api/v1/avvisi?tipo=ALTRO").with(machine)).andExpect(status().isBadRequest());
        web.perform(get("/api/v1/avvisi?size=0").with(machine)).andExpect(status().isBadRequest());
        String stranger = house.somebody(Role.ATS_OPERATOR, anAts()).username();
        web.perform(post("/api/v1/avvisi/" + notice + "/lettura").with(httpBasic(stranger, House.PASSWORD)))
                .andExpect(status().isNotFound());
        web.perform(post("/avvisi/" + notice + "/lettura").with(me).with(csrf()))
                .andExpect(redirectedUrl("/avvisi"));
        web.perform(get("/api/v1/avvisi?stato=NON_LETTI").with(machine))
                .andExpect(jsonPath("$.totale").value(0));
        web.perform(delete("/api/v1/avvisi/" + notice + "/lettura").with(machine))
                .andExpect(status().isNoContent());
        web.perform(post("/api/v1/avvisi/lettura").with(machine))
                .andExpect(jsonPath("$.segnati").value(1));
        web.perform(put("/api/v1/avvisi/preferenze")
                        .with(machine)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"posta\":false}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.posta").value(false));
        web.perform(put("/api/v1/avvisi/preferenze")
                        .with(machine)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"altro\":false}"))
                .andExpect(status().isBadRequest());
    }

    @Test
    void administratorsSeeThePostAndDecideTheDaysAndRegionsSolicitFromTheirPage() throws Exception {
        String ats = anAts();
        house.somebody(Role.ATS_OPERATOR, ats);
        var administrator = user(house.administrator().username()).roles("ADMINISTRATOR");
        var machine = httpBasic(house.administrator().username(), House.PASSWORD);
        var region = user(supervisor().username());
        web.perform(get("/posta").with(user(house.administrator().username()))).andExpect(status().isOk());
        web.perform(get("/api/v1/posta").with(machine))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.configurata").value(true));
        web.perform(get("/api/v1/posta").with(httpBasic(supervisor().username(), House.PASSWORD)))
                .andExpect(status().isForbidden());
        web.perform(post("/api/v1/posta/" + UUID.randomUUID() + "/nuovo-tentativo")
                        .with(machine))
                .andExpect(status().isNotFound());
        String email = "/api/v1/utenti/" + supervisor().accountId() + "/email";
        web.perform(put(email)
                        .with(machine)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"email\":\"nessuno\"}"))
                .andExpect(status().isUnprocessableEntity());
        web.perform(put(email)
                        .with(machine)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"email\":null}"))
                .andExpect(status().isOk());
        String reminders = "/api/v1/rilevazioni/" + year + "/promemoria";
        web.perform(put(reminders)
                        .with(machine)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"giorni\":[3,1,3]}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.giorni.length()").value(2));
        web.perform(put(reminders)
                        .with(machine)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"giorni\":[0]}"))
                .andExpect(status().isUnprocessableEntity());
        web.perform(get("/rilevazioni/" + year + "/promemoria").with(administrator))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Quando partono")));
        web.perform(get("/cruscotto?anno=" + year).with(region))
                .andExpect(content().string(containsString("/solleciti?anno=" + year)));
        web.perform(get("/solleciti?anno=" + year).with(region))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(ats)));
        web.perform(post("/solleciti")
                        .with(region)
                        .with(csrf())
                        .param("anno", "" + year)
                        .param("ats", ats))
                .andExpect(redirectedUrl("/solleciti?anno=" + year));
        web.perform(post("/solleciti")
                        .with(region)
                        .with(csrf())
                        .param("anno", "" + year)
                        .param("ats", ats))
                .andExpect(status().isTooManyRequests())
                .andExpect(content().string(containsString("si può di nuovo dal")));
        web.perform(post("/api/v1/rilevazioni/" + year + "/solleciti")
                        .with(httpBasic(supervisor().username(), House.PASSWORD))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"ats\":[\"%s\"]}".formatted(ats)))
                .andExpect(status().isTooManyRequests())
                .andExpect(jsonPath("$.codice").value("SOLLECITO_RECENTE"));
    }
}
