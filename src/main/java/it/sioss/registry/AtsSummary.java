package it.sioss.registry;

/** A district with the size it has in one year, as the lists show it. */
public record AtsSummary(Ats ats, Population population) {}
