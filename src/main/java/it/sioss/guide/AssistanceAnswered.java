package it.sioss.guide;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request of assistance was answered; published in the same transaction, for who tells the asker.
 *
 * @param asker the user name of who had asked
 * @param sheet the sheet it was about, if any
 * @param about what it was about, in a few Italian words
 */
public record AssistanceAnswered(
        UUID request, String asker, @Nullable UUID sheet, String about, Instant at) {}
