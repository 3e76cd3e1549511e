package it.sioss.sheet;

import it.sioss.platform.Motive;
import java.util.List;

/** A verb with everything that stands in its way; allowed if and only if nothing does. */
public record Action(Verb verb, List<Motive> motives) {

    public boolean allowed() {
        return motives.isEmpty();
    }
}
