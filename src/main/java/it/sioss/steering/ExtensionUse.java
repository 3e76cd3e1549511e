package it.sioss.steering;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What has happened because of an extension and would lose its ground if it were undone. */
public interface ExtensionUse {

    /**
     * What depends on an extension, each in words that an administrator understands; asked when the windows already stand as
     * they would without it.
     */
    List<String> of(UUID extension, int year, Instant grantedAt);
}
