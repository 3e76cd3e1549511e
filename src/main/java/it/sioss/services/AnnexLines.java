package it.sioss.services;

import java.util.List;
import java.util.UUID;

/** Who Allegato 1 lists for which service, as the decision on due sheets needs it. */
public interface AnnexLines {

    /** One line of Allegato 1 of an activated service. */
    record Line(int number, String service, ImplementingBody body) {}

    List<Line> of(UUID database);
}
