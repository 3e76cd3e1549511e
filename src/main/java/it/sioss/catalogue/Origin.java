package it.sioss.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * Where a prefilled value came from, so that the clerk sees it before confirming it.
 *
 * @param received what the source sent, when it sends values that people supervise; null where it only proposes
 */
public record Origin(
        String source, @Nullable String detail, @Nullable Received received) {

    public Origin(String source, @Nullable String detail) {
        this(source, detail, null);
    }

    public static Origin of(String source) {
        return new Origin(source, null, null);
    }

    /** A value that a source published and that a person must supervise. */
    public static Origin of(String source, Received received) {
        return new Origin(source, null, received);
    }

    Origin because(@Nullable String reason) {
        return received == null ? this : new Origin(source, detail, received.because(reason));
    }
}
