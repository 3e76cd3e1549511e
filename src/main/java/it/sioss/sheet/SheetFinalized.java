package it.sioss.sheet;

import java.util.UUID;

/** A sheet has been transmitted. */
public record SheetFinalized(UUID sheet, int year, String ats, String module) {}
