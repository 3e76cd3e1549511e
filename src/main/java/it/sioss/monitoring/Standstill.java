package it.sioss.monitoring;

import it.sioss.sheet.SheetState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The begun sheets that stand at one step.
 *
 * @param sheets how many are there
 * @param still how many of them nobody has moved or saved for longer than {@link Dashboard#STILL}
 * @param since when the one that has waited longest was last moved or saved; none when the step is empty
 */
public record Standstill(
        SheetState state, long sheets, long still, @Nullable Instant since) {

    Standstill plus(Standstill other) {
        return new Standstill(state, sheets + other.sheets, still + other.still, earlier(since, other.since));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isBefore(one) ? other : one;
    }
}
