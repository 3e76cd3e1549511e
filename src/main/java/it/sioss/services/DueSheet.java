package it.sioss.services;

/**
 * One sheet that follows from Allegato 1.
 *
 * @param body code of the implementing body; the ATS's own code when the ATS itself
 */
public record DueSheet(String module, SheetLevel level, String body, String bodyName, Dueness dueness, String reason) {}
