package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.services.Services;
import it.sioss.steering.Simulation;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.HouseTest;
import it.sioss.worklist.Frame;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The exceptional reopening of one sheet: who, why, until when; what stays, what goes on, what is refused. */
class ReopeningTest extends HouseTest {

    private static final String WHY = "Errore materiale segnalato dall'ATS";

    @Autowired
    Frame frame;

    @Autowired
    Reopenings reopenings;

    @Autowired
    Simulation simulation;

    @Autowired
    MockMvc web;

    private Calendar windowOf(UUID sheet) {
        Sheet row = cases.sheet(sheet);
        return campaigns.windowOf(year, row.module(), row.region(), row.ats(), sheet);
    }

    private Instant rectificationEnd(UUID sheet) {
        return windowOf(sheet).rectificationEnd();
    }

    private void refused(UUID sheet, @Nullable String why, Instant until, Viewer viewer, int status, String code) {
        assertThatThrownBy(() -> reopenings.reopen(sheet, why, until, viewer))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.status()).isEqualTo(status);
                });
    }

    @Test
    void aFinalizedSheetGoesOnInANewOneAndTheNewReceiptSaysWhichItTakesThePlaceOf() {
        UUID old = aSheet();
        Viewer referent = referentOf(old);
        Receipt first = cases.finalizeSheet(cases.ready(old, referent), referent);
        Instant until = rectificationEnd(old);
        Viewer ministry = house.administrator();

        SheetView view = reopenings.reopen(old, WHY, until, ministry);
        UUID fresh = view.sheet().id();
        assertThat(view.effectiveState()).isEqualTo(SheetState.COMPILING);
        assertThat(view.window().deadline()).isEqualTo(until);
        assertThat(view.sheet().sequence()).isEqualTo(2);
        assertThat(view.sheet().predecessor()).isEqualTo(old);
        assertThat(view.answers()).isEqualTo(cases.sheet(old).answers());
        assertThat(cases.timerOf(fresh).getDuedate().toInstant()).isEqualTo(Services.lapseAt(until, fresh));
        assertThat(cases.sheet(old).state()).isEqualTo(SheetState.FINALIZED);
        assertThat(cases.sheets().view(old, referent).successor()).isEqualTo(fresh);
        assertThat(cases.sheets().history(old, referent)).anySatisfy(entry -> {
            assertThat(entry.event()).isEqualTo("REOPENED");
            assertThat(entry.actorName()).isEqualTo(ministry.displayName());
            assertThat(entry.changes()).contains(WHY).contains(fresh.toString());
        });
        assertThat(cases.sheets().history(fresh, referent).get(0).changes())
                .contains(WHY)
                .contains(old.toString());
        refused(old, WHY, until, ministry, 409, "GIA_RIAPERTA");
        refused(fresh, WHY, until, ministry, 409, "TRANSIZIONE_NON_AMMESSA");

        assertThat(cases.sheets().differences(fresh, referent).orElseThrow().lines())
                .isEmpty();
        String key = aNumber(cases.sheet(fresh).answers());
        cases.save(fresh, Cases.patch(key, 3), referent);
        assertThat(cases.sheets().differences(fresh, referent).orElseThrow().lines())
                .extracting(Differences.Line::key)
                .contains(key);
        cases.save(fresh, Cases.complete(), referent);
        cases.submit(fresh, referent);
        Receipt second = cases.finalizeSheet(fresh, referent);
        assertThat(second.previous()).isEqualTo(first.number());
        assertThat(second.deadlineApplied()).isEqualTo(until);
        assertThat(cases.sheets().receipt(old, referent).orElseThrow().fingerprint())
                .isEqualTo(first.fingerprint());
        refused(old, WHY, until, ministry, 409, "VERSIONE_PIU_RECENTE");
        cases.nothingIsOpen(cases.instanceOf(old));
        cases.nothingIsOpen(cases.instanceOf(fresh));
    }

    private static String aNumber(Answers answers) {
        return answers.entries().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Answer answer && answer.number() != null)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReopeningClosesByItselfAndTheEarlierTransmissionStandsAgain() {
        UUID old = aSheet();
        Viewer referent = referentOf(old);
        cases.finalizeSheet(cases.ready(old, referent), referent);
        Instant until = windowOf(old).deadline().plusSeconds(3600);
        UUID fresh = reopenings
                .reopen(old, WHY, until, house.administrator())
                .sheet()
                .id();
        assertThat(standing(old)).isEqualTo(fresh);
        clock.moveTo(until.minusSeconds(1));
        assertThat(cases.sheets().view(fresh, referent).allowed(Verb.SAVE)).isTrue();
        assertThat(frame.context(referent, year).orElseThrow().deadlineWords())
                .as("the deadline at the head of every page")
                .isEqualTo(RomeTime.deadline(until));
        clock.moveTo(until);
        assertThat(cases.sheets().view(fresh, referent).effectiveState()).isEqualTo(SheetState.LAPSED);
        assertThat(cases.sheet(fresh).state()).as("no timer has run").isEqualTo(SheetState.COMPILING);
        assertThat(standing(old)).isEqualTo(old);
        cases.letTheTimerFire(cases.instanceOf(fresh));
        assertThat(cases.sheet(fresh).state()).isEqualTo(SheetState.LAPSED);
        assertThat(standing(old)).isEqualTo(old);

        UUID again = reopenings
                .reopen(fresh, WHY, rectificationEnd(fresh), house.administrator())
                .sheet()
                .id();
        assertThat(standing(old)).isEqualTo(again);
        cases.submit(again, referent);
        assertThat(cases.finalizeSheet(again, referent).previous())
                .as("the transmission two sheets before")
                .isEqualTo(cases.sheets().receipt(old, referent).orElseThrow().number());
        assertThat(standing(old)).isEqualTo(again);
    }

    @Test
    void whoLooksAheadSeesTheReopeningOverAndTheTransmissionStanding() {
        UUID old = aSheet();
        Viewer referent = referentOf(old);
        cases.finalizeSheet(cases.ready(old, referent), referent);
        Instant until = windowOf(old).deadline().plusSeconds(3600);
        reopenings.reopen(old, WHY, until, house.administrator());
        LocalDate last = LocalDate.ofInstant(until, RomeTime.ROME);
        assertThat(simulation.at(year, last.minusDays(2), 1, referent.scope()).lines())
                .as("while it is open")
                .singleElement()
                .satisfies(line -> assertThat(line.finalized()).isZero());
        assertThat(simulation.at(year, last, 1, referent.scope()).lines())
                .as("once it is over")
                .singleElement()
                .satisfies(line -> assertThat(line.finalized()).isOne())
                .satisfies(line -> assertThat(line.lapsing() + line.expected() + line.saved())
                        .isZero());
        clock.moveTo(until);
        assertThat(simulation.at(year, last.plusDays(1), 1, referent.scope()).lines())
                .as("over, though no timer has run")
                .singleElement()
                .satisfies(line -> assertThat(line.finalized()).isOne())
                .satisfies(line -> assertThat(line.lapsing() + line.lapsed()).isZero());
    }

    private UUID standing(UUID sheet) {
        return jdbc.sql("select id from sheets_at(present_instant()) where ats = ? and year = ?")
                .params(cases.atsOf(sheet), year)
                .query(UUID.class)
                .single();
    }

    /** The transmission stands: it can be corrected in another sheet, which leaves the withdrawn one where it was. */
    @Test
    void aTransmittedSheetIsReopenedAgainAfterTheNewOneWasWithdrawn() {
        UUID old = aSheet();
        Viewer referent = referentOf(old);
        Receipt first = cases.finalizeSheet(cases.ready(old, referent), referent);
        Viewer ministry = house.administrator();
        UUID withdrawn = reopenings
                .reopen(old, WHY, rectificationEnd(old), ministry)
                .sheet()
                .id();
        jdbc.sql("update sheet set dueness = 'OPTIONAL' where id = ?")
                .param(withdrawn)
                .update();
        cases.sheets().takeBack(withdrawn, referent, clock.instant());
        assertThat(cases.sheet(withdrawn).state()).isEqualTo(SheetState.WITHDRAWN);
        assertThat(standing(old)).isEqualTo(old);

        assertThat(cases.sheets().view(old, ministry).allowed(Verb.REOPEN)).isTrue();
        assertThat(cases.sheets().view(old, referent).successor())
                .as("the withdrawn one is not what to go on with")
                .isNull();
        Sheet again =
                reopenings.reopen(old, WHY, rectificationEnd(old), ministry).sheet();
        assertThat(again.sequence()).isEqualTo(3);
        assertThat(again.predecessor()).isEqualTo(old);
        assertThat(standing(old)).isEqualTo(again.id());
        refused(old, WHY, rectificationEnd(old), ministry, 409, "GIA_RIAPERTA");
        refused(withdrawn, WHY, rectificationEnd(old), ministry, 409, "GIA_RIAPERTA");
        cases.submit(again.id(), referent);
        assertThat(cases.finalizeSheet(again.id(), referent).previous()).isEqualTo(first.number());
        assertThat(standing(old)).isEqualTo(again.id());
        refused(old, WHY, rectificationEnd(old), ministry, 409, "VERSIONE_PIU_RECENTE");
    }

    /** What bounds a reopening from below is the general deadline, not how long an earlier reopening lasted. */
    @Test
    void aSecondReopeningMayEndBeforeTheFirstWouldHave() {
        UUID old = aSheet();
        Viewer referent = referentOf(old);
        cases.finalizeSheet(cases.ready(old, referent), referent);
        Instant deadline = windowOf(old).deadline();
        Viewer ministry = house.administrator();
        clock.moveTo(deadline.plus(Duration.ofDays(1)));
        UUID first = reopenings
                .reopen(old, WHY, deadline.plus(Duration.ofDays(20)), ministry)
                .sheet()
                .id();
        cases.submit(first, referent);
        cases.finalizeSheet(first, referent);
        Instant sooner = deadline.plus(Duration.ofDays(10));
        SheetView second = reopenings.reopen(first, WHY, sooner, ministry);
        assertThat(second.window().deadline()).isEqualTo(sooner);
    }

    @Test
    void aLapsedSheetIsReopenedEvenBeforeItsTimerHasTidiedUp() {
        UUID old = aSheet();
        Viewer referent = referentOf(old);
        cases.compile(old, referent);
        Instant deadline = windowOf(old).deadline();
        Viewer ministry = house.administrator();
        refused(old, WHY, rectificationEnd(old), ministry, 409, "TRANSIZIONE_NON_AMMESSA");
        clock.moveTo(deadline.plusSeconds(30));
        refused(old, WHY, rectificationEnd(old), ministry, 409, "CHIUSURA_IN_CORSO");
        clock.moveTo(deadline.plus(Duration.ofMinutes(3)));
        UUID fresh = reopenings
                .reopen(old, WHY, rectificationEnd(old), ministry)
                .sheet()
                .id();
        assertThat(cases.sheet(old).state()).isEqualTo(SheetState.LAPSED);
        assertThat(cases.sheet(fresh).answers()).isEqualTo(cases.sheet(old).answers());
        assertThat(cases.sheets().differences(fresh, referent)).isEmpty();
        cases.submit(fresh, referent);
        assertThat(cases.finalizeSheet(fresh, referent).previous()).isNull();
    }

    @Test
    void whoMayWhatDateAndWhyAreChecked() {
        UUID old = aSheet();
        Viewer referent = referentOf(old);
        cases.finalizeSheet(cases.ready(old, referent), referent);
        Instant end = rectificationEnd(old);
        Viewer ministry = house.administrator();
        refused(old, WHY, end, referent, 403, "NON_AUTORIZZATO");
        refused(old, WHY, end, supervisor(), 403, "NON_AUTORIZZATO");
        refused(old, WHY, end, house.somebody(Role.ATS_REFERENT, "01-001"), 404, "NON_TROVATO");
        refused(UUID.randomUUID(), WHY, end, ministry, 404, "NON_TROVATO");
        refused(old, "perché", end, ministry, 422, "VALORE_NON_VALIDO");
        refused(old, null, end, ministry, 422, "VALORE_NON_VALIDO");
        refused(old, WHY, end.plusMillis(1), ministry, 422, "DATE_NON_COERENTI");
        refused(old, WHY, clock.instant(), ministry, 422, "DATE_NON_COERENTI");
        refused(old, WHY, windowOf(old).deadline().minusSeconds(1), ministry, 422, "DATE_NON_COERENTI");
        clock.moveTo(end);
        refused(old, WHY, end.plusSeconds(9), ministry, 409, "RETTIFICHE_CHIUSE");
    }

    @Test
    void machinesAndPeopleReopenByTheSameRules() throws Exception {
        house.administrator();
        UUID old = aSheet();
        Viewer referent = referentOf(old);
        cases.finalizeSheet(cases.ready(old, referent), referent);
        Instant end = rectificationEnd(old);
        String body = "{\"motivo\":\"%s\",\"finoAl\":\"%s\"}".formatted(WHY, end);
        ask(old, body, referent.username()).andExpect(status().isForbidden());
        ask(old, "{\"motivo\":\"" + WHY + "\"}", "amministratore-prova").andExpect(status().isUnprocessableEntity());
        ask(old, body.replace("finoAl", "fino"), "amministratore-prova").andExpect(status().isBadRequest());
        web.perform(get("/schede/" + old + "/riapertura")
                        .with(user(referent.username()))
                        .accept(MediaType.TEXT_HTML))
                .andExpect(status().isForbidden());
        web.perform(get("/schede/" + old).with(user("amministratore-prova")))
                .andExpect(content().string(containsString("Riapri per eccezione")))
                .andExpect(content().string(containsString("Fine delle rettifiche")));
        web.perform(get("/schede/" + old).with(user(referent.username())))
                .andExpect(content().string(org.hamcrest.Matchers.not(containsString("Riapri per eccezione"))));
        web.perform(get("/schede/" + old + "/riapertura").with(user("amministratore-prova")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Riapri la scheda")));
        web.perform(post("/schede/" + old + "/riapertura")
                        .with(user("amministratore-prova"))
                        .with(csrf())
                        .param("motivo", "no")
                        .param("finoAl", end.toString()))
                .andExpect(status().isUnprocessableEntity());
        web.perform(get("/api/v1/schede/" + old + "/differenze").with(httpBasic(referent.username(), House.PASSWORD)))
                .andExpect(status().isNotFound());
        web.perform(post("/schede/" + old + "/riapertura")
                        .with(user("amministratore-prova"))
                        .with(csrf())
                        .param("motivo", WHY)
                        .param("finoAl", end.toString()))
                .andExpect(redirectedUrlPattern("/schede/*"));
        UUID fresh = house.sheet(year, cases.atsOf(old), "A5");
        ask(old, body, "amministratore-prova")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.codice").value("GIA_RIAPERTA"))
                .andExpect(jsonPath("$.motivi[0].codice").value("GIA_RIAPERTA"));
        web.perform(get("/schede/" + fresh).with(user(referent.username())))
                .andExpect(content().string(containsString("Differenze dalla trasmissione precedente")));
        web.perform(get("/schede/" + old).with(user(referent.username())))
                .andExpect(content().string(containsString(fresh.toString())));
        cases.submit(fresh, referent);
        cases.finalizeSheet(fresh, referent);
        web.perform(get("/api/v1/schede/" + fresh + "/differenze").with(httpBasic(referent.username(), House.PASSWORD)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.differenze").isEmpty());
        web.perform(get("/api/v1/schede/" + fresh + "/ricevuta.pdf")
                        .with(httpBasic(referent.username(), House.PASSWORD)))
                .andExpect(status().isOk());
        ask(fresh, body, "amministratore-prova")
                .andExpect(status().isCreated())
                .andExpect(header().exists("Location"))
                .andExpect(jsonPath("$.chiave.sequenza").value(3));
    }

    private ResultActions ask(UUID sheet, String body, String username) throws Exception {
        return web.perform(post("/api/v1/schede/" + sheet + "/riapertura")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(httpBasic(username, House.PASSWORD)));
    }
}
