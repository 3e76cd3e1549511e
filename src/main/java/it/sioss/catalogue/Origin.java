package it.sioss.catalogue;

import org.jspecify.annotations.Nullable;

/** Where a prefilled value came from, so that the clerk sees it before confirming it. */
public record Origin(String source, @Nullable String detail) {

    public static Origin of(String source) {
        return new Origin(source, null);
    }
}
