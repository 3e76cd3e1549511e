package it.sioss.catalogue;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the clerk: the value, or what was typed when it could not be read, and where a prefilled value came
 * from. The value is a {@link String}, a {@link BigDecimal} or a list of strings.
 */
public record Answer(
        @Nullable Object value,
        @Nullable String raw,
        @Nullable Origin origin) implements Entry {

    public Answer {
        if (value instanceof BigDecimal number) {
            value = plain(number);
        } else if (value instanceof List<?> list) {
            value = list.stream().map(String.class::cast).toList();
        } else if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException("An answer is a text, a number or a list, not "
                    + value.getClass().getSimpleName());
        }
    }

    public static Answer of(String text) {
        return new Answer(text, null, null);
    }

    public static Answer of(long number) {
        return of(BigDecimal.valueOf(number));
    }

    public static Answer of(BigDecimal number) {
        return new Answer(number, null, null);
    }

    public static Answer of(List<String> choices) {
        return new Answer(choices, null, null);
    }

    /** What was typed and could not be read: kept as it is, judged at submission. */
    public static Answer unreadable(String raw) {
        return new Answer(null, raw, null);
    }

    public Answer from(@Nullable Origin newOrigin) {
        return new Answer(value, raw, newOrigin);
    }

    public @Nullable String text() {
        return value instanceof String text ? text : null;
    }

    public @Nullable BigDecimal number() {
        return value instanceof BigDecimal number ? number : null;
    }

    /** The chosen values of a multiple choice; empty when the answer is of another kind. */
    public List<String> choices() {
        return value instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    /** A blank text or an empty choice is no answer; zero is. */
    public boolean isAnswered() {
        if (value instanceof String text) {
            return !text.isBlank();
        }
        return value instanceof List<?> list ? !list.isEmpty() : value != null;
    }

    /** Something was put here, readable or not. */
    public boolean isTouched() {
        return isAnswered() || raw != null;
    }

    /** The same content, whatever its origin. */
    boolean saysTheSameAs(Answer other) {
        return from(null).equals(other.from(null));
    }

    /** What a source published for this question; null when no source did. */
    public @Nullable Received received() {
        return origin == null ? null : origin.received();
    }

    /** A source published another value than the one declared (or the one that was cleared). */
    public boolean isChangedFromSource() {
        Received received = received();
        return received != null && !received.value().equals(value);
    }

    /** It differs from its source and nobody has said why. */
    public boolean isUnexplained() {
        Received received = received();
        return received != null && isChangedFromSource() && received.reason() == null;
    }

    /** The same answer with the reason why it differs from its source; no reason where it does not. */
    public Answer because(@Nullable String reason) {
        boolean said = isChangedFromSource() && reason != null && !reason.isBlank();
        return origin == null ? this : from(origin.because(said ? reason : null));
    }

    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
