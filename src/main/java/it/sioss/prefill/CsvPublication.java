package it.sioss.prefill;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A publication as a table: one row for each district or municipality, one column for each indicator. */
final class CsvPublication {

    private static final int MAX_CELLS = 300;

    private CsvPublication() {}

    static void read(String text, PublicationRows rows) {
        String first = text.lines().findFirst().orElse("");
        boolean semicolon = first.indexOf(';') >= 0;
        if (semicolon == first.indexOf(',') >= 0) {
            rows.wrong(
                    "SEPARATORE_NON_AMMESSO",
                    1,
                    null,
                    "Nella prima riga non si capisce che cosa separi le colonne.",
                    "Usate il punto e virgola (;) oppure la virgola (,), uno solo dei due.");
            return;
        }
        char separator = semicolon ? ';' : ',';
        int tooWide = lineWithTooManyCells(text, separator);
        if (tooWide > 0) {
            rows.wrong(
                    "RIGA_NON_VALIDA",
                    tooWide,
                    null,
                    "La riga ha più di " + MAX_CELLS + " celle.",
                    "Lasciate solo le colonne previste.");
            return;
        }
        parse(text, separator, rows);
    }

    private static void parse(String text, char separator, PublicationRows rows) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setTrim(true)
                .get();
        int line = 0;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            List<String> columns = new ArrayList<>();
            for (CSVRecord cells : parser) {
                line = Math.toIntExact(cells.getRecordNumber());
                if (line == 1) {
                    header(cells, columns, rows);
                    if (rows.hasFindings()) {
                        return;
                    }
                } else if (!cells.stream().allMatch(String::isBlank) && !row(line, cells, columns, rows)) {
                    return;
                }
            }
        } catch (IOException | UncheckedIOException broken) {
            rows.wrong(
                    "VIRGOLETTE_NON_CHIUSE",
                    line + 1,
                    null,
                    "Le virgolette che iniziano una cella di questa riga non si chiudono dove dovrebbero.",
                    "Chiudete le virgolette, o toglietele.");
        }
    }

    private static void header(CSVRecord cells, List<String> columns, PublicationRows rows) {
        cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).forEach(columns::add);
        if (new HashSet<>(columns).size() < columns.size()) {
            rows.wrong("INTESTAZIONE_ERRATA", 1, null, "Una colonna c'è due volte.", "Lasciatene una sola.");
        }
        rows.header(columns);
    }

    private static boolean row(int line, CSVRecord cells, List<String> columns, PublicationRows rows) {
        if (cells.size() != columns.size()) {
            rows.wrong(
                    "RIGA_INCOMPLETA",
                    line,
                    null,
                    "La riga ha " + cells.size() + " celle, l'intestazione ne ha " + columns.size() + ".",
                    "Controllate i separatori: i decimali si scrivono con il punto.");
            return true;
        }
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byName.put(columns.get(i), cells.get(i).strip());
        }
        rows.heading(line, byName);
        return rows.row(line, byName);
    }

    /** Guards the parser's memory: a line of a million separators is refused before it is split. */
    private static int lineWithTooManyCells(String text, char separator) {
        int line = 1;
        int cells = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
                cells = 0;
            } else if (c == separator && ++cells >= MAX_CELLS) {
                return line;
            }
        }
        return 0;
    }
}
