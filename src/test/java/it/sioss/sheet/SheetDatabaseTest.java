package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.catalogue.Answers;
import it.sioss.platform.Refusal;
import it.sioss.platform.process.BpmnCoverage;
import it.sioss.sheet.process.SheetProcess;
import it.sioss.support.Cases;
import it.sioss.support.HouseTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;

/** What the database itself keeps: the journal, ended sheets, races, versions of answers. */
class SheetDatabaseTest extends HouseTest {

    private static final int[] MILLISECONDS_BEFORE_THE_END = {0, 30, 100, 300, 10_000};

    @Autowired
    Sheets sheets;

    @Autowired
    SheetOpening opening;

    @Test
    void theApplicationCannotRewriteTheJournalOrATransmission() {
        UUID sheet = aSheet();
        cases.ready(sheet, referentOf(sheet));
        cases.finalizeSheet(sheet, referentOf(sheet));
        for (String table : List.of("journal", "transmission")) {
            assertThat(count(table, sheet)).isPositive();
            forbidden("update " + table + " set actor = 'un altro'");
            forbidden("delete from " + table);
            forbidden("truncate " + table);
            forbidden("alter table " + table + " disable trigger all");
        }
        forbidden("drop table journal");
    }

    private long count(String table, UUID sheet) {
        return jdbc.sql("select count(*) from " + table + " where sheet_id = ?")
                .param(sheet)
                .query(Long.class)
                .single();
    }

    private void forbidden(String statement) {
        assertThatThrownBy(() -> jdbc.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @Test
    void anEndedSheetNeverChangesAgainWhoeverAsks() {
        UUID sheet = aSheet();
        opening.noLongerDue(sheet);
        for (String change : List.of(
                "state = 'COMPILING'",
                "state = 'FINALIZED'",
                "answers = '{\"a\": {\"value\": 1}}'",
                "justification_text = 'riscritta'",
                "declared_empty = true",
                "revision = gen_random_uuid()")) {
            assertThatThrownBy(() -> jdbc.sql("update sheet set " + change + " where id = ?")
                            .param(sheet)
                            .update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void aBodyHasOneLiveSheetPerModule() {
        UUID sheet = aSheet();
        String copy = """
                insert into sheet (id, year, ats, region, module, level, body, body_name, sequence, dueness,
                    dueness_reason, state, state_since, revision, answers, compiler, asked, answered, blocking,
                    warnings, opened_at)
                select gen_random_uuid(), year, ats, region, module, level, body, body_name, 2, dueness,
                    dueness_reason, 'COMPILING', state_since, revision, answers, compiler, asked, answered, blocking,
                    warnings, opened_at from sheet where id = ?""";
        assertThatThrownBy(() -> jdbc.sql(copy).param(sheet).update())
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("sheet_live_once");
    }

    @Test
    void twoPeopleFinalizingAtOnceGetOneReceipt() throws Exception {
        for (int turn = 0; turn < 3; turn++) {
            UUID sheet = aSheet();
            Viewer referent = referentOf(sheet);
            cases.ready(sheet, referent);
            Callable<Object> finalizing = () -> cases.finalizeSheet(sheet, referent);
            var outcomes = together(List.of(finalizing, finalizing, finalizing));
            assertThat(outcomes).filteredOn(Receipt.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> !(outcome instanceof Receipt))
                    .allSatisfy(lost -> assertThat(lost)
                            .isInstanceOfSatisfying(
                                    Refusal.class,
                                    refusal -> assertThat(refusal.code()).isEqualTo("GIA_FINALIZZATA")));
            assertThat(count("transmission", sheet)).isOne();
            assertThat(events(sheet)).containsOnlyOnce("FINALIZED");
            cases.endedAt(cases.instanceOf(sheet), "endEvent_sheetTransmitted");
        }
    }

    /** Around the last instant of the grace either the receipt or the lapse wins; never both, never neither. */
    @Test
    void aFinalizationAndTheDeadlineNeverBothWin() throws Exception {
        List<UUID> ready = new ArrayList<>();
        for (int turn = 0; turn < MILLISECONDS_BEFORE_THE_END.length; turn++) {
            UUID sheet = aSheet();
            ready.add(cases.ready(sheet, referentOf(sheet)));
        }
        Viewer first = referentOf(ready.get(0));
        Instant deadline = cases.deadlineOf(ready.get(0), first);
        int finalized = 0;
        for (int turn = 0; turn < ready.size(); turn++) {
            UUID sheet = ready.get(turn);
            Viewer referent = referentOf(sheet);
            String instance = cases.instanceOf(sheet);
            String timer = cases.timer(instance).getId();
            clock.moveTo(deadline.plus(Calendar.GRACE).minusMillis(MILLISECONDS_BEFORE_THE_END[turn]));
            Callable<Object> finalizing = () -> sheets.finalizeSheet(sheet, referent, deadline.minusMillis(1));
            Callable<Object> lapsing = () -> {
                cases.management().executeJob(timer);
                return SheetState.LAPSED;
            };
            for (Object outcome : together(List.of(finalizing, lapsing))) {
                assertThat(outcome)
                        .matches(
                                known -> known instanceof Receipt
                                        || known == SheetState.LAPSED
                                        || known instanceof Refusal
                                        || known instanceof OptimisticLockingException
                                        || String.valueOf(known).contains("still ahead")
                                        || String.valueOf(known).contains("No job found"),
                                "a receipt, a lapse, a refusal or a lost race");
            }
            if (cases.sheet(sheet).state() == SheetState.READY) {
                cases.letTheTimerFire(instance);
            }
            SheetState end = cases.sheet(sheet).state();
            assertThat(end).isIn(SheetState.FINALIZED, SheetState.LAPSED);
            assertThat(count("transmission", sheet)).isEqualTo(end == SheetState.FINALIZED ? 1 : 0);
            assertThat(events(sheet).stream().filter(List.of("FINALIZED", "LAPSED")::contains))
                    .containsExactly(end.name());
            cases.nothingIsOpen(instance);
            finalized += end == SheetState.FINALIZED ? 1 : 0;
        }
        assertThat(finalized).as("finalized within the grace").isBetween(1, ready.size() - 1);
    }

    @Test
    void theDeadlineIsTheDatabasesEvenWhenThisMachinesClockIsWrong() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        cases.ready(sheet, referent);
        UUID other = aSheet();
        Viewer operator = operatorOf(other);
        Instant deadline = cases.deadlineOf(sheet, referent);
        Instant stillEarly = deadline.minus(Duration.ofDays(1));
        jdbc.sql("update present_shift set shift = cast(? as timestamptz) - clock_timestamp()")
                .param(deadline.plus(Calendar.GRACE).atOffset(ZoneOffset.UTC))
                .update();
        refusedWith(410, "TERMINE_SCADUTO", () -> sheets.finalizeSheet(sheet, referent, stillEarly));
        refusedWith(
                410,
                "TERMINE_SCADUTO",
                () -> sheets.answer(other, 0, Cases.patch("a5_1_7_attivo", "si"), operator, stillEarly));
        assertThat(count("transmission", sheet)).isZero();
    }

    @Test
    void aFinalizationReceivedInTimeIsServedWithinTheGrace() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        cases.ready(sheet, referent);
        Instant deadline = cases.deadlineOf(sheet, referent);
        clock.moveTo(deadline.plus(Duration.ofSeconds(30)));
        Receipt receipt = sheets.finalizeSheet(sheet, referent, deadline.minusMillis(1));
        assertThat(receipt.receivedAt()).isBefore(receipt.deadlineApplied());
        assertThat(receipt.decidedAt()).isAfter(receipt.deadlineApplied());
    }

    @Test
    void afterTheDeadlineTheSheetReadsLapsedAtOnceBeforeAnyTimer() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        cases.comeBeforeTheDeadline(sheet, referent, Duration.ZERO);
        SheetView view = sheets.view(sheet, referent);
        assertThat(view.effectiveState()).isEqualTo(SheetState.LAPSED);
        assertThat(view.actions())
                .allSatisfy(action ->
                        assertThat(action.allowed()).as("%s", action.verb()).isFalse());
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.COMPILING);
    }

    @Test
    void aStaleSaveIsToldWhatTheOtherWrote() {
        UUID sheet = aSheet();
        Viewer maria = referentOf(sheet);
        Viewer luca = operatorOf(sheet);
        sheets.answer(sheet, 0, Cases.patch("a5_7_1_spesa_impegnata", 500), luca, clock.instant());
        assertThatThrownBy(() ->
                        sheets.answer(sheet, 0, Cases.patch("a5_7_1_spesa_impegnata", 900), maria, clock.instant()))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(412);
                    assertThat(refusal.code()).isEqualTo("VERSIONE_SUPERATA");
                    assertThat(refusal.details().get("attuale"))
                            .asInstanceOf(
                                    org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                            .containsEntry("etag", "\"1\"")
                            .containsEntry("modificataDa", luca.displayName())
                            .hasEntrySatisfying(
                                    "risposte",
                                    answers -> assertThat(((JsonNode) answers)
                                                    .at("/a5_7_1_spesa_impegnata/value")
                                                    .intValue())
                                            .isEqualTo(500));
                });
        assertThat(cases.sheet(sheet).answersVersion()).isOne();
    }

    @Test
    void twoSavesAtOnceAreOneSaveAndOneRefusal() throws Exception {
        UUID sheet = aSheet();
        Viewer luca = operatorOf(sheet);
        var outcomes = together(List.<Callable<Object>>of(
                () -> sheets.answer(sheet, 0, Cases.patch("a5_7_1_spesa_impegnata", 1), luca, clock.instant()),
                () -> sheets.answer(sheet, 0, Cases.patch("a5_7_1_spesa_impegnata", 2), luca, clock.instant())));
        assertThat(outcomes).filteredOn(SheetView.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Refusal.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(412));
    }

    @Test
    void aSaveThatChangesNothingIsNoNewVersion() {
        UUID sheet = aSheet();
        Viewer luca = operatorOf(sheet);
        cases.save(sheet, Cases.patch("a5_1_7_attivo", "si"), luca);
        cases.save(sheet, Cases.patch("a5_1_7_attivo", "si"), luca);
        assertThat(cases.sheet(sheet).answersVersion()).isOne();
        assertThat(events(sheet)).containsExactly("OPENED", "ANSWERED");
    }

    @Test
    void anOriginStaysWhileItsValueDoesAndGoesWithANewOne() {
        UUID sheet = aSheet();
        Viewer luca = operatorOf(sheet);
        Answers known = cases.sheet(sheet).answers();
        String key = known.keys().iterator().next();
        List<String> municipalities =
                java.util.Objects.requireNonNull(known.answer(key)).choices();

        cases.save(sheet, Cases.patch(key, municipalities), luca);
        assertThat(origin(sheet, key)).isEqualTo("anagrafe");
        cases.save(sheet, Cases.patch("a5_1_7_attivo", "si"), luca);
        assertThat(origin(sheet, key)).isEqualTo("anagrafe");
        cases.save(sheet, Cases.patch(key, List.of("001272")), luca);
        assertThat(origin(sheet, key)).isEmpty();

        var forged = Answers.parsePatch(
                "{\"" + key + "\": {\"value\": [\"066049\"], \"origin\": {\"fonte\": \"anagrafe\"}}}");
        cases.save(sheet, forged, luca);
        assertThat(origin(sheet, key)).as("an origin sent from outside").isEmpty();
    }

    private String origin(UUID sheet, String key) {
        return cases.sheet(sheet)
                .answers()
                .toJson()
                .at("/" + key + "/origin/fonte")
                .asText("");
    }

    /** Keys that are beans or variables of the engine reach neither the sheet nor its case. */
    @Test
    void noAnswerEverBecomesAVariableOfTheCase() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        List<String> hostile = new ArrayList<>(SheetProcess.VARIABLES);
        hostile.addAll(List.of(
                "recordTransmission",
                "lapseSheet",
                "sheetForm",
                "moveOpenTask",
                "execution",
                "task",
                "approved",
                "esito"));
        assertThat(BpmnCoverage.processKeys()).isNotEmpty();
        for (String key : hostile) {
            assertThatThrownBy(() -> cases.save(sheet, Cases.patch(key, "x"), referent))
                    .as(key)
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.status()).isEqualTo(400);
                        assertThat(refusal.code()).isEqualTo("CAMPO_SCONOSCIUTO");
                    });
        }
        cases.save(sheet, Cases.patch("a5_9_2_note", "${1+1} #{execution.setVariable('approved', true)}"), referent);
        assertThat(variables("act_ru_variable", sheet)).containsExactly("sheetId");
        cases.ready(sheet, referent);
        cases.resume(sheet, referent);
        cases.submit(sheet, referent);
        assertThat(variables("act_ru_variable", sheet)).isNotEmpty().isSubsetOf(SheetProcess.VARIABLES);
        Receipt receipt = cases.finalizeSheet(sheet, referent);
        assertThat(new String(receipt.canonical(), StandardCharsets.UTF_8)).contains("\"risposte\"");
        assertThat(variables("act_hi_varinst", sheet)).isSubsetOf(SheetProcess.VARIABLES);
    }

    @Test
    void noCaseOfAnySheetHoldsAVariableThatIsNotListed() {
        assertThat(jdbc.sql("""
                                select distinct v.name_ from act_ru_variable v
                                join act_re_procdef d on d.id_ = v.proc_def_id_ where d.key_ = 'module-sheet'""").query(String.class).list()).isNotEmpty().isSubsetOf(SheetProcess.VARIABLES);
    }

    private List<String> variables(String table, UUID sheet) {
        return jdbc.sql("select name_ from " + table + " where proc_inst_id_ = ?")
                .param(cases.instanceOf(sheet))
                .query(String.class)
                .list();
    }

    @Test
    void expressionsInAnswersStayText() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        cases.compile(sheet, referent);
        String text = "${1+1} #{T(java.lang.Runtime)} <script>alert(1)</script>";
        cases.save(sheet, Cases.patch("a5_9_2_note", text), referent);
        cases.submit(sheet, referent);
        Receipt receipt = cases.finalizeSheet(sheet, referent);
        assertThat(new String(receipt.canonical(), StandardCharsets.UTF_8)).contains(text);
        assertThat(receipt.fingerprint()).isEqualTo(it.sioss.platform.CanonicalJson.fingerprint(receipt.canonical()));
    }

    @Test
    void anotherTerritorysSheetDoesNotExist() {
        UUID sheet = aSheet();
        Viewer stranger = house.somebody(Role.ATS_REFERENT, "14-001");
        Viewer otherRegion = house.somebody(Role.REGION_SUPERVISOR, "1400");
        for (Viewer viewer : List.of(stranger, otherRegion)) {
            for (ThrowingCallable deed : List.<ThrowingCallable>of(
                    () -> sheets.view(sheet, viewer),
                    () -> cases.compile(sheet, viewer),
                    () -> cases.submit(sheet, viewer),
                    () -> cases.justify(sheet, viewer),
                    () -> cases.resume(sheet, viewer),
                    () -> cases.finalizeSheet(sheet, viewer),
                    () -> sheets.declareEmpty(sheet, true, viewer, clock.instant()),
                    () -> sheets.approve(sheet, viewer, clock.instant()),
                    () -> sheets.returnForCorrection(sheet, List.of(), viewer, clock.instant()),
                    () -> sheets.claim(sheet, true, viewer),
                    () -> sheets.release(sheet, viewer),
                    () -> sheets.history(sheet, viewer),
                    () -> sheets.receipt(sheet, viewer))) {
                refusedWith(404, "NON_TROVATO", deed);
            }
        }
    }

    @Test
    void aRefusedDeedLeavesNothingBehind() {
        UUID sheet = aSheet();
        Viewer referent = referentOf(sheet);
        cases.submit(sheet, referent);
        refusedWith(
                422,
                "MOTIVAZIONE_INADEGUATA",
                () -> sheets.justify(sheet, Cases.CATEGORY, "troppo breve", referent, clock.instant()));
        refusedWith(409, "TRANSIZIONE_NON_AMMESSA", () -> cases.finalizeSheet(sheet, referent));
        refusedWith(409, "TRANSIZIONE_NON_AMMESSA", () -> cases.compile(sheet, referent));
        assertThat(cases.sheet(sheet).state()).isEqualTo(SheetState.JUSTIFYING);
        assertThat(events(sheet)).containsExactly("OPENED", "SUBMITTED");
        assertThat(cases.taskOf(sheet).getTaskDefinitionKey()).isEqualTo(SheetProcess.JUSTIFY);
    }

    @Test
    void aColleagueTakesOverOnlyWhenSaidSo() {
        UUID sheet = aSheet();
        Viewer luca = operatorOf(sheet);
        Viewer maria = referentOf(sheet);
        sheets.claim(sheet, false, luca);
        refusedWith(409, "PRESA_IN_CARICO_DA_ALTRI", () -> sheets.claim(sheet, false, maria));
        cases.compile(sheet, maria);
        refusedWith(409, "PRESA_IN_CARICO_DA_ALTRI", () -> cases.submit(sheet, maria));
        sheets.claim(sheet, true, maria);
        refusedWith(409, "TRANSIZIONE_NON_AMMESSA", () -> sheets.release(sheet, luca));
        assertThat(sheets.release(sheet, maria).claim()).isEmpty();
        assertThatCode(() -> cases.submit(sheet, luca)).doesNotThrowAnyException();
    }

    private List<String> events(UUID sheet) {
        return jdbc.sql("select event from journal where sheet_id = ? order by entry")
                .param(sheet)
                .query(String.class)
                .list();
    }

    /** Does the deeds at the same moment; a failure is an outcome too. */
    private static List<Object> together(List<Callable<Object>> deeds) throws Exception {
        var barrier = new CyclicBarrier(deeds.size());
        var threads = Executors.newFixedThreadPool(deeds.size());
        try {
            var running = deeds.stream()
                    .map(deed -> threads.submit(() -> {
                        barrier.await();
                        return deed.call();
                    }))
                    .toList();
            List<Object> outcomes = new ArrayList<>();
            for (var future : running) {
                try {
                    outcomes.add(future.get());
                } catch (ExecutionException failure) {
                    outcomes.add(java.util.Objects.requireNonNull(failure.getCause()));
                }
            }
            return outcomes;
        } finally {
            threads.shutdown();
        }
    }

    private static void refusedWith(int status, String code, ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.status()).isEqualTo(status);
        });
    }
}
