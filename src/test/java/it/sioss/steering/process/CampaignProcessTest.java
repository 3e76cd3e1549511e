package it.sioss.steering.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;

import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.CampaignState;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.WindowSubject;
import it.sioss.platform.BatchFinished;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.steering.Steering;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Walks the calendar of a campaign: opening, deadlines that move, closing, outcome. */
class CampaignProcessTest extends HouseTest {

    private static final String SMALL_REGION = "0200";

    @Autowired
    ProcessEngine engine;

    @Autowired
    Steering steering;

    @BeforeEach
    void lookAtTheEngine() {
        init(engine);
    }

    @Test
    void aCampaignOpensWaitsForADeadlineThatMovesClosesAndReports() {
        int small = freeYear();
        create(small, Calendar.between(in(-1), in(10)));
        steering.open(small, "prova");
        steering.open(small, "prova");
        theCalendarOf(small).isWaitingAtExactly("event_openingCompleted");
        assertThat(campaigns.require(small).state()).isEqualTo(CampaignState.OPENING);

        house.workOff();
        theCalendarOf(small).isWaitingAtExactly("event_deadlineReached");
        assertThat(campaigns.require(small).state()).isEqualTo(CampaignState.OPEN);
        assertThat(steering.openingProgress(small).orElseThrow().failed()).isZero();

        campaigns.setWindow(
                small, WindowSubject.everywhere("A5"), Calendar.between(in(-1), in(20)), "proroga", "prova");
        cases.letTheTimerFire(calendarOf(small));
        theCalendarOf(small).isWaitingAtExactly("event_deadlineReached");

        cases.letTheTimerFire(calendarOf(small));
        theCalendarOf(small).isWaitingAtExactly("event_closingCompleted");
        String instance = calendarOf(small);
        house.workOff();

        Campaign closed = campaigns.require(small);
        assertThat(closed.state()).isEqualTo(CampaignState.CLOSED);
        assertThat(closed.outcome())
                .hasValueSatisfying(
                        figures -> assertThat(figures).contains("LAPSED").doesNotContain("COMPILING"));
        cases.endedAt(instance, "endEvent_campaignClosed");
        nothingOfTheYearIsOpen(small);
    }

    @Test
    void theCalendarRemindsAgainAndAgainUntilNoDeadlineIsLeft() {
        int small = freeYear();
        clock.moveTo(Instant.parse("2031-03-03T09:00:00Z"));
        Instant end = RomeTime.endOf(LocalDate.of(2031, 4, 16));
        create(small, Calendar.between(Instant.parse("2031-03-01T00:00:00Z"), end));
        steering.open(small, "prova");
        house.workOff();
        String instance = calendarOf(small);

        fireReminder(instance, "startEvent_firstReminderReached", "2031-03-17T07:00:00Z");
        theCalendarOf(small)
                .isWaitingAtExactly("event_deadlineReached", "subProcess_remind", "event_remindersCompleted");
        house.workOff();
        theCalendarOf(small)
                .isWaitingAtExactly("event_deadlineReached", "subProcess_remind", "event_nextReminderReached");

        campaigns.setWindow(
                small,
                WindowSubject.everywhere("A5"),
                Calendar.between(Instant.parse("2031-03-01T00:00:00Z"), RomeTime.endOf(LocalDate.of(2031, 4, 30))),
                "proroga",
                "prova");
        fireReminder(instance, "event_nextReminderReached", "2031-03-31T06:00:00Z");
        house.workOff();
        campaigns.setWindow(
                small, WindowSubject.everywhere("A5"), Calendar.between(in(-1), end), "di nuovo come prima", "prova");
        fireReminder(instance, "event_nextReminderReached", "2031-04-05T06:00:00Z");
        house.workOff();
        fireReminder(instance, "event_nextReminderReached", "2031-04-12T06:00:00Z");
        house.workOff();
        fireReminder(instance, "event_nextReminderReached", "2031-04-15T06:00:00Z");
        house.workOff();

        fireReminder(
                instance,
                "event_nextReminderReached",
                end.plus(Duration.ofHours(1)).toString());
        house.workOff();
        theCalendarOf(small).isWaitingAtExactly("event_deadlineReached");
        theCalendarOf(small).hasPassed("endEvent_remindersEnded");
        cases.letTheTimerFire(instance);
        house.workOff();
        cases.endedAt(instance, "endEvent_campaignClosed");
    }

    /** The reminder's timer is due at this very instant, and fires. */
    private void fireReminder(String instance, String activity, String instant) {
        Job timer = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .activityId(activity)
                .singleResult();
        assertThat(timer.getDuedate().toInstant()).isEqualTo(Instant.parse(instant));
        clock.moveTo(timer.getDuedate().toInstant().plusMillis(1));
        engine.getManagementService().executeJob(timer.getId());
    }

    @Test
    void anOpeningThatEndsAgainLateDoesNotEndTheWaitForTheClosing() {
        int small = freeYear();
        create(small, Calendar.between(in(-1), in(1)));
        steering.open(small, "prova");
        house.workOff();
        cases.letTheTimerFire(calendarOf(small));
        theCalendarOf(small).isWaitingAtExactly("event_closingCompleted");
        context.publishEvent(new BatchFinished(UUID.randomUUID(), "apertura", Integer.toString(small), 0));
        theCalendarOf(small).isWaitingAtExactly("event_closingCompleted");
        String instance = calendarOf(small);
        house.workOff();
        cases.endedAt(instance, "endEvent_campaignClosed");
    }

    @Test
    void aCampaignWithNothingLeftToCloseClosesToo() {
        int small = freeYear();
        create(small, Calendar.between(in(-1), in(1)));
        steering.open(small, "prova");
        house.workOff();
        String instance = calendarOf(small);
        clock.moveTo(in(2));
        for (var timer : engine.getManagementService()
                .createJobQuery()
                .processDefinitionKey("module-sheet")
                .executable()
                .list()) {
            if (timer.getProcessInstanceId().equals(sheetCase(small))) {
                engine.getManagementService().executeJob(timer.getId());
            }
        }
        cases.letTheTimerFire(instance);
        house.workOff();
        assertThat(campaigns.require(small).state()).isEqualTo(CampaignState.CLOSED);
        cases.endedAt(instance, "endEvent_campaignClosed");
        nothingOfTheYearIsOpen(small);
    }

    @Test
    void aCampaignWhoseDeadlineIsPastDoesNotOpen() {
        int late = freeYear();
        create(late, Calendar.between(in(-3), in(-1)));
        assertThatThrownBy(() -> steering.open(late, "prova"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("APERTURA_NON_PRONTA"));
        assertThat(campaigns.require(late).state()).isEqualTo(CampaignState.DRAFT);
        campaigns.discard(late);
    }

    private void create(int newYear, Calendar calendar) {
        campaigns.create(
                new Campaigns.Plan(newYear, List.of("A5"), List.of(SMALL_REGION), calendar, Map.of(), calendar, false),
                "prova");
    }

    private Instant in(int days) {
        return clock.instant().plus(Duration.ofDays(days));
    }

    private String calendarOf(int campaign) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(Integer.toString(campaign), CampaignProcess.KEY)
                .singleResult()
                .getId();
    }

    private String sheetCase(int campaign) {
        return jdbc.sql("select process_instance_id from sheet where year = ?")
                .param(campaign)
                .query(String.class)
                .single();
    }

    private ProcessInstanceAssert theCalendarOf(int campaign) {
        return BpmnAwareTests.assertThat(engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(calendarOf(campaign))
                .singleResult());
    }

    private void nothingOfTheYearIsOpen(int campaign) {
        jdbc.sql("""
                        select process_instance_id from sheet where year = :year
                        union select process_instance_id from service_database where year = :year""").param("year", campaign).query(String.class).list().forEach(cases::nothingIsOpen);
    }
}
