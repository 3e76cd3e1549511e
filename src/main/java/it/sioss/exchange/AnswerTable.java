package it.sioss.exchange;

import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The worksheet of the answers as it is read row by row: one question per row, one sheet per column. */
final class AnswerTable {

    private static final String COPY = "Ripartite da una copia appena scaricata e riportatevi i valori.";

    private final Set<String> keys;
    private final Identities identities;
    private final Faults faults;
    private final Map<Integer, Integer> sheetOfColumn = new TreeMap<>();
    private final Map<Integer, Map<String, FilledCell>> answers = new HashMap<>();
    private final Map<Integer, Map<String, List<FilledRow>>> grids = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private boolean headerRead;

    AnswerTable(FormDefinition form, Identities identities, Faults faults) {
        this.keys = WorkbookLayout.questions(form).stream().map(Question::key).collect(Collectors.toSet());
        this.identities = identities;
        this.faults = faults;
        identities.byNumber().keySet().forEach(number -> {
            answers.put(number, new LinkedHashMap<>());
            grids.put(number, new LinkedHashMap<>());
        });
    }

    void row(int row, Map<Integer, FilledCell> cells) {
        if (row == WorkbookLayout.HEADER_ROW) {
            header(cells);
        } else if (row == WorkbookLayout.BODY_ROW) {
            bodies(cells);
        } else if (row >= WorkbookLayout.FIRST_QUESTION_ROW) {
            question(row, cells);
        }
    }

    private void header(Map<Integer, FilledCell> cells) {
        headerRead = true;
        for (int column = 0; column < WorkbookLayout.HEADERS.size(); column++) {
            String wanted = WorkbookLayout.HEADERS.get(column);
            String found = text(cells, column);
            if (!found.equals(wanted)) {
                faults.add(ExchangeFault.at(
                        Place.at(WorkbookLayout.ANSWERS, WorkbookLayout.HEADER_ROW, column),
                        "COLONNA_RINOMINATA",
                        "Qui deve esserci la colonna «" + wanted + "», c'è «" + shown(found) + "».",
                        "Rimettete il nome e l'ordine delle colonne. " + COPY));
            }
        }
        Map<String, Integer> numbers = new HashMap<>();
        identities.byNumber().keySet().forEach(number -> numbers.put(WorkbookLayout.sheetHeader(number), number));
        cells.forEach((column, cell) -> {
            if (column >= WorkbookLayout.FIRST_SHEET_COLUMN) {
                sheetColumn(column, cell, numbers.get(cell.text().strip()));
            }
        });
        for (int number : identities.byNumber().keySet()) {
            if (!sheetOfColumn.containsValue(number)) {
                faults.add(new ExchangeFault(
                        "COLONNA_MANCANTE",
                        WorkbookLayout.ANSWERS,
                        null,
                        "Manca la colonna «" + WorkbookLayout.sheetHeader(number) + "».",
                        "Rimettetela. " + COPY));
            }
        }
    }

    private void sheetColumn(int column, FilledCell cell, @org.jspecify.annotations.Nullable Integer number) {
        if (number == null) {
            faults.add(ExchangeFault.at(
                    cell.place(),
                    "COLONNA_SCONOSCIUTA",
                    "La colonna «" + shown(cell.text()) + "» non è di SIOSS.",
                    "Toglietela, o rimettete il nome che aveva."));
        } else if (sheetOfColumn.containsValue(number)) {
            faults.add(ExchangeFault.at(
                    cell.place(),
                    "COLONNA_RIPETUTA",
                    "La colonna «" + cell.text().strip() + "» c'è due volte.",
                    "Lasciatene una sola, quella buona."));
        } else {
            sheetOfColumn.put(column, number);
        }
    }

    private void bodies(Map<Integer, FilledCell> cells) {
        sheetOfColumn.forEach((column, number) -> {
            SheetIdentity identity = identity(number);
            if (!text(cells, column).equals(identity.body().strip())) {
                faults.add(ExchangeFault.at(
                        Place.at(WorkbookLayout.ANSWERS, WorkbookLayout.BODY_ROW, column),
                        "INTESTAZIONE_CAMBIATA",
                        "Qui c'è «" + shown(text(cells, column)) + "», ma la colonna è di «" + identity.body() + "».",
                        "Non spostate le colonne fra le schede. " + COPY));
            }
        });
    }

    private void question(int row, Map<Integer, FilledCell> cells) {
        String key = text(cells, 0);
        Place place = Place.at(WorkbookLayout.ANSWERS, row, 0);
        boolean filled = cells.entrySet().stream()
                .anyMatch(cell -> cell.getKey() >= WorkbookLayout.FIRST_SHEET_COLUMN
                        && !cell.getValue().isBlank());
        if (key.isEmpty() && filled) {
            faults.add(ExchangeFault.at(
                    place,
                    "CHIAVE_MANCANTE",
                    "La riga " + (row + 1) + " ha risposte ma non dice di quale voce.",
                    "Rimettete la chiave nella prima colonna, o vuotate la riga."));
        } else if (!key.isEmpty() && !keys.contains(key)) {
            faults.add(ExchangeFault.at(
                    place,
                    "CHIAVE_SCONOSCIUTA",
                    "Il modulo non ha la voce «" + shown(key) + "».",
                    "Rimettete la chiave che c'era. " + COPY));
        } else if (!key.isEmpty() && !met.add(key)) {
            faults.add(ExchangeFault.at(
                    place,
                    "CHIAVE_RIPETUTA",
                    "La voce «" + key + "» c'è due volte.",
                    "Lasciate una sola riga per voce, quella buona."));
        } else if (!key.isEmpty()) {
            take(row, key, cells);
        }
    }

    private void take(int row, String key, Map<Integer, FilledCell> cells) {
        sheetOfColumn.forEach((column, number) -> of(answers, number)
                .put(
                        key,
                        cells.getOrDefault(
                                column, new FilledCell(null, Place.at(WorkbookLayout.ANSWERS, row, column)))));
        cells.forEach((column, cell) -> {
            if (column >= WorkbookLayout.FIRST_SHEET_COLUMN && !sheetOfColumn.containsKey(column) && !cell.isBlank()) {
                faults.add(ExchangeFault.at(
                        cell.place(),
                        "FUORI_DALLA_TABELLA",
                        "C'è qualcosa fuori dalle colonne delle schede.",
                        "Toglietelo, o spostatelo nella colonna giusta."));
            }
        });
    }

    void finish() {
        if (!headerRead) {
            faults.add(new ExchangeFault(
                    "INTESTAZIONE_MANCANTE",
                    WorkbookLayout.ANSWERS,
                    null,
                    "Manca la riga con i nomi delle colonne.",
                    COPY));
            return;
        }
        keys.stream()
                .filter(key -> !met.contains(key))
                .sorted()
                .forEach(key -> faults.add(new ExchangeFault(
                        "VOCE_MANCANTE",
                        WorkbookLayout.ANSWERS,
                        null,
                        "Manca la riga della voce «" + key + "».",
                        "Per non rispondere lasciate vuota la cella, senza togliere la riga. " + COPY)));
    }

    void add(QuestionGrid grid, GridTable table) {
        identities.byNumber().keySet().forEach(number -> of(grids, number).put(grid.key(), table.rowsOf(number)));
    }

    List<FilledSheet> sheets() {
        return sheetOfColumn.entrySet().stream()
                .map(entry -> new FilledSheet(
                        identity(entry.getValue()),
                        Place.at(WorkbookLayout.ANSWERS, WorkbookLayout.BODY_ROW, entry.getKey()),
                        of(answers, entry.getValue()),
                        of(grids, entry.getValue())))
                .toList();
    }

    private SheetIdentity identity(int number) {
        SheetIdentity identity = identities.byNumber().get(number);
        if (identity == null) {
            throw new IllegalStateException("columns are only taken from the identities");
        }
        return identity;
    }

    private static <T> Map<String, T> of(Map<Integer, Map<String, T>> bySheet, int number) {
        return bySheet.computeIfAbsent(number, n -> new LinkedHashMap<>());
    }

    private static String text(Map<Integer, FilledCell> cells, int column) {
        FilledCell cell = cells.get(column);
        return cell == null ? "" : cell.text().strip();
    }

    static String shown(String text) {
        String visible =
                text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]", "\uFFFD").strip();
        return visible.length() > 60 ? visible.substring(0, 60) + "…" : visible;
    }
}
