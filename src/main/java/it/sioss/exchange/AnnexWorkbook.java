package it.sioss.exchange;

import it.sioss.platform.Refusal;
import it.sioss.services.Exercise;
import it.sioss.services.LegalForm;
import it.sioss.services.Manner;
import it.sioss.services.Nomenclature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.ProtectionOption;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Allegato 1 as a workbook: the services with their answer, the lines with closed lists, codes locked; and back. */
final class AnnexWorkbook {

    static final String SERVICES = "Servizi";
    static final String LINES = "Modalità";
    static final List<String> SERVICE_HEADERS = List.of("Codice", "Macroattività", "Servizio", "Attivato");

    private static final int ANSWER = 3;
    private static final int HEADER_ROW = 2;
    private static final int FIRST_ROW = 3;

    /** Room for the lines somebody adds. */
    private static final int OPEN_ROWS = 200;

    private static final List<Integer> WIDTHS = List.of(7, 44, 30, 28, 40, 28, 36, 16, 22, 60);

    private final Workbook workbook;
    private final AnnexTable table;
    private final AnnexCells cells;

    private AnnexWorkbook(Workbook workbook, AnnexTable table) {
        this.workbook = workbook;
        this.table = table;
        this.cells = new AnnexCells(table);
    }

    static void write(AnnexTable table, OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "SIOSS", "1.0")) {
            new AnnexWorkbook(workbook, table).write();
        }
    }

    private void write() throws IOException {
        Worksheet guide = workbook.newWorksheet(WorkbookLayout.GUIDE);
        Worksheet services = workbook.newWorksheet(SERVICES);
        Worksheet lines = workbook.newWorksheet(LINES);
        Worksheet listed = workbook.newWorksheet(WorkbookLayout.LISTS);
        guide(guide);
        Map<Integer, Range> lists = lists(listed);
        services(services, lists);
        lines(lines, lists);
        identity(workbook.newWorksheet(WorkbookLayout.IDENTITY));
        workbook.setActiveTab(2);
        workbook.finish();
    }

    private String title() {
        return "SIOSS · Allegato 1 · " + table.atsName() + " · annualità " + table.year();
    }

    private void guide(Worksheet sheet) {
        List<String> lines = List.of(
                title(),
                "",
                "Nel foglio «" + SERVICES + "» dite di ogni servizio se è stato attivato.",
                "Nel foglio «" + LINES
                        + "» ogni riga è una modalità di attuazione. Per aggiungerne una scrivetela in fondo e lasciate vuota la colonna «Riga»; per toglierne una svuotatela o eliminatela.",
                "Chi ha una modalità di attuazione è attivato, anche se non lo dite.",
                "I comuni si scrivono con il nome o con il codice ISTAT, separati da punto e virgola.",
                "La denominazione serve solo per i soggetti che non sono l'ambito o un comune; il codice fiscale ha undici cifre.",
                "Non rinominate fogli e colonne e non toccate i codici. Le formule non sono ammesse: incollate i valori.",
                "Fogli protetti contro le modifiche involontarie: parola di sblocco «" + WorkbookWriter.PROTECTION
                        + "».",
                "Caricate il file dalla pagina dell'Allegato 1: vedrete che cosa cambia prima di applicarlo.",
                "Le voci della nomenclatura sono ricostruite da fonti pubbliche: il testo ufficiale le sostituirà.");
        for (int row = 0; row < lines.size(); row++) {
            WorkbookWriter.text(sheet, row, 0, lines.get(row));
        }
        sheet.style(0, 0).bold().fontSize(14).set();
        sheet.width(0, 120);
        sheet.range(2, 0, lines.size() - 1, 0).style().wrapText(true).set();
        sheet.protect(WorkbookWriter.PROTECTION);
    }

    /** The closed lists by the column of the lines that offers them; that of the answers under the number 0. */
    private Map<Integer, Range> lists(Worksheet sheet) {
        Map<Integer, List<String>> choices = new LinkedHashMap<>();
        choices.put(0, List.of(AnnexCells.YES, AnnexCells.NO));
        choices.put(1, cells.services());
        choices.put(2, AnnexCells.labels(Manner.values(), Manner::label));
        choices.put(3, AnnexCells.labels(Exercise.values(), Exercise::label));
        choices.put(4, AnnexCells.labels(LegalForm.values(), LegalForm::label));
        choices.put(5, cells.towns());
        choices.put(8, List.of(AnnexCells.WHOLE, AnnexCells.SOME));
        Map<Integer, Range> lists = new LinkedHashMap<>();
        choices.forEach((column, words) -> {
            for (int row = 0; row < words.size(); row++) {
                WorkbookWriter.text(sheet, row, column, words.get(row));
            }
            if (!words.isEmpty()) {
                lists.put(column, sheet.range(0, column, words.size() - 1, column));
            }
        });
        sheet.setVisibilityState(VisibilityState.HIDDEN);
        sheet.protect(WorkbookWriter.PROTECTION);
        return lists;
    }

    private void head(Worksheet sheet, List<String> headers) {
        WorkbookWriter.text(sheet, 0, 0, title());
        sheet.style(0, 0).bold().fontSize(13).set();
        for (int column = 0; column < headers.size(); column++) {
            sheet.value(HEADER_ROW, column, headers.get(column));
        }
        sheet.range(HEADER_ROW, 0, HEADER_ROW, headers.size() - 1)
                .style()
                .bold()
                .wrapText(true)
                .verticalAlignment("top")
                .fillColor(WorkbookWriter.LOCKED_FILL)
                .set();
        sheet.freezePane(0, FIRST_ROW);
        WorkbookWriter.protect(sheet);
    }

    private void services(Worksheet sheet, Map<Integer, Range> lists) {
        head(sheet, SERVICE_HEADERS);
        int row = FIRST_ROW;
        for (AnnexTable.Service one : table.services()) {
            Nomenclature.Line service = one.service();
            List<String> said = List.of(
                    service.code(),
                    service.macroActivity() + " "
                            + Nomenclature.MACRO_ACTIVITIES.getOrDefault(service.macroActivity(), ""),
                    service.name(),
                    AnnexCells.answer(one.activated()));
            write(sheet, row++, said);
        }
        sheet.width(0, 10);
        sheet.width(1, 44);
        sheet.width(2, 70);
        sheet.width(ANSWER, 12);
        open(sheet.range(FIRST_ROW, ANSWER, Math.max(FIRST_ROW, row - 1), ANSWER), lists.get(0));
    }

    private static void write(Worksheet sheet, int row, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            if (!cells.get(column).isEmpty()) {
                WorkbookWriter.text(sheet, row, column, cells.get(column));
            }
        }
    }

    private void lines(Worksheet sheet, Map<Integer, Range> lists) {
        head(sheet, AnnexCells.COLUMNS.stream().map(AnnexCells.Column::header).toList());
        int row = FIRST_ROW;
        for (AnnexTable.Line line : table.lines()) {
            write(sheet, row++, cells.cells(line.number(), line.mode()));
        }
        int last = row + OPEN_ROWS;
        for (int column = 0; column < AnnexCells.COLUMNS.size(); column++) {
            sheet.width(column, WIDTHS.get(column));
            open(
                    sheet.range(column == 0 ? row : FIRST_ROW, column, last, column),
                    column == 0 ? null : lists.get(column));
        }
    }

    private static void open(Range range, @org.jspecify.annotations.Nullable Range list) {
        ((org.dhatim.fastexcel.StyleSetter) range.style()
                        .fillColor(WorkbookWriter.OPEN_FILL)
                        .borderStyle("thin")
                        .borderColor("B0BEC5")
                        .verticalAlignment("top")
                        .wrapText(true)
                        .format("@")
                        .protectionOption(ProtectionOption.LOCKED, false))
                .set();
        if (list != null) {
            range.validateWithList(list)
                    .errorStyle(DataValidationErrorStyle.STOP)
                    .showErrorMessage(true)
                    .errorTitle("Non in elenco")
                    .error("Scegliete una voce dell’elenco.");
        }
    }

    private void identity(Worksheet sheet) {
        sheet.value(0, 0, FilledAnnex.FORMAT);
        write(sheet, 1, FilledAnnex.IDENTITY);
        write(sheet, 2, List.of(String.valueOf(table.year()), table.ats(), table.stamp()));
        sheet.protect(WorkbookWriter.PROTECTION);
        sheet.setVisibilityState(VisibilityState.VERY_HIDDEN);
    }

    /**
     * Reads the workbook back.
     *
     * @throws Refusal 413, 415 or 422 with every fault of the file
     */
    static FilledAnnex read(byte[] bytes) {
        return OpenWorkbook.read(bytes, workbook -> {
            List<List<String>> identity = WorkbookReader.identityRows(workbook);
            boolean ours = identity.size() == 3
                    && identity.get(0).equals(List.of(FilledAnnex.FORMAT))
                    && identity.get(1).equals(FilledAnnex.IDENTITY)
                    && identity.get(2).size() == FilledAnnex.IDENTITY.size()
                    && identity.get(2).get(0).matches("[0-9]{4}");
            if (!ours) {
                throw FilledAnnex.notOurs();
            }
            WorkbookReader.worksheets(workbook, List.of(SERVICES, LINES));
            workbook.faults().refuseIfAny();
            var services = new Rows(workbook, SERVICES, SERVICE_HEADERS);
            var lines = new Rows(
                    workbook,
                    LINES,
                    AnnexCells.COLUMNS.stream().map(AnnexCells.Column::header).toList());
            services.read();
            lines.read();
            workbook.faults().refuseIfAny();
            return new FilledAnnex(
                    Integer.parseInt(identity.get(2).get(0)),
                    identity.get(2).get(1),
                    identity.get(2).get(2),
                    services.rows.stream()
                            .map(row -> new FilledAnnex.Row(
                                    row.place(),
                                    List.of(row.cells().get(0), row.cells().get(ANSWER))))
                            .toList(),
                    lines.rows);
        });
    }

    /** The rows of one worksheet below its header, which must be the one that was downloaded. */
    private static final class Rows {

        private final OpenWorkbook workbook;
        private final String name;
        private final List<String> headers;
        private final List<FilledAnnex.Row> rows = new ArrayList<>();
        private boolean headed;

        Rows(OpenWorkbook workbook, String name, List<String> headers) {
            this.workbook = workbook;
            this.name = name;
            this.headers = headers;
        }

        void read() throws IOException {
            workbook.each(name, this::take);
            if (!headed) {
                renamed(0, "");
            }
        }

        private void take(int row, Map<Integer, FilledCell> filled) {
            if (row == HEADER_ROW) {
                headed = true;
                for (int column = 0; column < headers.size(); column++) {
                    FilledCell found = filled.get(column);
                    String said = found == null ? "" : found.text().strip();
                    if (!said.equals(headers.get(column))) {
                        renamed(column, said);
                    }
                }
            }
            if (row >= HEADER_ROW) {
                filled.keySet().stream()
                        .filter(column -> column >= headers.size())
                        .forEach(column -> workbook.faults()
                                .add(ExchangeFault.at(
                                        Place.at(name, row, column),
                                        "COLONNA_SCONOSCIUTA",
                                        "Questa colonna non è dell'Allegato 1.",
                                        "Svuotatela: gli appunti stanno in un altro file.")));
            }
            if (row >= FIRST_ROW) {
                var cells = new ArrayList<FilledCell>();
                for (int column = 0; column < headers.size(); column++) {
                    cells.add(filled.getOrDefault(column, new FilledCell(null, Place.at(name, row, column))));
                }
                if (rows.size() >= FilledAnnex.MOST_LINES) {
                    throw FilledAnnex.tooManyLines();
                }
                rows.add(new FilledAnnex.Row(Place.at(name, row, 0), List.copyOf(cells)));
            }
        }

        private void renamed(int column, String said) {
            workbook.faults()
                    .add(ExchangeFault.at(
                            Place.at(name, HEADER_ROW, column),
                            "COLONNA_RINOMINATA",
                            "La colonna deve chiamarsi «" + headers.get(column) + "»"
                                    + (said.isEmpty() ? "." : ", non «" + AnswerTable.shown(said) + "»."),
                            "Rimettete il nome che c'era, o ripartite da una copia appena scaricata."));
        }
    }
}
