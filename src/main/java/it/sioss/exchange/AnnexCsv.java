package it.sioss.exchange;

import it.sioss.platform.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/**
 * Allegato 1 as a table of plain text, and back: a row per service with its answer, a row per line. For machines and for
 * whoever has no spreadsheet at hand.
 */
final class AnnexCsv {

    static final List<String> HEADERS = headers();

    private static final String NAME = "CSV";
    private static final String IDENTITY = "sioss.";
    private static final String SERVICE = "servizio";
    private static final String LINE = "riga";
    private static final int SERVICE_COLUMN = 2;
    private static final int ANSWER_COLUMN = 3;

    private AnnexCsv() {}

    /** "sezione", then the fields of a line with the answer of a service among them. */
    private static List<String> headers() {
        var headers = new ArrayList<String>(List.of("sezione"));
        AnnexCells.COLUMNS.forEach(column -> headers.add(column.field()));
        headers.add(ANSWER_COLUMN, "attivato");
        return List.copyOf(headers);
    }

    static String write(AnnexTable table) {
        StringBuilder csv = new StringBuilder("\uFEFF");
        CsvSheet.line(csv, HEADERS);
        List<String> identity = List.of(String.valueOf(table.year()), table.ats(), table.stamp());
        CsvSheet.line(csv, row(IDENTITY + "formato", Map.of(1, FilledAnnex.FORMAT)));
        for (int n = 0; n < identity.size(); n++) {
            CsvSheet.line(csv, row(IDENTITY + FilledAnnex.IDENTITY.get(n), Map.of(1, identity.get(n))));
        }
        return csv + body(table);
    }

    /** What the table says, without saying whose it is. */
    static String body(AnnexTable table) {
        StringBuilder csv = new StringBuilder();
        AnnexCells cells = new AnnexCells(table);
        for (AnnexTable.Service service : table.services()) {
            CsvSheet.line(
                    csv,
                    row(
                            SERVICE,
                            Map.of(
                                    SERVICE_COLUMN,
                                    CsvSheet.guarded(AnnexCells.label(service.service())),
                                    ANSWER_COLUMN,
                                    AnnexCells.answer(service.activated()))));
        }
        for (AnnexTable.Line line : table.lines()) {
            var row = new ArrayList<String>(List.of(LINE));
            cells.cells(line.number(), line.mode()).forEach(cell -> row.add(CsvSheet.guarded(cell)));
            row.add(ANSWER_COLUMN, "");
            CsvSheet.line(csv, row);
        }
        return csv.toString();
    }

    private static List<String> row(String section, Map<Integer, String> cells) {
        var row = new ArrayList<String>();
        for (int column = 0; column < HEADERS.size(); column++) {
            row.add(column == 0 ? section : cells.getOrDefault(column, ""));
        }
        return row;
    }

    /**
     * Reads the table back.
     *
     * @throws Refusal 413, 415 or 422 with every fault of the file
     */
    static FilledAnnex read(byte[] bytes) {
        Lines lines = new Lines();
        CsvSheet.records(bytes, lines::take);
        return lines.annex();
    }

    /** The records as they are read: the header, then identity, services and lines in any order. */
    private static final class Lines {

        private final Faults faults = new Faults();
        private final Map<String, String> identity = new LinkedHashMap<>();
        private final List<FilledAnnex.Row> services = new ArrayList<>();
        private final List<FilledAnnex.Row> lines = new ArrayList<>();

        void take(CSVRecord record) {
            int row = Math.toIntExact(record.getRecordNumber()) - 1;
            if (record.size() > HEADERS.size() + 20) {
                throw WorkbookInspection.tooLarge();
            }
            if (services.size() + lines.size() > FilledAnnex.MOST_LINES) {
                throw FilledAnnex.tooManyLines();
            }
            List<String> cells = record.stream().toList();
            if (row == 0) {
                header(cells);
            } else if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                read(row, cells);
            }
        }

        private static void header(List<String> cells) {
            if (!cells.stream().map(String::strip).toList().equals(HEADERS)) {
                throw Faults.ofFile(
                        422,
                        "COLONNA_RINOMINATA",
                        "La prima riga non porta i nomi delle colonne di SIOSS: " + String.join(", ", HEADERS) + ".",
                        "Usate il CSV scaricato dalla pagina dell'Allegato 1, separato da punto e virgola o da virgola.");
            }
        }

        private void read(int row, List<String> cells) {
            Place place = Place.at(NAME, row, 0);
            String section = cells.get(0).strip();
            if (section.startsWith(IDENTITY)) {
                identity.put(
                        section.substring(IDENTITY.length()),
                        cells.size() > 1 ? cells.get(1).strip() : "");
            } else if (cells.size() != HEADERS.size()) {
                faults.add(ExchangeFault.at(
                        place,
                        "RIGA_INCOMPLETA",
                        "La riga ha " + cells.size() + " celle, ne servono " + HEADERS.size() + ".",
                        "Controllate i separatori; se un testo contiene il separatore, mettetelo tra virgolette."));
            } else if (section.equals(SERVICE)) {
                services.add(new FilledAnnex.Row(
                        place, List.of(cell(row, SERVICE_COLUMN, cells), cell(row, ANSWER_COLUMN, cells))));
            } else if (section.equals(LINE)) {
                var filled = new ArrayList<FilledCell>();
                for (int column = 1; column < HEADERS.size(); column++) {
                    if (column != ANSWER_COLUMN) {
                        filled.add(cell(row, column, cells));
                    }
                }
                lines.add(new FilledAnnex.Row(place, List.copyOf(filled)));
            } else {
                faults.add(ExchangeFault.at(
                        place,
                        "SEZIONE_SCONOSCIUTA",
                        "La prima cella dice «" + AnswerTable.shown(section) + "».",
                        "Scrivete «" + SERVICE + "» o «" + LINE + "»."));
            }
        }

        private static FilledCell cell(int row, int column, List<String> cells) {
            String text = CsvSheet.unguarded(cells.get(column));
            return new FilledCell(text.isEmpty() ? null : text, Place.at(NAME, row, column));
        }

        FilledAnnex annex() {
            boolean ours = FilledAnnex.FORMAT.equals(identity.get("formato"))
                    && identity.keySet().containsAll(FilledAnnex.IDENTITY)
                    && identity.getOrDefault("anno", "").matches("[0-9]{4}");
            if (!ours) {
                throw FilledAnnex.notOurs();
            }
            faults.refuseIfAny();
            return new FilledAnnex(
                    Integer.parseInt(identity.getOrDefault("anno", "")),
                    identity.getOrDefault("ats", ""),
                    identity.getOrDefault("impronta", ""),
                    services,
                    lines);
        }
    }
}
