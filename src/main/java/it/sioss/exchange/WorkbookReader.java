package it.sioss.exchange;

import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.QuestionGrid;
import it.sioss.platform.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** Reads a workbook that came back: first that it is one of ours and whole, then what every cell says. */
final class WorkbookReader {

    private final ReadableWorkbook workbook;
    private final Faults faults = new Faults();

    private WorkbookReader(ReadableWorkbook workbook) {
        this.workbook = workbook;
    }

    /**
     * The sheets a workbook speaks of.
     *
     * @throws Refusal 413, 415 or 422 with every fault of the file
     */
    static List<FilledSheet> read(byte[] bytes, Function<UUID, ModuleRevision> revisions) {
        WorkbookInspection.inspect(bytes);
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, true))) {
            return new WorkbookReader(workbook).read(revisions);
        } catch (IOException
                | UncheckedIOException
                | ExcelReaderException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | NullPointerException damaged) {
            // the library says in many ways that the parts of a workbook do not fit together
            throw WorkbookInspection.damaged(damaged);
        }
    }

    private List<FilledSheet> read(Function<UUID, ModuleRevision> revisions) throws IOException {
        Map<String, Sheet> sheets = new LinkedHashMap<>();
        try (Stream<Sheet> all = workbook.getSheets()) {
            all.forEach(sheet -> sheets.put(sheet.getName(), sheet));
        }
        Identities identities = identities(sheets.get(WorkbookLayout.IDENTITY));
        FormDefinition form = identities.revision(revisions).form();
        Map<QuestionGrid, String> grids = WorkbookLayout.gridNames(form);
        worksheets(sheets, grids);
        faults.refuseIfAny();
        AnswerTable answers = new AnswerTable(form, identities, faults);
        each(WorkbookLayout.ANSWERS, sheets, answers::row);
        answers.finish();
        for (Map.Entry<QuestionGrid, String> grid : grids.entrySet()) {
            GridTable table = new GridTable(grid.getKey(), grid.getValue(), identities, faults);
            each(grid.getValue(), sheets, table::row);
            table.finish();
            answers.add(grid.getKey(), table);
        }
        faults.refuseIfAny();
        return answers.sheets();
    }

    private Identities identities(@Nullable Sheet sheet) throws IOException {
        if (sheet == null) {
            throw Identities.notOurs();
        }
        List<List<String>> rows = new ArrayList<>();
        each(
                sheet,
                (row, cells) -> rows.add(cells.values().stream()
                        .map(FilledCell::text)
                        .map(String::strip)
                        .toList()));
        return Identities.of(rows);
    }

    private void worksheets(Map<String, Sheet> found, Map<QuestionGrid, String> grids) {
        List<String> expected = new ArrayList<>(List.of(WorkbookLayout.ANSWERS));
        expected.addAll(grids.values());
        for (String name : expected) {
            if (!found.containsKey(name)) {
                faults.add(ExchangeFault.ofFile(
                        "FOGLIO_MANCANTE",
                        "Manca il foglio «" + name + "», o è stato rinominato.",
                        "Rimettete il nome, o ripartite da una copia appena scaricata."));
            }
        }
        List<String> known = new ArrayList<>(expected);
        known.addAll(List.of(WorkbookLayout.GUIDE, WorkbookLayout.LISTS, WorkbookLayout.IDENTITY));
        for (String name : found.keySet()) {
            if (!known.contains(name)) {
                faults.add(ExchangeFault.ofFile(
                        "FOGLIO_SCONOSCIUTO",
                        "Il foglio «" + name + "» non è di SIOSS.",
                        "Toglietelo dalla cartella prima di caricarla."));
            }
        }
    }

    /** A row as its number and its filled cells by column. */
    interface RowTaker {
        void take(int row, Map<Integer, FilledCell> cells);
    }

    private void each(String name, Map<String, Sheet> sheets, RowTaker taker) throws IOException {
        Sheet sheet = sheets.get(name);
        if (sheet == null) {
            throw new IllegalStateException("the worksheet was there a moment ago");
        }
        each(sheet, taker);
    }

    private void each(Sheet sheet, RowTaker taker) throws IOException {
        try (Stream<Row> rows = sheet.openStream()) {
            Consumer<Row> each = row -> {
                Map<Integer, FilledCell> cells = new LinkedHashMap<>();
                for (Cell cell : row) {
                    FilledCell filled = cell == null ? null : filled(sheet.getName(), row.getRowNum() - 1, cell);
                    if (filled != null && filled.content() != null) {
                        cells.put(cell.getColumnIndex(), filled);
                    }
                }
                if (!cells.isEmpty()) {
                    taker.take(row.getRowNum() - 1, cells);
                }
            };
            rows.forEach(each);
        }
    }

    private FilledCell filled(String sheet, int row, Cell cell) {
        Place place = Place.at(sheet, row, cell.getColumnIndex());
        Object content = switch (cell.getType()) {
            case EMPTY -> null;
            case STRING -> CellCodec.decode(cell.getText());
            case FORMULA -> cell.getFormula() == null ? CellCodec.decode(cell.getText()) : formula(place);
            case BOOLEAN -> Boolean.TRUE.equals(cell.asBoolean()) ? "VERO" : "FALSO";
            case ERROR -> error(place);
            case NUMBER -> number(cell);
        };
        return new FilledCell(content instanceof String text && text.isEmpty() ? null : content, place);
    }

    private @Nullable Object formula(Place place) {
        faults.add(ExchangeFault.at(
                place,
                "FORMULA_NON_AMMESSA",
                "C'è una formula.",
                "Copiate la cella e incollatela come valore: SIOSS legge ciò che è scritto, non i calcoli."));
        return null;
    }

    private @Nullable Object error(Place place) {
        faults.add(ExchangeFault.at(
                place, "CELLA_IN_ERRORE", "La cella mostra un errore di calcolo.", "Scrivete il valore."));
        return null;
    }

    private static @Nullable Object number(Cell cell) {
        BigDecimal number = cell.asNumber();
        if (number == null || !isDate(cell.getDataFormatString())) {
            return number;
        }
        boolean plausible = number.signum() > 0 && number.compareTo(BigDecimal.valueOf(1_000_000)) < 0;
        return plausible && number.stripTrailingZeros().scale() <= 0
                ? cell.asDate().toLocalDate()
                : number;
    }

    private static boolean isDate(@Nullable String format) {
        return Optional.ofNullable(format)
                .map(code -> code.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", ""))
                .filter(code -> !code.equalsIgnoreCase("General") && !code.equalsIgnoreCase("Standard"))
                .filter(code -> code.matches("(?i).*[dy].*"))
                .isPresent();
    }
}
