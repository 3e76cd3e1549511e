package it.sioss.catalogue;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bounds of an answer as the form states them; null where the form says nothing. */
public record Limits(
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer decimals,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable Pattern pattern) {}
