package it.sioss.worklist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What was read a moment ago and belongs to nobody in particular: read again only after a while. */
public final class Remembered<K, V> {

    private static final int MOST = 2_000;

    private record Kept<V>(V value, Instant until) {}

    private final Clock clock;
    private final Duration span;
    private final Map<K, Kept<V>> kept = new ConcurrentHashMap<>();

    public Remembered(Clock clock, Duration span) {
        this.clock = clock;
        this.span = span;
    }

    /** Everything is read again when next asked for. */
    public void forget() {
        kept.clear();
    }

    public V get(K key, Function<? super K, ? extends V> reading) {
        Instant now = clock.instant();
        Kept<V> known = kept.get(key);
        if (known != null
                && now.isBefore(known.until())
                && known.until().isBefore(now.plus(span).plusMillis(1))) {
            return known.value();
        }
        if (kept.size() > MOST) {
            kept.clear();
        }
        V value = reading.apply(key);
        kept.put(key, new Kept<>(value, now.plus(span)));
        return value;
    }
}
