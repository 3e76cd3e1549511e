package it.sioss.notice;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks into the outbox every few seconds, from readiness to shutdown, on a thread of its own: a slow server delays nobody. */
@Component
@ConditionalOnProperty(name = "sioss.batch.enabled", matchIfMissing = true)
class PostRound implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PostRound.class);
    private static final long PAUSE_SECONDS = 5;
    private static final long PATIENCE_MILLIS = 15_000;

    private final Postman postman;
    private final Post post;
    private volatile @Nullable Thread round;
    private volatile boolean running = true;

    PostRound(Postman postman, Post post) {
        this.postman = postman;
        this.post = post;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (post.configured()) {
            Thread thread = new Thread(this::goRound, "sioss-post");
            thread.setDaemon(true);
            round = thread;
            thread.start();
        }
    }

    private void goRound() {
        while (running) {
            try {
                postman.deliverDue();
            } catch (RuntimeException failure) {
                LOG.warn("the post will be carried at the next round: {}", failure.toString());
            }
            try {
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        Thread thread = round;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
