package it.sioss.catalogue;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One row of a grid: a stable id made by the page, and an answer for each filled cell. */
public record GridRow(String id, Map<String, Answer> cells) {

    public GridRow {
        cells = Collections.unmodifiableMap(new TreeMap<>(cells));
    }

    public @Nullable Answer cell(String column) {
        return cells.get(column);
    }
}
