package it.sioss.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What districts of similar size declared for one figure in the last closed year.
 *
 * @param districts how many they are
 * @param deviation the median of the distances from the median: how far apart they usually are
 */
public record Peers(int districts, BigDecimal median, BigDecimal deviation) {

    /** How many times the median a value is, in whole times as one says it; null when the median is zero. */
    @Nullable
    BigDecimal times(BigDecimal value) {
        return median.signum() == 0 ? null : value.divide(median, 0, RoundingMode.HALF_UP);
    }
}
