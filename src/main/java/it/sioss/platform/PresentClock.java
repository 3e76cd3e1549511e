package it.sioss.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The one present: database time, measured every five seconds, so that two machines with different clocks decide the
 * same way. The engine's own clock follows it. The last comparison of a deadline asks the database itself.
 */
@Component
public class PresentClock extends Clock {

    private final JdbcClient jdbc;
    private volatile Duration ahead = Duration.ZERO;

    PresentClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
        measure();
    }

    /**
     * Measures how far the database's present is from this machine's clock; the error is at most half the round trip. One
     * at a time: a measure begun before the present moved must not be kept after it.
     */
    @Scheduled(fixedDelay = 5_000)
    public synchronized void measure() {
        Instant before = Instant.now();
        Instant database = databasePresent();
        Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
        ahead = Duration.between(middle, database);
        ClockUtil.offset(ahead.toMillis());
    }

    /** The present as the database says it, inside the current transaction, unaffected by when the transaction began. */
    public Instant databasePresent() {
        return jdbc.sql("select present_instant()")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /**
     * Moves the present; only the embedded database lets it (tests, rehearsal, the demonstration's past campaign).
     *
     * @throws org.springframework.dao.DataIntegrityViolationException on any other database
     */
    public synchronized void moveTo(Instant instant) {
        jdbc.sql("update present_shift set shift = cast(? as timestamptz) - clock_timestamp()")
                .param(instant.atOffset(ZoneOffset.UTC))
                .update();
        measure();
    }

    /** Brings the present back to real time. */
    public synchronized void stopMoving() {
        jdbc.sql("update present_shift set shift = interval '0' where shift <> interval '0'")
                .update();
        measure();
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead);
    }
}
