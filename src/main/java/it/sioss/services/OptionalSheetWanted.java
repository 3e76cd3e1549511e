package it.sioss.services;

import it.sioss.access.Viewer;
import java.time.Instant;

/** An ATS adds a sheet it need not compile, for a body of its Allegato 1; it is opened in the same transaction. */
public record OptionalSheetWanted(ServiceDatabase database, DueSheet sheet, Viewer author, Instant at) {}
