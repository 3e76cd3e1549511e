package it.sioss.sheet.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;

import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.WindowSubject;
import it.sioss.catalogue.Answers;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.platform.Refusal;
import it.sioss.sheet.Compiler;
import it.sioss.sheet.Receipt;
import it.sioss.sheet.Remark;
import it.sioss.sheet.Sheet;
import it.sioss.sheet.SheetOpening;
import it.sioss.sheet.SheetState;
import it.sioss.support.Cases;
import it.sioss.support.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.engine.test.assertions.bpmn.ProcessInstanceAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Walks the process of one sheet along every arrow, through the deeds people do. */
class SheetProcessTest extends HouseTest {

    @Autowired
    ProcessEngine engine;

    @Autowired
    SheetOpening opening;

    @Autowired
    Delegations delegations;

    @BeforeEach
    void lookAtTheEngine() {
        init(engine);
    }

    @Test
    void aSheetGoesFromItsOpeningToItsReceipt() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.COMPILE).hasPassed("serviceTask_applyPrefill");
        assertThat(cases.taskOf(sheet).getCamundaFormRef().getKey()).isEqualTo("a5-2024");
        assertThat(cases.waitsFor(sheet, "ats:" + cases.atsOf(sheet))).isTrue();

        cases.compile(sheet, operatorOf(sheet));
        assertThat(cases.submit(sheet, operatorOf(sheet)).effectiveState()).isEqualTo(SheetState.READY);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.FINALIZE);

        Receipt receipt = cases.finalizeSheet(sheet, referent);
        assertThat(receipt.empty()).isFalse();
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.FINALIZED);
        cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetTransmitted");
    }

    @Test
    void anEmptySheetIsJustifiedAndTransmitted() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        assertThat(cases.submit(sheet, referent).effectiveState()).isEqualTo(SheetState.JUSTIFYING);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.JUSTIFY);
        assertThat(cases.justify(sheet, referent).effectiveState()).isEqualTo(SheetState.READY);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.FINALIZE);
        assertThat(cases.finalizeSheet(sheet, referent).empty()).isTrue();
        cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetTransmitted");
    }

    @Test
    void aSheetDeclaredEmptyKeepsWhatWasTypedAndTransmitsIdentificationAndJustificationOnly() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        cases.compile(sheet, referent);
        cases.sheets().declareEmpty(sheet, true, referent, clock.instant());
        cases.submit(sheet, referent);
        cases.justify(sheet, referent);
        Receipt receipt = cases.finalizeSheet(sheet, referent);
        assertThat(new String(receipt.canonical(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"senzaContenuti\":true", Cases.REASON)
                .contains("\"a5_1_6_comuni\"")
                .doesNotContain("a5_7_1_spesa_impegnata", "\"avvisi\"");
        assertThat(cases.sheet(sheet).answers().keys()).contains("a5_7_1_spesa_impegnata");
        cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetTransmitted");
    }

    @Test
    void theCompilationIsResumedFromTheJustificationAndFromReady() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        cases.submit(sheet, referent);
        assertThat(cases.resume(sheet, referent).effectiveState()).isEqualTo(SheetState.COMPILING);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.COMPILE);
        cases.ready(sheet, referent);
        assertThat(cases.resume(sheet, operatorOf(sheet)).effectiveState()).isEqualTo(SheetState.COMPILING);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.COMPILE);
        cases.submit(sheet, referent);
        cases.finalizeSheet(sheet, referent);
        cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetTransmitted");
    }

    @Test
    void aDelegatedSheetIsResumedReturnedApprovedAndFinalizedByTheReferent() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        delegate(sheet, DelegationScope.COMPILATION);
        Viewer compiler = regionOperator();
        cases.ready(sheet, compiler);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.REVIEW);
        assertThat(cases.waitsFor(sheet, "ente:" + REGION)).isTrue();

        assertThat(cases.resume(sheet, compiler).effectiveState()).isEqualTo(SheetState.COMPILING);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.COMPILE);
        cases.submit(sheet, compiler);

        var remark = new Remark.Draft("a5_7_1_spesa_impegnata", null, "La spesa non corrisponde al bilancio.");
        cases.sheets().returnForCorrection(sheet, List.of(remark), supervisor(), clock.instant());
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.RETURNED);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.COMPILE);
        assertThat(cases.sheets().view(sheet, compiler).remarks())
                .singleElement()
                .matches(Remark::open);

        assertThat(cases.submit(sheet, compiler).remarks()).singleElement().matches(closed -> !closed.open());
        cases.sheets().approve(sheet, supervisor(), clock.instant());
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.READY);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.FINALIZE);
        cases.finalizeSheet(sheet, referent);
        cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetTransmitted");
    }

    @Test
    void anEmptySheetOfADelegatedAtsIsReviewedToo() {
        UUID sheet = aSheet();
        delegate(sheet, DelegationScope.COMPILATION_AND_FINALIZATION);
        cases.submit(sheet, regionOperator());
        assertThat(cases.justify(sheet, regionOperator()).effectiveState()).isEqualTo(SheetState.IN_REVIEW);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.REVIEW);
        cases.sheets().approve(sheet, supervisor(), clock.instant());
        Receipt receipt = cases.finalizeSheet(sheet, supervisor());
        assertThat(receipt.onBehalfOf()).isEqualTo(cases.atsOf(sheet));
        cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetTransmitted");
    }

    @Test
    void aDelegationMovesTheOpenTaskAndNobodyHoldsItAnyMore() {
        UUID sheet = aSheet();
        Viewer operator = operatorOf(sheet);
        String ownGroup = "ats:" + cases.atsOf(sheet);
        String task = cases.taskOf(sheet).getId();
        cases.sheets().claim(sheet, false, operator);
        assertThat(cases.taskOf(sheet).getAssignee()).isEqualTo(operator.username());

        Delegation delegation = delegate(sheet, DelegationScope.COMPILATION);
        assertThat(cases.sheet(sheet).compiler()).isEqualTo(Compiler.REGION);
        assertThat(cases.taskOf(sheet).getId()).isEqualTo(task);
        assertThat(cases.taskOf(sheet).getAssignee()).isNull();
        assertThat(cases.waitsFor(sheet, "ente:" + REGION)).isTrue();
        assertThat(cases.waitsFor(sheet, ownGroup)).isFalse();
        refusedWith("NON_AUTORIZZATO", () -> cases.compile(sheet, operator));

        cases.sheets().claim(sheet, false, regionOperator());
        delegations.revoke(supervisor(), delegation.id(), "Fine della convenzione", null);
        assertThat(cases.sheet(sheet).compiler()).isEqualTo(Compiler.ATS);
        assertThat(cases.taskOf(sheet).getAssignee()).isNull();
        assertThat(cases.waitsFor(sheet, ownGroup)).isTrue();
        assertThat(cases.waitsFor(sheet, "ente:" + REGION)).isFalse();

        cases.ready(sheet, operator);
        cases.finalizeSheet(sheet, referentOf(sheet));
        cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetTransmitted");
    }

    @Test
    void aDelegationRevokedDuringTheReviewLeavesTheReviewToTheRegion() {
        UUID sheet = aSheet();
        Delegation delegation = delegate(sheet, DelegationScope.COMPILATION);
        cases.ready(sheet, regionOperator());
        delegations.revoke(supervisor(), delegation.id(), "Fine della convenzione", null);
        assertThat(cases.waitsFor(sheet, "ente:" + REGION)).isTrue();
        cases.sheets().approve(sheet, supervisor(), clock.instant());
        assertThat(cases.waitsFor(sheet, "ats:" + cases.atsOf(sheet))).isTrue();
        cases.finalizeSheet(sheet, referentOf(sheet));
        cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetTransmitted");
    }

    @Test
    void newDataNeverUndoWhatAPersonDid() {
        UUID sheet = aSheet();
        Viewer operator = operatorOf(sheet);
        Answers known = cases.sheet(sheet).answers();
        String municipalities = known.keys().iterator().next();
        opening.prefillAvailable(sheet);
        assertThat(cases.sheet(sheet).answers()).isEqualTo(known);

        cases.save(sheet, Cases.patch(municipalities, null), operator);
        Answers cleared = cases.sheet(sheet).answers();
        opening.prefillAvailable(sheet);
        assertThat(cases.sheet(sheet).answers()).isEqualTo(cleared);

        cases.save(sheet, Cases.patch(municipalities, List.of("066049")), operator);
        Answers own = cases.sheet(sheet).answers();
        opening.prefillAvailable(sheet);
        assertThat(cases.sheet(sheet).answers()).isEqualTo(own);
        theCaseOf(sheet).isWaitingAtExactly(SheetProcess.COMPILE);

        opening.noLongerDue(sheet);
        cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetWithdrawn");
    }

    @Test
    void aSheetNoLongerDueIsWithdrawnFromWhereverItIs() {
        for (SheetState state :
                List.of(SheetState.COMPILING, SheetState.JUSTIFYING, SheetState.IN_REVIEW, SheetState.READY)) {
            UUID sheet = aSheetIn(state);
            opening.noLongerDue(sheet);
            Sheet withdrawn = cases.sheet(sheet);
            assertThat(withdrawn.state()).isEqualTo(SheetState.WITHDRAWN);
            assertThat(withdrawn.stateReason()).isEqualTo("Scheda non più dovuta");
            cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetWithdrawn");
        }
    }

    @Test
    void whatIsNotFinalizedLapsesWhereverItIs() {
        for (SheetState state :
                List.of(SheetState.COMPILING, SheetState.JUSTIFYING, SheetState.IN_REVIEW, SheetState.READY)) {
            clock.stopMoving();
            UUID sheet = aSheetIn(state);
            Viewer referent = referentOf(sheet);
            cases.letTheTimerFire(cases.instanceOf(sheet));
            assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.LAPSED);
            refusedWith("TERMINE_SCADUTO", () -> cases.finalizeSheet(sheet, referent));
            cases.endedAt(cases.instanceOf(sheet), "endEvent_deadlinePassed");
        }
    }

    @Test
    void lapsingTwiceChangesNothing() {
        UUID sheet = aSheet();
        cases.letTheTimerFire(cases.instanceOf(sheet));
        Instant since = cases.sheet(sheet).stateSince();
        opening.lapse(sheet);
        opening.closeLate(sheet);
        assertThat(cases.sheet(sheet).stateSince()).isEqualTo(since);
        cases.endedAt(cases.instanceOf(sheet), "endEvent_deadlinePassed");
    }

    @Test
    void aTimerThatFiresWhileTheDeadlineIsAheadRollsBackAndTriesAgain() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        String task = cases.taskOf(sheet).getId();
        var timer = cases.timerOf(sheet);
        Date due = timer.getDuedate();
        Instant later = due.toInstant().plus(Duration.ofDays(5));
        Calendar window = cases.sheets().view(sheet, referent).window();
        campaigns.setWindow(
                year,
                new WindowSubject("A5", null, cases.atsOf(sheet), null),
                Calendar.between(window.opensAt(), later),
                "proroga",
                "prova");

        clock.moveTo(due.toInstant().plusMillis(1));
        assertThatThrownBy(() -> engine.getManagementService().executeJob(timer.getId()))
                .hasStackTraceContaining("still ahead");
        assertThat(cases.taskOf(sheet).getId()).isEqualTo(task);
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.COMPILING);
        var again = cases.timerOf(sheet);
        assertThat(again.getRetries()).isEqualTo(11);
        assertThat(again.getDuedate()).isAfter(due);
        assertThat(engine.getRuntimeService()
                        .createIncidentQuery()
                        .processInstanceId(cases.instanceOf(sheet))
                        .count())
                .isZero();
        assertThat(cases.save(sheet, Cases.patch("a5_1_7_attivo", "si"), referent)
                        .effectiveState())
                .isEqualTo(SheetState.COMPILING);

        engine.getManagementService().setJobDuedate(again.getId(), Date.from(later.plus(Duration.ofSeconds(90))));
        engine.getManagementService().setJobRetries(again.getId(), 12);
        cases.letTheTimerFire(cases.instanceOf(sheet));
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.LAPSED);
        cases.endedAt(cases.instanceOf(sheet), "endEvent_deadlinePassed");
    }

    private UUID aSheetIn(SheetState state) {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        switch (state) {
            case JUSTIFYING -> cases.submit(sheet, referent);
            case IN_REVIEW -> {
                delegate(sheet, DelegationScope.COMPILATION);
                cases.ready(sheet, regionOperator());
            }
            case READY -> cases.ready(sheet, referent);
            default -> {}
        }
        assertThat(cases.sheet(sheet).state()).isEqualTo(state);
        return sheet;
    }

    private Delegation delegate(UUID sheet, DelegationScope scope) {
        return delegations.declare(
                supervisor(), year, cases.atsOf(sheet), "A5", scope, null, null, "Delibera di prova n. 1");
    }

    private ProcessInstanceAssert theCaseOf(UUID sheet) {
        return BpmnAwareTests.assertThat(cases.caseOf(sheet));
    }

    private static void refusedWith(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
