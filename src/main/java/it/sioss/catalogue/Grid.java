package it.sioss.catalogue;

import java.util.List;
import java.util.Optional;

/** The rows the clerk added to a grid, in their order; each row has an id that never changes. */
public record Grid(List<GridRow> rows) implements Entry {

    public Grid {
        rows = List.copyOf(rows);
    }

    public Optional<GridRow> row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }
}
