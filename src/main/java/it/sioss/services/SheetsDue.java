package it.sioss.services;

import java.time.Instant;
import java.util.List;

/** The sheets an ATS owes for a year, as just decided; they are opened in the same transaction. */
public record SheetsDue(int year, String ats, String atsName, String region, List<DueSheet> sheets, Instant at) {}
