package it.sioss.catalogue;

import java.time.Instant;

/** The severity an administrator has given to a rule for one year, and the reason every clerk concerned can read. */
public record SeverityChange(Severity severity, String reason, String author, Instant at) {}
