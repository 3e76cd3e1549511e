package it.sioss.catalogue;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A value as its source published it, kept beside what is declared.
 *
 * @param extractedOn the day the source drew it from its own data
 * @param period the period it speaks of, in words
 * @param reason why another value is declared; null while nobody said why
 */
public record Received(
        BigDecimal value,
        LocalDate extractedOn,
        String period,
        @Nullable String reason) {

    public Received {
        value = Answer.plain(value);
    }

    Received because(@Nullable String words) {
        return new Received(value, extractedOn, period, words);
    }
}
