package it.sioss.sheet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A section that another system filled, and who has supervised it (circular, «dovranno essere supervisionate»).
 *
 * @param by null while it waits for somebody
 */
public record Confirmation(
        String section, @Nullable String by, @Nullable Instant at) {

    public boolean isGiven() {
        return by != null;
    }
}
