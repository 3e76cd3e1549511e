package it.sioss.guide;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request of assistance as one person sees it.
 *
 * @param about what it is about, in a few Italian words
 * @param mine whether the person who looks had asked it
 * @param messages what was asked and answered, from the first on
 */
public record AssistanceView(
        UUID id,
        AssistanceState state,
        String author,
        @Nullable UUID sheet,
        @Nullable String question,
        @Nullable String questionLabel,
        @Nullable Integer year,
        @Nullable String module,
        @Nullable String ats,
        @Nullable String atsName,
        @Nullable String region,
        String about,
        boolean mine,
        Instant openedAt,
        Instant changedAt,
        List<Message> messages) {

    /** What was said once: by who asks, or by the people in charge. */
    public record Message(boolean fromDesk, String words, String author, Instant at) {}

    public boolean closed() {
        return state == AssistanceState.CLOSED;
    }

    /** What was asked first. */
    public String asked() {
        return messages.isEmpty() ? "" : messages.get(0).words();
    }

    /** The latest answer, if there is one. */
    public @Nullable Message answer() {
        return messages.stream()
                .filter(Message::fromDesk)
                .reduce((one, next) -> next)
                .orElse(null);
    }
}
