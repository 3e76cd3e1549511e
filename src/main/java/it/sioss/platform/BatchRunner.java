package it.sioss.platform;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Works batches off in the background, two items at a time, from readiness to shutdown. */
@Component
@ConditionalOnProperty(name = "sioss.batch.enabled", matchIfMissing = true)
class BatchRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);
    private static final int WORKERS = 2;

    private final Batches batches;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, task -> {
        Thread thread = new Thread(task, "sioss-batch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running = true;

    BatchRunner(Batches batches) {
        this.batches = batches;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        for (int worker = 0; worker < WORKERS; worker++) {
            workers.execute(this::work);
        }
    }

    private void work() {
        while (running) {
            try {
                if (!batches.workOff()) {
                    TimeUnit.MILLISECONDS.sleep(700);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                if (running) {
                    LOG.warn("the batch rests for five seconds: {}", failure.toString());
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(5);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        workers.shutdown();
        try {
            if (!workers.awaitTermination(15, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
