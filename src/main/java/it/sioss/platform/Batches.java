package it.sioss.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one resumable batch: records what is to be done, does it one item per transaction, remembers what came of each.
 * Several nodes may work on the same batch; an item is never done by two at once.
 */
@Service
public class Batches {

    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

    /** How long an item that failed rests before it is tried again; after the last attempt it is left aside. */
    static final List<Duration> PAUSES = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<BatchWork> works;

    Batches(
            JdbcClient jdbc,
            Clock clock,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            ObjectProvider<BatchWork> works) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
        this.events = events;
        this.works = works;
    }

    /** Records a batch; while one of the same kind and subject is open, that one is returned and nothing is added. */
    @Transactional
    public UUID record(String kind, String subject, Collection<String> items, String author) {
        UUID id = UUID.randomUUID();
        int added = jdbc.sql("""
                        insert into batch (id, kind, subject, created_at, created_by) values (?, ?, ?, ?, ?)
                        on conflict (kind, subject) where finished_at is null do nothing""")
                .params(id, kind, subject, utc(clock.instant()), author)
                .update();
        if (added == 0) {
            return jdbc.sql("select id from batch where kind = ? and subject = ? and finished_at is null")
                    .params(kind, subject)
                    .query(UUID.class)
                    .single();
        }
        jdbc.sql("insert into batch_item (batch_id, item) select ?, unnest(?)")
                .params(id, items.stream().distinct().toArray(String[]::new))
                .update();
        return id;
    }

    /** The newest batch of a kind and subject, with its progress. */
    @Transactional(readOnly = true)
    public Optional<BatchProgress> progress(String kind, String subject) {
        return jdbc.sql("select id from batch where kind = ? and subject = ? order by created_at desc limit 1")
                .params(kind, subject)
                .query(UUID.class)
                .optional()
                .map(this::progress);
    }

    /** Every batch with items left aside, the oldest first. */
    @Transactional(readOnly = true)
    public List<BatchProgress> stopped() {
        return jdbc.sql("""
                        select b.id from batch b where exists (
                            select from batch_item i where i.batch_id = b.id and i.state = 'FAILED')
                        order by b.created_at, b.id""").query(UUID.class).list().stream()
                .map(this::progress)
                .toList();
    }

    /** A batch with its progress. */
    @Transactional(readOnly = true)
    public Optional<BatchProgress> find(UUID id) {
        return jdbc.sql("select id from batch where id = ?")
                .param(id)
                .query(UUID.class)
                .optional()
                .map(this::progress);
    }

    private BatchProgress progress(UUID id) {
        var failures = jdbc.sql("""
                        select item, coalesce(result, '') from batch_item
                        where batch_id = ? and state = 'FAILED' order by item limit 20""")
                .param(id)
                .query((row, n) -> new BatchProgress.Failure(row.getString(1), row.getString(2)))
                .list();
        return jdbc.sql("""
                        select b.kind, b.subject, b.created_at, b.finished_at, count(i.item),
                               count(*) filter (where i.state = 'DONE'), count(*) filter (where i.state = 'FAILED')
                        from batch b left join batch_item i on i.batch_id = b.id where b.id = ? group by b.id""")
                .param(id)
                .query((row, n) -> new BatchProgress(
                        id,
                        row.getString(1),
                        row.getString(2),
                        instant(row.getObject(3, OffsetDateTime.class)),
                        instantOrNull(row.getObject(4, OffsetDateTime.class)),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        failures))
                .single();
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    private static @Nullable Instant instantOrNull(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /**
     * Puts the failed items of a batch back in line.
     *
     * @throws Refusal 409 while a newer batch of the same kind and subject is open: it does the same
     */
    @Transactional
    public void retryFailed(UUID batch) {
        lock(batch);
        jdbc.sql("""
                        update batch_item set state = 'PENDING', attempts = 0, not_before = null
                        where batch_id = ? and state = 'FAILED'""").param(batch).update();
        try {
            jdbc.sql("""
                            update batch set finished_at = null
                            where id = ? and exists (select from batch_item where batch_id = ? and state = 'PENDING')""").params(batch, batch).update();
        } catch (DuplicateKeyException newer) {
            throw new Refusal(
                    409,
                    "LAVORO_IN_CORSO",
                    "Lo stesso lavoro è di nuovo in corso: attendete che finisca, poi riprovate se serve ancora.");
        }
    }

    /** Taking up again and ending wait for each other. */
    private void lock(UUID batch) {
        jdbc.sql("select id from batch where id = ? for update")
                .param(batch)
                .query(UUID.class)
                .optional();
    }

    /** Works until nothing is left that may be tried now; returns whether there was something to do. */
    public boolean workOff() {
        Map<String, BatchWork> byKind =
                works.orderedStream().collect(Collectors.toMap(BatchWork::kind, Function.identity()));
        boolean worked = false;
        for (UUID batch : openBatches()) {
            while (performNext(batch, byKind)) {
                worked = true;
            }
            worked |= finish(batch);
        }
        return worked;
    }

    private List<UUID> openBatches() {
        return jdbc.sql("select id from batch where finished_at is null order by created_at")
                .query(UUID.class)
                .list();
    }

    private record Item(String kind, String subject, String item, int attempts) {}

    private boolean performNext(UUID batch, Map<String, BatchWork> byKind) {
        Item[] taken = new Item[1];
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                var next = take(batch);
                if (next.isEmpty()) {
                    return false;
                }
                Item item = taken[0] = next.get();
                BatchWork work = byKind.get(item.kind());
                if (work == null) {
                    throw new IllegalStateException("no work is known for batches of kind " + item.kind());
                }
                String result = work.perform(item.subject(), item.item());
                jdbc.sql("""
                                update batch_item set state = 'DONE', attempts = attempts + 1, result = ?, done_at = ?
                                where batch_id = ? and item = ?""")
                        .params(result, utc(clock.instant()), batch, item.item())
                        .update();
                return true;
            }));
        } catch (RuntimeException failure) {
            Item item = taken[0];
            if (item == null) {
                throw failure;
            }
            LOG.warn("batch {} item {} attempt {} failed", item.kind(), item.item(), item.attempts() + 1, failure);
            noteFailure(batch, item, failure);
            return true;
        }
    }

    /** The next item; one that waits longer than any pause was left so by a clock that has gone back since. */
    private Optional<Item> take(UUID batch) {
        return jdbc.sql("""
                        select b.kind, b.subject, i.item, i.attempts
                        from batch_item i join batch b on b.id = i.batch_id
                        where i.batch_id = :batch and i.state = 'PENDING'
                          and (i.not_before is null or i.not_before <= :present or i.not_before > :longest)
                        order by i.attempts, i.item limit 1 for update of i skip locked""")
                .param("batch", batch)
                .param("present", utc(clock.instant()))
                .param("longest", utc(clock.instant().plus(PAUSES.get(PAUSES.size() - 1))))
                .query((row, n) -> new Item(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)))
                .optional();
    }

    private void noteFailure(UUID batch, Item item, RuntimeException failure) {
        boolean again = item.attempts() < PAUSES.size();
        jdbc.sql("""
                        update batch_item set attempts = attempts + 1, result = ?, state = ?, not_before = ?
                        where batch_id = ? and item = ? and state = 'PENDING'""")
                .params(
                        String.valueOf(failure.getMessage()),
                        again ? "PENDING" : "FAILED",
                        again ? utc(clock.instant().plus(PAUSES.get(item.attempts()))) : null,
                        batch,
                        item.item())
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private boolean finish(UUID batch) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            lock(batch);
            var closed = jdbc.sql("""
                            update batch set finished_at = ?
                            where id = ? and finished_at is null
                              and not exists (select from batch_item where batch_id = ? and state = 'PENDING')
                            returning kind, subject,
                              (select count(*) from batch_item where batch_id = batch.id and state = 'FAILED')""")
                    .params(utc(clock.instant()), batch, batch)
                    .query((row, n) -> new BatchFinished(batch, row.getString(1), row.getString(2), row.getLong(3)))
                    .optional();
            closed.ifPresent(events::publishEvent);
            return closed.isPresent();
        }));
    }
}
