package it.sioss.registry;

/** A region or autonomous province with how many districts and people it has in one year. */
public record RegionSummary(RegionalBody body, int ats, int syntheticAts, Population population) {}
