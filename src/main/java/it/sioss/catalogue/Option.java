package it.sioss.catalogue;

/** One choice of a closed list: what is stored and what the clerk reads. */
public record Option(String value, String label) {}
