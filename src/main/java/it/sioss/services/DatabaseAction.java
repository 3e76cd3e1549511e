package it.sioss.services;

import it.sioss.platform.Motive;
import java.util.List;

/** A verb on a services database with everything that stands in its way; allowed if and only if nothing does. */
public record DatabaseAction(DatabaseVerb verb, List<Motive> motives) {

    public boolean allowed() {
        return motives.isEmpty();
    }
}
