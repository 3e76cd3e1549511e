package it.sioss.registry;

/** One row of an uploaded articulation, as written; an absent optional cell is the empty string. */
record TerritoryRow(
        int row,
        String atsCode,
        String atsName,
        String regionalBody,
        String municipality,
        String municipalityName,
        String source) {}
