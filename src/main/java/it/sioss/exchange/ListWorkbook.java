package it.sioss.exchange;

import it.sioss.platform.RomeTime;
import it.sioss.worklist.ListRow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A list of sheets as a plain table to sort and print; nothing in it comes back. */
final class ListWorkbook {

    private static final List<String> HEADERS = List.of(
            "Annualità",
            "Modulo",
            "Titolo",
            "Codice ambito",
            "Ambito",
            "Regione o Provincia autonoma",
            "Soggetto attuatore",
            "N.",
            "Stato",
            "Avanzamento",
            "Risposte date",
            "Risposte chieste",
            "Avvisi da spiegare",
            "Termine",
            "In carico a",
            "Identificativo");

    private ListWorkbook() {}

    static void write(List<ListRow> rows, OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "SIOSS", "1.0")) {
            Worksheet table = workbook.newWorksheet("Schede");
            for (int column = 0; column < HEADERS.size(); column++) {
                table.value(0, column, HEADERS.get(column));
                table.width(column, 18);
            }
            table.range(0, 0, 0, HEADERS.size() - 1)
                    .style()
                    .bold()
                    .wrapText(true)
                    .set();
            for (int n = 0; n < rows.size(); n++) {
                row(table, n + 1, rows.get(n));
            }
            table.freezePane(0, 1);
            table.setAutoFilter(0, 0, Math.max(1, rows.size()), HEADERS.size() - 1);
            workbook.finish();
        }
    }

    private static void row(Worksheet table, int row, ListRow sheet) {
        var claim = sheet.claim();
        List<Object> cells = List.of(
                sheet.year(),
                sheet.module(),
                sheet.moduleTitle(),
                sheet.ats(),
                sheet.atsName() + (sheet.synthetic() && !sheet.atsName().contains("sintetico") ? " (sintetico)" : ""),
                sheet.regionName(),
                sheet.body(),
                sheet.sequence(),
                sheet.state().label(),
                sheet.empty() ? "Senza contenuti" : sheet.progress().label(),
                sheet.answered(),
                sheet.asked(),
                sheet.unexplained(),
                RomeTime.deadline(sheet.deadline()),
                claim == null ? "" : claim.name(),
                sheet.id().toString());
        for (int column = 0; column < cells.size(); column++) {
            if (cells.get(column) instanceof Integer number) {
                table.value(row, column, number);
            } else {
                table.value(row, column, CellCodec.encode(String.valueOf(cells.get(column))));
            }
        }
    }
}
