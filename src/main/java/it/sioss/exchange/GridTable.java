package it.sioss.exchange;

import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The worksheet of a grid as it is read row by row: every row says of which sheet it is, and which row it was. */
final class GridTable {

    private static final String COPY = "Ripartite da una copia appena scaricata e riportatevi i valori.";

    private final QuestionGrid grid;
    private final String worksheet;
    private final Identities identities;
    private final Faults faults;
    private final Map<Integer, List<FilledRow>> rows = new HashMap<>();
    private final Map<Integer, Set<String>> ids = new HashMap<>();
    private boolean keysRead;
    private boolean headerRead;

    GridTable(QuestionGrid grid, String worksheet, Identities identities, Faults faults) {
        this.grid = grid;
        this.worksheet = worksheet;
        this.identities = identities;
        this.faults = faults;
    }

    void row(int row, Map<Integer, FilledCell> cells) {
        if (row == WorkbookLayout.GRID_KEY_ROW) {
            keysRead = true;
            compare(row, cells, WorkbookLayout.gridKeys(grid));
        } else if (row == WorkbookLayout.GRID_HEADER_ROW) {
            headerRead = true;
            compare(row, cells, WorkbookLayout.gridHeaders(grid));
        } else if (row >= WorkbookLayout.FIRST_GRID_ROW) {
            data(row, cells);
        }
    }

    private void compare(int row, Map<Integer, FilledCell> cells, List<String> wanted) {
        for (int column = 0; column < wanted.size(); column++) {
            FilledCell cell = cells.get(column);
            String found = cell == null ? "" : cell.text().strip();
            if (!found.equals(wanted.get(column).strip())) {
                faults.add(ExchangeFault.at(
                        Place.at(worksheet, row, column),
                        "COLONNA_RINOMINATA",
                        "Qui deve esserci la colonna «" + wanted.get(column) + "», c'è «" + AnswerTable.shown(found)
                                + "».",
                        "Rimettete il nome e l'ordine delle colonne. " + COPY));
            }
        }
        cells.forEach((column, cell) -> outside(column, cell));
    }

    private void outside(int column, FilledCell cell) {
        if (column >= grid.columns().size() + 2 && !cell.isBlank()) {
            faults.add(ExchangeFault.at(
                    cell.place(),
                    "FUORI_DALLA_TABELLA",
                    "C'è qualcosa fuori dalle colonne della griglia.",
                    "Toglietelo, o spostatelo nella colonna giusta."));
        }
    }

    private void data(int row, Map<Integer, FilledCell> cells) {
        cells.forEach((column, cell) -> outside(column, cell));
        Map<String, FilledCell> answered = new LinkedHashMap<>();
        for (int c = 0; c < grid.columns().size(); c++) {
            Question column = grid.columns().get(c);
            answered.put(
                    column.key(), cells.getOrDefault(c + 2, new FilledCell(null, Place.at(worksheet, row, c + 2))));
        }
        String id = cells.containsKey(1) ? cells.get(1).text().strip() : "";
        FilledRow filled = new FilledRow(id, answered, Place.at(worksheet, row, 0));
        if (filled.isBlank() && id.isEmpty()) {
            return;
        }
        Integer number = number(cells.get(0));
        if (number == null) {
            faults.add(ExchangeFault.at(
                    filled.place(),
                    "SCHEDA_NON_INDICATA",
                    "La riga non dice a quale scheda appartiene.",
                    "Scrivete nella prima colonna il numero della scheda, come nel foglio «" + WorkbookLayout.ANSWERS
                            + "»."));
        } else if (!id.isEmpty()
                && !ids.computeIfAbsent(number, n -> new HashSet<>()).add(id)) {
            faults.add(ExchangeFault.at(
                    Place.at(worksheet, row, 1),
                    "RIGA_RIPETUTA",
                    "La riga «" + AnswerTable.shown(id) + "» c'è due volte.",
                    "Se avete copiato una riga per aggiungerne una, vuotate la colonna «Riga» della copia."));
        } else {
            rows.computeIfAbsent(number, n -> new ArrayList<>()).add(filled);
        }
    }

    private @Nullable Integer number(@Nullable FilledCell cell) {
        if (cell == null || cell.isBlank()) {
            return identities.byNumber().size() == 1
                    ? identities.byNumber().keySet().iterator().next()
                    : null;
        }
        String text = cell.text().strip();
        Integer number = text.matches("[0-9]{1,5}") ? Integer.valueOf(text) : null;
        return number != null && identities.byNumber().containsKey(number) ? number : null;
    }

    void finish() {
        if (!keysRead || !headerRead) {
            faults.add(new ExchangeFault(
                    "INTESTAZIONE_MANCANTE", worksheet, null, "Manca la riga con i nomi delle colonne.", COPY));
        }
    }

    List<FilledRow> rowsOf(int number) {
        return List.copyOf(rows.getOrDefault(number, List.of()));
    }
}
