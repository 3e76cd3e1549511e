package it.sioss.prefill;

import org.jspecify.annotations.Nullable;

/** A source did not give what was asked; the message says why, in words for the administrator. */
public class SourceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SourceUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
