package it.sioss.worklist;

import org.jspecify.annotations.Nullable;

/**
 * The one line of context above every page.
 *
 * @param urgent only when it is true that something will be lost soon
 */
public record FrameContext(
        int year,
        @Nullable String territory,
        @Nullable String deadlineWords,
        @Nullable String remainingWords,
        boolean urgent,
        boolean demo) {}
