package it.sioss.guide;

import java.time.Instant;

/** A frequent question as somebody left it once. */
public record FaqVersion(
        int version, String question, String answer, int place, boolean hidden, String author, Instant writtenAt) {}
