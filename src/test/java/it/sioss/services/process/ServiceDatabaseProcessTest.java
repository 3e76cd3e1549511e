package it.sioss.services.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;

import it.sioss.campaign.Calendar;
import it.sioss.campaign.WindowSubject;
import it.sioss.platform.Refusal;
import it.sioss.services.ServiceDatabase;
import it.sioss.services.ServiceDatabaseState;
import it.sioss.services.Services;
import it.sioss.sheet.SheetState;
import it.sioss.support.AnnexWords;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Walks the process of a services database along every arrow. */
class ServiceDatabaseProcessTest extends HouseTest {

    @Autowired
    ProcessEngine engine;

    @Autowired
    Services services;

    private AnnexWords annex;

    @BeforeEach
    void lookAtTheEngine() {
        annex = AnnexWords.in(context, house);
        init(engine);
    }

    @Test
    void aDatabaseIsCompiledResumedCompiledAndFinalized() {
        ServiceDatabase database = aDatabase();
        theCaseOf(database).isWaitingAtExactly(ServiceDatabaseProcess.COMPILE);
        annex.conclude(database);
        theCaseOf(database).isWaitingAtExactly(ServiceDatabaseProcess.FINALIZE);
        annex.resume(database);
        theCaseOf(database).isWaitingAtExactly(ServiceDatabaseProcess.COMPILE);
        assertThat(stateOf(database)).isEqualTo(ServiceDatabaseState.COMPILING);
        annex.conclude(database);
        settle(database);
        annex.finalizeDatabase(database);
        assertThat(stateOf(database)).isEqualTo(ServiceDatabaseState.FINALIZED);
        cases.endedAt(instanceOf(database), "endEvent_databaseTransmitted");
    }

    @Test
    void aStepThatIsNotOpenIsRefused() {
        ServiceDatabase database = aDatabase();
        for (var deed : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                () -> annex.resume(database), () -> annex.finalizeDatabase(database))) {
            assertThatThrownBy(deed)
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("TRANSIZIONE_NON_AMMESSA"));
        }
        assertThat(stateOf(database)).isEqualTo(ServiceDatabaseState.COMPILING);
        theCaseOf(database).isWaitingAtExactly(ServiceDatabaseProcess.COMPILE);
        lapses(database);
    }

    @Test
    void aLapsedDatabaseEndsNoSheet() {
        ServiceDatabase database = aDatabase();
        UUID sheet = house.sheet(year, database.ats(), "A5");
        annex.conclude(database);
        lapses(database);
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.COMPILING);
        assertThat(cases.taskOf(sheet)).isNotNull();
    }

    @Test
    void aTimerThatFiresWhileTheDeadlineIsAheadRollsBackAndTriesAgain() {
        ServiceDatabase database = aDatabase();
        var timer = cases.timer(instanceOf(database));
        campaigns.setWindow(
                year,
                new WindowSubject(null, null, database.ats(), null),
                Calendar.between(
                        clock.instant().minus(Duration.ofDays(1)),
                        timer.getDuedate().toInstant().plus(Duration.ofDays(3))),
                "proroga",
                "prova");
        clock.moveTo(timer.getDuedate().toInstant().plusMillis(1));
        assertThatThrownBy(() -> engine.getManagementService().executeJob(timer.getId()))
                .hasStackTraceContaining("still ahead");
        assertThat(cases.timer(instanceOf(database)).getRetries()).isEqualTo(11);
        theCaseOf(database).isWaitingAtExactly(ServiceDatabaseProcess.COMPILE);
        clock.moveTo(clock.instant().plus(Duration.ofDays(4)));
        assertThat(services.closeLate(year, database.ats())).isTrue();
        assertThat(services.closeLate(year, database.ats())).isFalse();
        cases.endedAt(instanceOf(database), "endEvent_deadlinePassed");
    }

    @Test
    void whatWasReceivedInTimeIsStillDecidedWithinTheGrace() {
        ServiceDatabase database = aDatabase();
        Instant deadline = campaigns
                .windowOf(year, null, database.region(), database.ats(), null)
                .deadline();
        clock.moveTo(deadline.plusSeconds(30));
        assertThat(services.closeLate(year, database.ats()))
                .as("a straggler of the ATS closes its sheets, not yet its Allegato 1")
                .isFalse();
        clock.moveTo(deadline.plus(Calendar.GRACE));
        assertThat(services.closeLate(year, database.ats())).isTrue();
    }

    @Test
    void aChangeOfAllegatoUnoDecidesAnewAndOpensNoSheetTwice() {
        ServiceDatabase database = aDatabase();
        annex.line(database, "A.01.1", "COMUNE");
        annex.line(database, "E.07.1", "AMBITO");
        assertThat(sheetsOf(database)).isOne();
        theCaseOf(database)
                .isWaitingAtExactly(ServiceDatabaseProcess.COMPILE)
                .hasPassed("businessRuleTask_reviseDueSheets", "endEvent_dueSheetsRevised");
        annex.conclude(database);
        settle(database);
        annex.finalizeDatabase(database);
        cases.endedAt(instanceOf(database), "endEvent_databaseTransmitted");
    }

    @Test
    void theTaskOfAllegatoUnoCarriesItsForm() {
        ServiceDatabase database = aDatabase();
        var task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instanceOf(database))
                .initializeFormKeys()
                .singleResult();
        assertThat(task.getCamundaFormRef().getKey()).isEqualTo("services");
        assertThat(engine.getFormService().getDeployedTaskForm(task.getId())).isNotEmpty();
    }

    @Test
    void openingTwiceOpensOnce() {
        ServiceDatabase database = aDatabase();
        assertThat(services.open(year, database.ats())).isFalse();
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(database.key(), ServiceDatabaseProcess.KEY)
                        .count())
                .isOne();
    }

    private void settle(ServiceDatabase database) {
        UUID sheet = house.sheet(year, database.ats(), "A5");
        cases.finalizeSheet(cases.ready(sheet, referentOf(sheet)), referentOf(sheet));
    }

    private void lapses(ServiceDatabase database) {
        cases.letTheTimerFire(instanceOf(database));
        assertThat(stateOf(database)).isEqualTo(ServiceDatabaseState.LAPSED);
        cases.endedAt(instanceOf(database), "endEvent_deadlinePassed");
    }

    private ServiceDatabase aDatabase() {
        return services.find(year, anAts()).orElseThrow();
    }

    private ServiceDatabaseState stateOf(ServiceDatabase database) {
        return services.require(database.id()).state();
    }

    private long sheetsOf(ServiceDatabase database) {
        return jdbc.sql("select count(*) from sheet where year = ? and ats = ?")
                .params(year, database.ats())
                .query(Long.class)
                .single();
    }

    private static String instanceOf(ServiceDatabase database) {
        return String.valueOf(database.processInstanceId());
    }

    private ProcessInstanceAssert theCaseOf(ServiceDatabase database) {
        return BpmnAwareTests.assertThat(engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(instanceOf(database))
                .singleResult());
    }
}
