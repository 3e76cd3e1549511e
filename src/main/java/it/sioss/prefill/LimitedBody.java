package it.sioss.prefill;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, kept only as far as it may be long: one that goes on is broken off there, and is then longer than
 * allowed. Of an answer that may have no body nothing is waited for.
 */
final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {

    private final int largest;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    LimitedBody(int largest) {
        this.largest = largest;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        if (largest == 0) {
            breakOff(begun);
        } else {
            begun.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        Flow.Subscription running = subscription;
        if (running == null || whole.isDone()) {
            return;
        }
        for (ByteBuffer piece : pieces) {
            byte[] kept = new byte[Math.min(piece.remaining(), largest + 1 - bytes.size())];
            piece.get(kept);
            bytes.write(kept, 0, kept.length);
        }
        if (bytes.size() > largest) {
            breakOff(running);
        } else {
            running.request(1);
        }
    }

    private void breakOff(Flow.Subscription running) {
        running.cancel();
        whole.complete(bytes.toByteArray());
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(bytes.toByteArray());
    }
}
