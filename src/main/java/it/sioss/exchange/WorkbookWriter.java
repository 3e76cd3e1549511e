package it.sioss.exchange;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.Grid;
import it.sioss.catalogue.GridRow;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Option;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import it.sioss.catalogue.QuestionType;
import it.sioss.catalogue.Section;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.ProtectionOption;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.SheetProtectionOption;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes sheets of one module into a workbook to be filled in: codes and labels locked, answers open. */
final class WorkbookWriter {

    /** Room for the rows somebody adds to a grid. */
    private static final int OPEN_ROWS = 60;

    /** Known to all: it keeps from changing a code by mistake, nothing else. */
    static final String PROTECTION = "sioss";

    static final String LOCKED_FILL = "E8F0F7";
    static final String OPEN_FILL = "FFFFFF";

    /** One sheet to write: who it is, what it says, the lists of its own territory. */
    record Column(SheetIdentity identity, String district, Answers answers, Map<String, List<Option>> options) {}

    private final Workbook workbook;
    private final FormDefinition form;
    private final ModuleRevision revision;
    private final List<Column> columns;
    private final Map<String, Range> lists = new LinkedHashMap<>();

    private WorkbookWriter(Workbook workbook, ModuleRevision revision, List<Column> columns) {
        this.workbook = workbook;
        this.revision = revision;
        this.form = revision.form();
        this.columns = columns;
    }

    static void write(ModuleRevision revision, List<Column> columns, OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "SIOSS", "1.0")) {
            new WorkbookWriter(workbook, revision, columns).write();
        }
    }

    private void write() throws IOException {
        Worksheet guide = workbook.newWorksheet(WorkbookLayout.GUIDE);
        Worksheet answers = workbook.newWorksheet(WorkbookLayout.ANSWERS);
        Map<QuestionGrid, Worksheet> grids = new LinkedHashMap<>();
        WorkbookLayout.gridNames(form).forEach((grid, name) -> grids.put(grid, workbook.newWorksheet(name)));
        Worksheet listed = workbook.newWorksheet(WorkbookLayout.LISTS);
        guide(guide);
        lists(listed);
        answers(answers);
        for (Map.Entry<QuestionGrid, Worksheet> grid : grids.entrySet()) {
            grid(grid.getKey(), grid.getValue());
        }
        identity(workbook.newWorksheet(WorkbookLayout.IDENTITY));
        workbook.setActiveTab(1);
        workbook.finish();
    }

    private String title() {
        return "SIOSS · Modulo " + revision.module() + " " + revision.title() + " · annualità "
                + columns.get(0).identity().year() + " · edizione " + revision.editionYear() + ", revisione "
                + revision.number();
    }

    private void guide(Worksheet sheet) {
        List<String> lines = List.of(
                title(),
                "",
                "Compilate le celle bianche del foglio «" + WorkbookLayout.ANSWERS + "»: una colonna per scheda.",
                "Nei fogli delle griglie ogni riga dice a quale scheda appartiene; per aggiungere una riga scrivetene una nuova in fondo e lasciate vuota la colonna «Riga».",
                "Una cella vuota vuol dire «nessuna risposta»; lo zero si scrive.",
                "I numeri si scrivono all'italiana: 1.234,5. Le formule non sono ammesse: incollate i valori.",
                "Non rinominate fogli e colonne e non toccate i codici: servono a ritrovare le voci.",
                "Fogli protetti contro le modifiche involontarie: parola di sblocco «" + PROTECTION + "».",
                "Caricate il file in SIOSS, da «Schede», «Carica un foglio»: vedrete che cosa cambia prima di applicarlo.",
                "Le voci del modulo sono ricostruite da fonti pubbliche: il testo ufficiale le sostituirà.");
        for (int row = 0; row < lines.size(); row++) {
            sheet.value(row, 0, lines.get(row));
        }
        sheet.style(0, 0).bold().fontSize(14).set();
        sheet.width(0, 120);
        sheet.range(2, 0, lines.size() - 1, 0).style().wrapText(true).set();
        sheet.protect(PROTECTION);
    }

    /** The choices of each closed list, where the cells that offer them can find them. */
    private void lists(Worksheet sheet) {
        List<Question> all = new ArrayList<>(WorkbookLayout.questions(form));
        WorkbookLayout.gridNames(form).keySet().forEach(grid -> all.addAll(grid.columns()));
        Map<List<Option>, Range> known = new LinkedHashMap<>();
        for (Question question : all) {
            List<Option> options = question.options();
            if (question.type() == QuestionType.SINGLE_CHOICE && !options.isEmpty()) {
                Range range = known.computeIfAbsent(options, choices -> list(sheet, known.size(), choices));
                lists.put(question.key(), range);
            }
        }
        sheet.setVisibilityState(VisibilityState.HIDDEN);
        sheet.protect(PROTECTION);
    }

    private static Range list(Worksheet sheet, int column, List<Option> options) {
        for (int row = 0; row < options.size(); row++) {
            sheet.value(row, column, CellCodec.encode(options.get(row).label()));
        }
        return sheet.range(0, column, options.size() - 1, column);
    }

    private void answers(Worksheet sheet) {
        int last = WorkbookLayout.FIRST_SHEET_COLUMN + columns.size() - 1;
        sheet.value(0, 0, title());
        sheet.style(0, 0).bold().fontSize(13).set();
        for (int column = 0; column < WorkbookLayout.HEADERS.size(); column++) {
            sheet.value(WorkbookLayout.HEADER_ROW, column, WorkbookLayout.HEADERS.get(column));
        }
        sheet.value(WorkbookLayout.BODY_ROW, 2, "Soggetto attuatore");
        sheet.value(WorkbookLayout.DISTRICT_ROW, 2, "Ambito");
        for (int n = 0; n < columns.size(); n++) {
            int column = WorkbookLayout.FIRST_SHEET_COLUMN + n;
            sheet.value(WorkbookLayout.HEADER_ROW, column, WorkbookLayout.sheetHeader(n + 1));
            text(
                    sheet,
                    WorkbookLayout.BODY_ROW,
                    column,
                    columns.get(n).identity().body());
            text(sheet, WorkbookLayout.DISTRICT_ROW, column, columns.get(n).district());
            sheet.width(column, columns.size() == 1 ? 40 : 22);
        }
        sheet.range(WorkbookLayout.HEADER_ROW, 0, WorkbookLayout.DISTRICT_ROW, last)
                .style()
                .bold()
                .wrapText(true)
                .verticalAlignment("top")
                .fillColor(LOCKED_FILL)
                .set();
        int row = WorkbookLayout.FIRST_QUESTION_ROW;
        for (Section section : form.sections()) {
            sheet.value(row, 2, section.title());
            sheet.range(row, 0, row, last).style().bold().fillColor(LOCKED_FILL).set();
            row++;
            for (var item : section.items()) {
                if (item instanceof Question question) {
                    question(sheet, row, question, last);
                } else if (item instanceof QuestionGrid grid) {
                    sheet.value(row, 1, grid.officialCode());
                    sheet.value(
                            row,
                            2,
                            grid.label() + ": nel foglio «"
                                    + WorkbookLayout.gridNames(form).get(grid) + "»");
                }
                row++;
            }
        }
        sheet.width(0, 10);
        sheet.width(1, 9);
        sheet.width(2, 46);
        sheet.width(3, 34);
        sheet.width(4, 60);
        sheet.freezePane(3, WorkbookLayout.FIRST_QUESTION_ROW);
        protect(sheet);
    }

    private void question(Worksheet sheet, int row, Question question, int last) {
        sheet.value(row, 0, question.key());
        sheet.value(row, 1, question.officialCode());
        sheet.value(row, 2, question.label());
        sheet.value(
                row,
                3,
                WorkbookLayout.allowed(question, new AnswerCells(columns.get(0).options())));
        sheet.value(row, 4, question.help());
        sheet.range(row, 0, row, 4)
                .style()
                .wrapText(true)
                .verticalAlignment("top")
                .set();
        for (int n = 0; n < columns.size(); n++) {
            Column column = columns.get(n);
            Object shown =
                    new AnswerCells(column.options()).shown(column.answers().answer(question.key()), question);
            value(sheet, row, WorkbookLayout.FIRST_SHEET_COLUMN + n, shown);
        }
        open(sheet, sheet.range(row, WorkbookLayout.FIRST_SHEET_COLUMN, row, last), question);
    }

    private void grid(QuestionGrid grid, Worksheet sheet) {
        List<String> keys = WorkbookLayout.gridKeys(grid);
        List<String> headers = WorkbookLayout.gridHeaders(grid);
        sheet.value(0, 0, grid.label() + ". " + grid.help());
        for (int column = 0; column < keys.size(); column++) {
            sheet.value(WorkbookLayout.GRID_KEY_ROW, column, keys.get(column));
            sheet.value(WorkbookLayout.GRID_HEADER_ROW, column, headers.get(column));
            sheet.width(column, column < 2 ? 12 : 20);
        }
        sheet.hideRow(WorkbookLayout.GRID_KEY_ROW);
        int row = WorkbookLayout.FIRST_GRID_ROW;
        for (int n = 0; n < columns.size(); n++) {
            Grid rows = columns.get(n).answers().grid(grid.key());
            for (GridRow answered : rows == null ? List.<GridRow>of() : rows.rows()) {
                sheet.value(row, 0, n + 1);
                sheet.value(row, 1, answered.id());
                for (int c = 0; c < grid.columns().size(); c++) {
                    Question column = grid.columns().get(c);
                    Answer cell = answered.cell(column.key());
                    value(sheet, row, c + 2, new AnswerCells(columns.get(n).options()).shown(cell, column));
                }
                row++;
            }
        }
        int lastRow = row + OPEN_ROWS;
        sheet.range(0, 0, WorkbookLayout.GRID_HEADER_ROW, keys.size() - 1)
                .style()
                .bold()
                .wrapText(true)
                .verticalAlignment("top")
                .fillColor(LOCKED_FILL)
                .set();
        unlocked(sheet.range(WorkbookLayout.FIRST_GRID_ROW, 0, lastRow, 1));
        for (int c = 0; c < grid.columns().size(); c++) {
            open(
                    sheet,
                    sheet.range(WorkbookLayout.FIRST_GRID_ROW, c + 2, lastRow, c + 2),
                    grid.columns().get(c));
        }
        sheet.freezePane(2, WorkbookLayout.FIRST_GRID_ROW);
        protect(sheet);
    }

    private void open(Worksheet sheet, Range range, Question question) {
        var style = range.style()
                .fillColor(OPEN_FILL)
                .borderStyle("thin")
                .borderColor("B0BEC5")
                .verticalAlignment("top")
                .wrapText(true);
        switch (question.type()) {
            case DATE -> style.format("dd/mm/yyyy");
            case TEXT, LONG_TEXT, SINGLE_CHOICE, MULTIPLE_CHOICE -> style.format("@");
            case NUMBER -> style.format(numberFormat(question));
        }
        ((org.dhatim.fastexcel.StyleSetter) style.protectionOption(ProtectionOption.LOCKED, false)).set();
        Range list = lists.get(question.key());
        if (list != null) {
            range.validateWithList(list)
                    .errorStyle(DataValidationErrorStyle.STOP)
                    .showErrorMessage(true)
                    .errorTitle("Risposta non in elenco")
                    .error("Scegliete una voce dell’elenco.");
        }
    }

    private static String numberFormat(Question question) {
        Integer decimals = question.limits().decimals();
        return decimals != null && decimals == 0 ? "#,##0" : "#,##0.##########";
    }

    static void unlocked(Range range) {
        ((org.dhatim.fastexcel.StyleSetter)
                        range.style().fillColor(OPEN_FILL).protectionOption(ProtectionOption.LOCKED, false))
                .set();
    }

    static void protect(Worksheet sheet) {
        EnumSet<SheetProtectionOption> guarded = EnumSet.copyOf(SheetProtectionOption.DEFAULT_OPTIONS);
        guarded.removeAll(EnumSet.of(
                SheetProtectionOption.FORMAT_CELLS,
                SheetProtectionOption.FORMAT_COLUMNS,
                SheetProtectionOption.FORMAT_ROWS,
                SheetProtectionOption.INSERT_ROWS,
                SheetProtectionOption.AUTO_FILTER));
        sheet.protect(PROTECTION, guarded);
    }

    private void identity(Worksheet sheet) {
        sheet.value(0, 0, WorkbookLayout.FORMAT);
        for (int column = 0; column < WorkbookLayout.IDENTITY_HEADERS.size(); column++) {
            sheet.value(1, column, WorkbookLayout.IDENTITY_HEADERS.get(column));
        }
        for (int n = 0; n < columns.size(); n++) {
            SheetIdentity identity = columns.get(n).identity();
            List<String> cells = List.of(
                    String.valueOf(n + 1),
                    identity.sheet().toString(),
                    String.valueOf(identity.year()),
                    identity.module(),
                    identity.ats(),
                    identity.body(),
                    identity.revision().toString(),
                    String.valueOf(identity.version()));
            for (int column = 0; column < cells.size(); column++) {
                text(sheet, n + 2, column, cells.get(column));
            }
        }
        sheet.protect(PROTECTION);
        sheet.setVisibilityState(VisibilityState.VERY_HIDDEN);
    }

    static void text(Worksheet sheet, int row, int column, String text) {
        sheet.value(row, column, CellCodec.encode(text));
    }

    private static void value(Worksheet sheet, int row, int column, @Nullable Object shown) {
        if (shown instanceof BigDecimal number) {
            sheet.value(row, column, number);
        } else if (shown instanceof LocalDate date) {
            sheet.value(row, column, date);
        } else if (shown instanceof String text && !text.isEmpty()) {
            text(sheet, row, column, text);
        }
    }
}
