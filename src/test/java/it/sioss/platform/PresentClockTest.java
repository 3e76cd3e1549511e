package it.sioss.platform;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.support.SiossTest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The present of this machine is the database's, also while it is moved and measured at once. */
@SiossTest
class PresentClockTest {

    private static final int WATCHES = 6;

    @Autowired
    PresentClock clock;

    @AfterEach
    void thePresentGoesBack() {
        clock.stopMoving();
    }

    @Test
    void aMeasureBegunBeforeThePresentMovedIsNotKept() throws Exception {
        var going = new AtomicBoolean(true);
        var watches = Executors.newFixedThreadPool(WATCHES);
        for (int watch = 0; watch < WATCHES; watch++) {
            watches.execute(() -> {
                while (going.get()) {
                    clock.measure();
                }
            });
        }
        try {
            for (int day = 1; day <= 200; day++) {
                clock.moveTo(Instant.now().plus(Duration.ofDays(day)));
                Instant measured = clock.instant();
                assertThat(Duration.between(measured, clock.databasePresent()))
                        .as("how far the database's present is after %d moves", day)
                        .isLessThan(Duration.ofHours(1));
            }
        } finally {
            going.set(false);
            watches.shutdown();
            assertThat(watches.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
