package it.sioss.exchange;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.Grid;
import it.sioss.catalogue.GridRow;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import it.sioss.platform.Refusal;
import it.sioss.platform.UploadedText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * One sheet as a table of plain text, and back: a line per answer, the cells of a grid told apart by their row. For
 * machines and for whoever has no spreadsheet at hand.
 */
final class CsvSheet {

    private static final List<String> HEADERS =
            List.of("chiave", "riga", "risposta", "codice", "voce", "ammesse", "aiuto");
    private static final String NAME = "CSV";
    private static final String IDENTITY = "sioss.";
    private static final List<String> IDENTITY_NAMES =
            List.of("formato", "scheda", "anno", "modulo", "ats", "soggetto", "revisione", "versione");
    private static final int MOST_LINES = 20_000;
    private static final int MOST_CELLS = 7;
    private static final int MOST_SEPARATORS = 100;

    private CsvSheet() {}

    static String write(FormDefinition form, WorkbookWriter.Column sheet) {
        StringBuilder csv = new StringBuilder("\uFEFF");
        line(csv, HEADERS);
        List<String> identity = identity(sheet.identity());
        for (int i = 0; i < identity.size(); i++) {
            line(csv, List.of(IDENTITY + IDENTITY_NAMES.get(i), "", identity.get(i), "", "", "", ""));
        }
        AnswerCells cells = new AnswerCells(sheet.options());
        for (FormItem item : form.items().values()) {
            if (item instanceof Question question) {
                Answer answer = sheet.answers().answer(question.key());
                line(csv, line(question.key(), "", question, answer, cells));
            } else if (item instanceof QuestionGrid grid) {
                Grid rows = sheet.answers().grid(grid.key());
                for (GridRow row : rows == null ? List.<GridRow>of() : rows.rows()) {
                    for (Question column : grid.columns()) {
                        String key = grid.key() + "." + column.key();
                        line(csv, line(key, row.id(), column, row.cell(column.key()), cells));
                    }
                }
            }
        }
        return csv.toString();
    }

    private static List<String> identity(SheetIdentity identity) {
        return List.of(
                WorkbookLayout.FORMAT,
                identity.sheet().toString(),
                String.valueOf(identity.year()),
                identity.module(),
                identity.ats(),
                identity.body(),
                identity.revision().toString(),
                String.valueOf(identity.version()));
    }

    private static List<String> line(
            String key,
            String row,
            Question question,
            @org.jspecify.annotations.Nullable Answer answer,
            AnswerCells cells) {
        String shown = cells.shownAsText(answer, question);
        boolean number = answer != null && answer.number() != null;
        return List.of(
                key,
                row,
                number ? shown : guarded(shown),
                question.officialCode(),
                guarded(question.label()),
                guarded(WorkbookLayout.allowed(question, cells)),
                guarded(question.help()));
    }

    /** A text that a spreadsheet would take for a formula wears an apostrophe, as does one that already wears it. */
    static String guarded(String text) {
        return text.matches("(?s)['=+\\-@\\t\\r\uFF1D].*") ? "'" + text : text;
    }

    static String unguarded(String text) {
        return text.matches("(?s)'['=+\\-@\\t\\r\uFF1D].*") ? text.substring(1) : text;
    }

    static void line(StringBuilder csv, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            csv.append(i == 0 ? "" : ";")
                    .append('"')
                    .append(cells.get(i).replace("\"", "\"\""))
                    .append('"');
        }
        csv.append("\r\n");
    }

    /**
     * Reads the table back.
     *
     * @throws Refusal 413, 415 or 422 with every fault of the file
     */
    static FilledSheet read(byte[] bytes, Function<UUID, ModuleRevision> revisions) {
        Lines lines = new Lines();
        records(bytes, lines::take);
        return lines.sheet(revisions);
    }

    /** The records of a text with semicolons or commas, in any encoding a spreadsheet may have saved it in. */
    static void records(byte[] bytes, Consumer<CSVRecord> taker) {
        UploadedText text = UploadedText.ofAnyEncoding(bytes, Exchange.MAX_BYTES);
        if (text instanceof UploadedText.Refused refused) {
            throw Faults.ofFile(415, "FORMATO_NON_AMMESSO", refused.message(), refused.remedy());
        }
        parse(((UploadedText.Readable) text).text(), taker);
    }

    private static void parse(String text, Consumer<CSVRecord> taker) {
        String header = text.lines().findFirst().orElse("").replace("\"", "").strip();
        char separator = header.indexOf(';') >= 0 ? ';' : ',';
        if (tooWide(text, separator)) {
            throw WorkbookInspection.tooLarge();
        }
        CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord cells : parser) {
                taker.accept(cells);
            }
        } catch (IOException | UncheckedIOException broken) {
            throw Faults.ofFile(
                    422,
                    "VIRGOLETTE_NON_CHIUSE",
                    "Le virgolette di una cella non si chiudono dove dovrebbero.",
                    "Chiudete le virgolette, o raddoppiatele se fanno parte del testo.");
        }
    }

    /** Guards the parser's memory: a line of a million separators is refused before it is split. */
    private static boolean tooWide(String text, char separator) {
        int cells = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length() && cells < MOST_SEPARATORS; i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            cells = c == '\n' && !quoted ? 0 : c == separator && !quoted ? cells + 1 : cells;
        }
        return cells >= MOST_SEPARATORS;
    }

    /** The lines as they are read: first the header, then identity and answers in any order. */
    private static final class Lines {

        private final Faults faults = new Faults();
        private final Map<String, String> identity = new LinkedHashMap<>();
        private final Map<String, FilledCell> answers = new LinkedHashMap<>();
        private final Map<String, Map<String, Map<String, FilledCell>>> grids = new HashMap<>();
        private final Map<String, Place> rowPlaces = new HashMap<>();

        void take(CSVRecord cells) {
            int line = Math.toIntExact(cells.getRecordNumber()) - 1;
            if (line > MOST_LINES || cells.size() > MOST_CELLS + 20) {
                throw WorkbookInspection.tooLarge();
            }
            if (line == 0) {
                header(cells);
            } else if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                answer(line, cells);
            }
        }

        private void header(CSVRecord cells) {
            List<String> found = cells.stream().map(String::strip).toList();
            if (found.size() < 3 || !found.subList(0, 3).equals(HEADERS.subList(0, 3))) {
                throw Faults.ofFile(
                        422,
                        "COLONNA_RINOMINATA",
                        "La prima riga non porta i nomi delle colonne di SIOSS: " + String.join(", ", HEADERS) + ".",
                        "Usate il CSV scaricato dalla pagina della scheda, separato da punto e virgola o da virgola.");
            }
        }

        private void answer(int line, CSVRecord cells) {
            Place place = Place.at(NAME, line, 2);
            if (cells.size() < 3) {
                faults.add(ExchangeFault.at(
                        place,
                        "RIGA_INCOMPLETA",
                        "La riga ha " + cells.size() + " celle, ne servono almeno tre.",
                        "Controllate i separatori; se un testo contiene il separatore, mettetelo tra virgolette."));
                return;
            }
            String key = cells.get(0).strip();
            String row = cells.get(1).strip();
            FilledCell cell = new FilledCell(unguarded(cells.get(2)), place);
            boolean repeated;
            if (key.startsWith(IDENTITY)) {
                repeated = identity.put(
                                key.substring(IDENTITY.length()), cell.text().strip())
                        != null;
            } else if (key.contains(".")) {
                String grid = key.substring(0, key.indexOf('.'));
                rowPlaces.putIfAbsent(grid + "." + row, place);
                repeated = grids.computeIfAbsent(grid, g -> new LinkedHashMap<>())
                                .computeIfAbsent(row, r -> new LinkedHashMap<>())
                                .put(key.substring(key.indexOf('.') + 1), cell)
                        != null;
            } else {
                repeated = answers.put(key, cell) != null;
            }
            if (repeated) {
                faults.add(ExchangeFault.at(
                        place,
                        "CHIAVE_RIPETUTA",
                        "La voce «" + AnswerTable.shown(key) + "» c'è due volte.",
                        "Lasciate una sola riga, quella buona."));
            }
        }

        FilledSheet sheet(Function<UUID, ModuleRevision> revisions) {
            List<String> said = new ArrayList<>();
            for (String name : IDENTITY_NAMES) {
                said.add(identity.getOrDefault(name, ""));
            }
            if (!said.get(0).equals(WorkbookLayout.FORMAT)) {
                throw Identities.notOurs();
            }
            SheetIdentity sheet = Identities.identity(said);
            FormDefinition form =
                    new Identities(Map.of(1, sheet)).revision(revisions).form();
            compare(form);
            faults.refuseIfAny();
            Map<String, List<FilledRow>> rows = new LinkedHashMap<>();
            form.items().values().forEach(item -> {
                if (item instanceof QuestionGrid grid) {
                    rows.put(grid.key(), rows(grid));
                }
            });
            return new FilledSheet(sheet, Place.at(NAME, 0, 0), answers, rows);
        }

        private void compare(FormDefinition form) {
            answers.forEach((key, cell) -> {
                if (form.question(key) == null) {
                    unknown(key, cell.place());
                }
            });
            grids.forEach((key, rows) -> rows.forEach((row, cells) -> cells.forEach((column, cell) -> {
                QuestionGrid grid = form.grid(key);
                if (grid == null || grid.column(column) == null) {
                    unknown(key + "." + column, cell.place());
                }
            })));
            WorkbookLayout.questions(form).stream()
                    .filter(question -> !answers.containsKey(question.key()))
                    .forEach(question -> faults.add(new ExchangeFault(
                            "VOCE_MANCANTE",
                            NAME,
                            null,
                            "Manca la riga della voce «" + question.key() + "».",
                            "Per non rispondere lasciate vuota la cella, senza togliere la riga.")));
        }

        private void unknown(String key, Place place) {
            faults.add(ExchangeFault.at(
                    place,
                    "CHIAVE_SCONOSCIUTA",
                    "Il modulo non ha la voce «" + AnswerTable.shown(key) + "».",
                    "Rimettete la chiave che c'era."));
        }

        private List<FilledRow> rows(QuestionGrid grid) {
            List<FilledRow> rows = new ArrayList<>();
            grids.getOrDefault(grid.key(), Map.of()).forEach((row, cells) -> {
                Place place = rowPlaces.getOrDefault(grid.key() + "." + row, Place.at(NAME, 0, 0));
                Map<String, FilledCell> all = new LinkedHashMap<>();
                grid.columns()
                        .forEach(column ->
                                all.put(column.key(), cells.getOrDefault(column.key(), new FilledCell(null, place))));
                rows.add(new FilledRow(row, all, place));
            });
            return rows;
        }
    }
}
