package it.sioss.exchange;

import java.util.Map;

/** A row of a grid as it came back: the id it had, or an empty one when the clerk has added it. */
record FilledRow(String id, Map<String, FilledCell> cells, Place place) {

    FilledRow {
        cells = Map.copyOf(cells);
    }

    boolean isBlank() {
        return cells.values().stream().allMatch(FilledCell::isBlank);
    }
}
