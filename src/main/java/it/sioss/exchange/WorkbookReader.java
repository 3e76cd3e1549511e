package it.sioss.exchange;

import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.QuestionGrid;
import it.sioss.platform.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Reads a workbook of sheets that came back: first that it is one of ours and whole, then what every cell says. */
final class WorkbookReader {

    private final OpenWorkbook workbook;
    private final Faults faults;

    private WorkbookReader(OpenWorkbook workbook) {
        this.workbook = workbook;
        this.faults = workbook.faults();
    }

    /**
     * The sheets a workbook speaks of.
     *
     * @throws Refusal 413, 415 or 422 with every fault of the file
     */
    static List<FilledSheet> read(byte[] bytes, Function<UUID, ModuleRevision> revisions) {
        return OpenWorkbook.read(bytes, workbook -> new WorkbookReader(workbook).read(revisions));
    }

    private List<FilledSheet> read(Function<UUID, ModuleRevision> revisions) throws IOException {
        Identities identities = Identities.of(identityRows(workbook));
        FormDefinition form = identities.revision(revisions).form();
        Map<QuestionGrid, String> grids = WorkbookLayout.gridNames(form);
        List<String> expected = new ArrayList<>(List.of(WorkbookLayout.ANSWERS));
        expected.addAll(grids.values());
        worksheets(workbook, expected);
        faults.refuseIfAny();
        AnswerTable answers = new AnswerTable(form, identities, faults);
        workbook.each(WorkbookLayout.ANSWERS, answers::row);
        answers.finish();
        for (Map.Entry<QuestionGrid, String> grid : grids.entrySet()) {
            GridTable table = new GridTable(grid.getKey(), grid.getValue(), identities, faults);
            workbook.each(grid.getValue(), table::row);
            table.finish();
            answers.add(grid.getKey(), table);
        }
        faults.refuseIfAny();
        return answers.sheets();
    }

    /** The filled rows of the hidden worksheet, or a refusal when there is none. */
    static List<List<String>> identityRows(OpenWorkbook workbook) throws IOException {
        if (!workbook.names().contains(WorkbookLayout.IDENTITY)) {
            throw Identities.notOurs();
        }
        List<List<String>> rows = new ArrayList<>();
        workbook.each(
                WorkbookLayout.IDENTITY,
                (row, cells) -> rows.add(cells.values().stream()
                        .map(FilledCell::text)
                        .map(String::strip)
                        .toList()));
        return rows;
    }

    /** Says which of the expected worksheets are missing and which are not ours. */
    static void worksheets(OpenWorkbook workbook, List<String> expected) {
        for (String name : expected) {
            if (!workbook.names().contains(name)) {
                workbook.faults()
                        .add(ExchangeFault.ofFile(
                                "FOGLIO_MANCANTE",
                                "Manca il foglio «" + name + "», o è stato rinominato.",
                                "Rimettete il nome, o ripartite da una copia appena scaricata."));
            }
        }
        List<String> known = new ArrayList<>(expected);
        known.addAll(List.of(WorkbookLayout.GUIDE, WorkbookLayout.LISTS, WorkbookLayout.IDENTITY));
        for (String name : workbook.names()) {
            if (!known.contains(name)) {
                workbook.faults()
                        .add(ExchangeFault.ofFile(
                                "FOGLIO_SCONOSCIUTO",
                                "Il foglio «" + name + "» non è di SIOSS.",
                                "Toglietelo dalla cartella prima di caricarla."));
            }
        }
    }
}
