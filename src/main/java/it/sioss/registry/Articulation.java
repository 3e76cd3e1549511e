package it.sioss.registry;

import java.util.Map;

/** The division of a territory into districts that a file declares: the districts, and each municipality's own. */
record Articulation(Map<String, DeclaredAts> ats, Map<String, String> membership) {}
