package it.sioss.registry;

import it.sioss.platform.UploadedText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The file a region sent, read into rows; what cannot be read is a finding, never a guess. */
record TerritoryFile(List<TerritoryRow> rows, List<ImportFinding> findings) {

    static final int MAX_BYTES = 4 * 1024 * 1024;
    static final String ATS_CODE = "codice_ats";
    static final String ATS_NAME = "denominazione_ats";
    static final String REGIONAL_BODY = "codice_ente_territoriale";
    static final String MUNICIPALITY = "codice_istat_comune";
    static final String MUNICIPALITY_NAME = "comune";
    static final String SOURCE = "origine";
    static final List<String> REQUIRED = List.of(ATS_CODE, ATS_NAME, REGIONAL_BODY, MUNICIPALITY);
    static final List<String> KNOWN =
            List.of(ATS_CODE, ATS_NAME, REGIONAL_BODY, MUNICIPALITY, MUNICIPALITY_NAME, SOURCE);

    private static final int MAX_CELLS = 50;

    static TerritoryFile read(byte[] bytes) {
        UploadedText text = UploadedText.of(bytes, MAX_BYTES);
        if (text instanceof UploadedText.Readable readable) {
            return parse(readable.text());
        }
        UploadedText.Refused refused = (UploadedText.Refused) text;
        return broken(new ImportFinding(refused.code(), refused.line(), null, refused.message(), refused.remedy()));
    }

    private static TerritoryFile parse(String text) {
        String firstLine = text.lines().findFirst().orElse("");
        List<Character> separators = separatorsOf(firstLine);
        if (separators.size() != 1) {
            return broken(wrongSeparator(firstLine, separators));
        }
        char separator = separators.get(0);
        int tooWide = firstLineWithMoreCells(text, separator);
        if (tooWide > 0) {
            return broken(new ImportFinding(
                    "RIGA_NON_VALIDA",
                    tooWide,
                    null,
                    "La riga ha più di " + MAX_CELLS + " celle.",
                    "Lasciate solo le colonne previste: " + String.join(", ", KNOWN) + "."));
        }
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setTrim(true)
                .get();
        int lastRow = 0;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            var reader = new RowReader();
            for (CSVRecord cells : parser) {
                lastRow = Math.toIntExact(cells.getRecordNumber());
                if (!reader.accept(lastRow, cells)) {
                    break;
                }
            }
            return reader.result();
        } catch (IOException | UncheckedIOException broken) {
            return broken(new ImportFinding(
                    "VIRGOLETTE_NON_CHIUSE",
                    lastRow + 1,
                    null,
                    "Le virgolette che iniziano una cella di questa riga non si chiudono dove dovrebbero.",
                    "Chiudete le virgolette, o raddoppiatele («\"\"») se fanno parte del testo."));
        }
    }

    /** Of the two separators we accept, those that make the header's names appear. */
    private static List<Character> separatorsOf(String header) {
        boolean semicolon = header.indexOf(';') >= 0;
        boolean comma = header.indexOf(',') >= 0;
        if (header.indexOf('\t') >= 0 || header.indexOf('|') >= 0) {
            return List.of();
        }
        if (semicolon && comma) {
            return List.of(';', ',');
        }
        return semicolon ? List.of(';') : comma ? List.of(',') : List.of();
    }

    private static ImportFinding wrongSeparator(String header, List<Character> separators) {
        String found = separators.size() > 1
                ? "Nell'intestazione ci sono sia il punto e virgola sia la virgola: non si capisce quale separi le colonne."
                : header.indexOf('\t') >= 0
                        ? "Le colonne sono separate da tabulazioni."
                        : header.indexOf('|') >= 0
                                ? "Le colonne sono separate da barre verticali (|)."
                                : "Nella prima riga non c'è né il punto e virgola né la virgola: non si vedono colonne.";
        return new ImportFinding(
                "SEPARATORE_NON_AMMESSO",
                1,
                null,
                found,
                "Salvate il file come CSV con le colonne separate da punto e virgola (;) o da virgola (,); la prima riga deve"
                        + " portare i nomi delle colonne: " + String.join(", ", REQUIRED) + ".");
    }

    /** Guards the parser's memory: a line of a million separators is refused before it is split. */
    private static int firstLineWithMoreCells(String text, char separator) {
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

    private static TerritoryFile broken(ImportFinding finding) {
        return new TerritoryFile(List.of(), List.of(finding));
    }

    /** Reads the header, then the rows below it. */
    private static final class RowReader {
        private final List<TerritoryRow> rows = new ArrayList<>();
        private final List<ImportFinding> findings = new ArrayList<>();
        private final Map<String, Integer> columns = new LinkedHashMap<>();

        /** False when nothing below can be understood. */
        boolean accept(int row, CSVRecord cells) {
            if (row == 1) {
                readHeader(cells);
                return findings.isEmpty();
            }
            if (isBlank(cells)) {
                return true;
            }
            if (cells.size() != columns.size()) {
                findings.add(new ImportFinding(
                        "RIGA_INCOMPLETA",
                        row,
                        null,
                        "La riga ha " + cells.size() + " celle, l'intestazione ne ha " + columns.size() + ".",
                        "Controllate i separatori; se un nome contiene il separatore, mettetelo tra virgolette."));
                return true;
            }
            rows.add(new TerritoryRow(
                    row,
                    cell(cells, ATS_CODE),
                    cell(cells, ATS_NAME),
                    cell(cells, REGIONAL_BODY),
                    cell(cells, MUNICIPALITY),
                    cell(cells, MUNICIPALITY_NAME),
                    cell(cells, SOURCE)));
            return true;
        }

        private void readHeader(CSVRecord header) {
            List<String> strangers = new ArrayList<>();
            for (int i = 0; i < header.size(); i++) {
                String name = header.get(i).strip().toLowerCase(Locale.ROOT);
                if (columns.put(name.isEmpty() ? "colonna " + (i + 1) : name, i) != null) {
                    findings.add(headerFinding(
                            "La colonna «" + name + "» c'è due volte.", "Lasciatene una sola, quella buona."));
                }
                if (!KNOWN.contains(name)) {
                    strangers.add(name.isEmpty() ? "(senza nome)" : CellText.shown(name));
                }
            }
            List<String> missing =
                    REQUIRED.stream().filter(name -> !columns.containsKey(name)).toList();
            if (!missing.isEmpty()) {
                findings.add(headerFinding(
                        (missing.size() == 1 ? "Manca la colonna " : "Mancano le colonne ") + quoted(missing) + "."
                                + (strangers.isEmpty() ? "" : " Non sono riconosciute: " + quoted(strangers) + "."),
                        "Scrivete nella prima riga i nomi esatti: " + String.join(", ", REQUIRED) + " (facoltative: "
                                + MUNICIPALITY_NAME + ", " + SOURCE + ")."));
            } else if (!strangers.isEmpty()) {
                findings.add(headerFinding(
                        (strangers.size() == 1 ? "Colonna non prevista: " : "Colonne non previste: ")
                                + quoted(strangers) + ".",
                        "Toglietele: il file deve contenere solo le colonne " + String.join(", ", KNOWN) + "."));
            }
        }

        private String cell(CSVRecord cells, String column) {
            Integer index = columns.get(column);
            return index == null ? "" : cells.get(index).strip();
        }

        TerritoryFile result() {
            if (rows.isEmpty() && findings.isEmpty()) {
                findings.add(ImportFinding.ofFile(
                        "FILE_VUOTO",
                        "Sotto l'intestazione non c'è nessuna riga.",
                        "Caricate il file con una riga per ogni comune."));
            }
            return new TerritoryFile(List.copyOf(rows), List.copyOf(findings));
        }

        private static boolean isBlank(CSVRecord cells) {
            return cells.stream().allMatch(String::isBlank);
        }

        private static ImportFinding headerFinding(String message, String remedy) {
            return new ImportFinding("INTESTAZIONE_ERRATA", 1, null, message, remedy);
        }
    }

    static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(name -> "«" + name + "»").toList());
    }
}
