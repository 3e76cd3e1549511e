package it.sioss.sheet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who is at work on a sheet's open task. */
public record Claim(
        String username,
        @Nullable String displayName,
        @Nullable Instant since) {

    public String name() {
        return displayName == null ? username : displayName;
    }
}
