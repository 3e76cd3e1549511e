package it.sioss.sheet;

import org.jspecify.annotations.Nullable;

/** Who is at work on a sheet's open task. */
public record Claim(String username, @Nullable String displayName) {

    public String name() {
        return displayName == null ? username : displayName;
    }
}
