package it.sioss.catalogue;

import java.math.BigDecimal;

/**
 * What districts of similar size declared for one figure in the last closed year.
 *
 * @param districts how many they are
 * @param deviation the median of the distances from the median: how far apart they usually are
 */
public record Peers(int districts, BigDecimal median, BigDecimal deviation) {}
