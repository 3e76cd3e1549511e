package it.sioss.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** A workbook that came back, inspected and open: its worksheets by name, row by row, with the faults met on the way. */
final class OpenWorkbook {

    private final Map<String, Sheet> sheets = new LinkedHashMap<>();
    private final Faults faults = new Faults();

    private OpenWorkbook(ReadableWorkbook workbook) {
        try (Stream<Sheet> all = workbook.getSheets()) {
            all.forEach(sheet -> sheets.put(sheet.getName(), sheet));
        }
    }

    /** What is made of an open workbook. */
    interface Reading<T> {
        T read(OpenWorkbook workbook) throws IOException;
    }

    /**
     * Inspects a workbook, opens it and reads it.
     *
     * @throws it.sioss.platform.Refusal 413, 415 or 422 for the file
     */
    static <T> T read(byte[] bytes, Reading<T> reading) {
        WorkbookInspection.inspect(bytes);
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, true))) {
            return reading.read(new OpenWorkbook(workbook));
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

    Faults faults() {
        return faults;
    }

    Set<String> names() {
        return sheets.keySet();
    }

    /** A row as its number and its filled cells by column. */
    interface RowTaker {
        void take(int row, Map<Integer, FilledCell> cells);
    }

    void each(String name, RowTaker taker) throws IOException {
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
