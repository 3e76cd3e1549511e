package it.sioss.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.support.SiossTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The resumable batch: an item is done once, whatever happens in between. */
@SiossTest
class BatchesTest {

    private static final String KIND = "prova";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PresentClock clock;

    @Autowired
    PlatformTransactionManager transactions;

    private final List<Object> published = Collections.synchronizedList(new ArrayList<>());
    private final List<String> performed = Collections.synchronizedList(new ArrayList<>());
    private String subject = "";

    @BeforeEach
    void aSubjectOfItsOwn() {
        subject = UUID.randomUUID().toString();
    }

    @AfterEach
    void nothingIsLeft() {
        clock.stopMoving();
        jdbc.sql("delete from login_failure where username = ?").param(subject).update();
    }

    @Test
    void everyItemIsDoneOnceAndTheEndIsTold() {
        Batches batches = batches(item -> "fatto " + item);
        UUID batch = batches.record(KIND, subject, List.of("a", "b", "a", "c"), "prova");
        assertThat(batches.workOff()).isTrue();
        assertThat(performed).containsExactly("a", "b", "c");
        var progress = batches.progress(KIND, subject).orElseThrow();
        assertThat(progress.total()).isEqualTo(3);
        assertThat(progress.done()).isEqualTo(3);
        assertThat(progress.percent()).isEqualTo(100);
        assertThat(progress.finished()).isTrue();
        assertThat(published).containsExactly(new BatchFinished(batch, KIND, subject, 0));
        assertThat(batches.workOff()).isFalse();
    }

    @Test
    void recordingAgainWhileItIsOpenAddsNothing() {
        Batches batches = batches(item -> item);
        UUID batch = batches.record(KIND, subject, List.of("a"), "prova");
        assertThat(batches.record(KIND, subject, List.of("a", "b"), "un altro")).isEqualTo(batch);
        batches.workOff();
        assertThat(performed).containsExactly("a");
        assertThat(batches.record(KIND, subject, List.of("b"), "prova"))
                .as("a finished batch is followed by a new one")
                .isNotEqualTo(batch);
        batches.workOff();
        assertThat(performed).containsExactly("a", "b");
    }

    @Test
    void twoWhoRecordAtTheSameInstantMeetTheSameBatch() throws Exception {
        Batches batches = batches(item -> item);
        var people = Executors.newFixedThreadPool(8);
        Callable<UUID> record = () -> Objects.requireNonNull(new TransactionTemplate(transactions)
                .execute(status -> batches.record(KIND, subject, List.of("a"), "prova")));
        var recorded = people.invokeAll(Collections.nCopies(8, record));
        people.shutdown();
        var ids = new HashSet<UUID>();
        for (var id : recorded) {
            ids.add(id.get());
        }
        assertThat(ids).hasSize(1);
        batches.workOff();
        assertThat(performed).containsExactly("a");
    }

    @Test
    void anEmptyBatchEndsAtOnce() {
        Batches batches = batches(item -> item);
        batches.record(KIND, subject, List.of(), "prova");
        batches.workOff();
        assertThat(batches.progress(KIND, subject).orElseThrow().percent()).isEqualTo(100);
        assertThat(published).hasSize(1);
    }

    @Test
    void aCrashInTheMiddleIsResumedAndUndoesNothing() {
        Batches crashing = batches(item -> {
            write(item);
            if (item.equals("b")) {
                throw new StackOverflowError("the process dies");
            }
            return "fatto";
        });
        crashing.record(KIND, subject, List.of("a", "b", "c"), "prova");
        assertThatThrownBy(crashing::workOff).isInstanceOf(StackOverflowError.class);
        assertThat(written()).containsExactly("a");
        assertThat(crashing.progress(KIND, subject).orElseThrow().done()).isOne();
        assertThat(published).isEmpty();

        Batches restarted = batches(item -> {
            write(item);
            return "fatto";
        });
        performed.clear();
        restarted.workOff();
        assertThat(performed).containsExactly("b", "c");
        assertThat(written()).containsExactly("a", "b", "c");
        assertThat(restarted.progress(KIND, subject).orElseThrow().finished()).isTrue();
    }

    @Test
    void aShortTroubleIsOutlivedAndWhatRestsKeepsNobodyWaiting() {
        Instant over = clock.instant().plusSeconds(45);
        Batches batches = batches(item -> {
            if (item.equals("b") && clock.instant().isBefore(over)) {
                throw new IllegalStateException("la base dati non risponde");
            }
            return "fatto";
        });
        batches.record(KIND, subject, List.of("a", "b", "c"), "prova");
        batches.workOff();
        assertThat(performed).as("no attempt follows at once").containsExactly("a", "b", "c");
        assertThat(batches.workOff()).as("nothing to do meanwhile").isFalse();
        assertThat(batches.progress(KIND, subject).orElseThrow().finished()).isFalse();
        for (int minute = 0; minute < 3; minute++) {
            clock.moveTo(clock.instant().plusSeconds(61));
            batches.workOff();
        }
        var progress = batches.progress(KIND, subject).orElseThrow();
        assertThat(progress.done()).isEqualTo(3);
        assertThat(progress.finished()).isTrue();
    }

    @Test
    void aClockThatGoesBackKeepsNothingResting() {
        Batches failing = batches(item -> {
            throw new IllegalStateException("la base dati non risponde");
        });
        failing.record(KIND, subject, List.of("a"), "prova");
        clock.moveTo(clock.instant().plus(Duration.ofDays(30)));
        failing.workOff();
        clock.stopMoving();
        batches(item -> "fatto").workOff();
        assertThat(failing.progress(KIND, subject).orElseThrow().done()).isOne();
    }

    @Test
    void whatFailedIsNotTakenUpBesideANewerBatchThatDoesTheSame() {
        Batches failing = batches(item -> {
            throw new IllegalStateException("non riesce");
        });
        UUID batch = failing.record(KIND, subject, List.of("a"), "prova");
        worked(failing);
        failing.record(KIND, subject, List.of("a"), "prova");
        assertThatThrownBy(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(status -> failing.retryFailed(batch)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("LAVORO_IN_CORSO"));
        batches(item -> "fatto").workOff();
    }

    /** Works off, and lets every pause pass. */
    private void worked(Batches batches) {
        for (Duration pause : Batches.PAUSES) {
            batches.workOff();
            clock.moveTo(clock.instant().plus(pause).plusSeconds(1));
        }
        batches.workOff();
    }

    @Test
    void whatFailsEveryTimeIsLeftAsideVisiblyAndStopsNobody() {
        Batches batches = batches(item -> {
            write(item);
            if (item.equals("b")) {
                throw new IllegalStateException("l'ambito b non risponde");
            }
            return "fatto";
        });
        UUID batch = batches.record(KIND, subject, List.of("a", "b", "c"), "prova");
        worked(batches);
        assertThat(performed).containsExactlyInAnyOrder("a", "b", "b", "b", "b", "c");
        assertThat(written()).containsExactly("a", "c");
        var progress = batches.progress(KIND, subject).orElseThrow();
        assertThat(progress.failed()).isOne();
        assertThat(progress.failures()).containsExactly(new BatchProgress.Failure("b", "l'ambito b non risponde"));
        assertThat(published).containsExactly(new BatchFinished(batch, KIND, subject, 1));

        batches.retryFailed(batch);
        batches(item -> "fatto dopo").workOff();
        assertThat(batches.progress(KIND, subject).orElseThrow().failed()).isZero();
        assertThat(batches.progress(KIND, subject).orElseThrow().done()).isEqualTo(3);
    }

    @Test
    void workOfAnUnknownKindIsToldAndDoesNotTurnForEver() {
        Batches batches = batches(item -> item);
        UUID batch = batches.record("mai vista", subject, List.of("a"), "prova");
        worked(batches);
        assertThat(batches.progress("mai vista", subject).orElseThrow().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).contains("mai vista"));
        assertThat(published).containsExactly(new BatchFinished(batch, "mai vista", subject, 1));
    }

    @Test
    void twoWorkersShareABatchAndNoItemIsDoneTwice() throws Exception {
        Batches batches = batches(item -> {
            write(item);
            return "fatto";
        });
        List<String> items = java.util.stream.IntStream.range(0, 60)
                .mapToObj(n -> "ats-" + n)
                .toList();
        batches.record(KIND, subject, items, "prova");
        var workers = Executors.newFixedThreadPool(2);
        var first = workers.submit(batches::workOff);
        var second = workers.submit(batches::workOff);
        first.get(60, TimeUnit.SECONDS);
        second.get(60, TimeUnit.SECONDS);
        workers.shutdown();
        batches.workOff();
        assertThat(written()).containsExactlyInAnyOrderElementsOf(items);
        assertThat(published).hasSize(1);
    }

    private Batches batches(UnaryOperator<String> deed) {
        BatchWork work = new BatchWork() {
            @Override
            public String kind() {
                return KIND;
            }

            @Override
            public String title(String about) {
                return "Prova";
            }

            @Override
            public String leftAside() {
                return "Manca la prova.";
            }

            @Override
            public String perform(String about, String item) {
                performed.add(item);
                return deed.apply(item);
            }
        };
        var works = new StaticListableBeanFactory(Map.of("work", work));
        return new Batches(
                jdbc,
                clock,
                new TransactionTemplate(transactions),
                published::add,
                works.getBeanProvider(BatchWork.class));
    }

    /** Something that stays only if the item's transaction does. */
    private void write(String item) {
        jdbc.sql("insert into login_failure (username, address, failed_at) values (?, ?, present_instant())")
                .params(subject, item)
                .update();
    }

    private List<String> written() {
        return jdbc.sql("select address from login_failure where username = ? order by address")
                .param(subject)
                .query(String.class)
                .list();
    }
}
