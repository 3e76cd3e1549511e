package it.sioss.sheet;

import java.util.UUID;

/** A reviewer has returned a sheet with remarks. */
public record SheetReturned(UUID sheet, int year, String ats, String module, String author) {}
