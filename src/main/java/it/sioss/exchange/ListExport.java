package it.sioss.exchange;

import it.sioss.access.Viewer;
import it.sioss.platform.Refusal;
import it.sioss.sheet.SheetState;
import it.sioss.worklist.ListFilter;
import it.sioss.worklist.ListPage;
import it.sioss.worklist.ListRow;
import it.sioss.worklist.SheetLists;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The lists of the pages as workbooks: the table itself, or its sheets to be filled in. */
@Component
public class ListExport {

    private static final int MOST_ROWS = 10_000;

    private final SheetLists lists;
    private final Exchange exchange;

    ListExport(SheetLists lists, Exchange exchange) {
        this.lists = lists;
        this.exchange = exchange;
    }

    /** What waits for this person, as a table. */
    public byte[] waitingFor(Viewer viewer, ListFilter filter) {
        return table(all(filter, page -> lists.waitingFor(viewer, page), MOST_ROWS));
    }

    /** The sheets this person may see, as a table. */
    public byte[] visibleTo(Viewer viewer, ListFilter filter) {
        return table(all(filter, page -> lists.visibleTo(viewer, page), MOST_ROWS));
    }

    /**
     * The sheets of one module that wait for this person to fill them in: those under compilation or returned, in time.
     *
     * @throws Refusal 400 without a module, 404 when there is none, 422 when they are too many, 409 when no single
     *     table fits them
     */
    public byte[] fillable(Viewer viewer, ListFilter filter) {
        if (filter.module() == null) {
            throw new Refusal(400, "PARAMETRO_MANCANTE", "Indicate il modulo: un foglio ne contiene uno solo.");
        }
        Set<SheetState> states = EnumSet.allOf(SheetState.class);
        states.removeIf(state -> !state.compilable()
                || !filter.states().isEmpty() && !filter.states().contains(state));
        List<UUID> sheets = states.isEmpty()
                ? List.of()
                : all(filter.inStates(states), page -> lists.waitingFor(viewer, page), WorkbookLayout.MOST_SHEETS)
                        .stream()
                        .map(ListRow::id)
                        .toList();
        if (sheets.isEmpty()) {
            throw new Refusal(
                    404,
                    "NON_TROVATO",
                    "Nessuna scheda da compilare corrisponde a questi filtri: contano quelle in compilazione o restituite,"
                            + " entro il termine, che compilate voi. Allargate i filtri; per leggere le altre usate"
                            + " «Scarica XLSX».");
        }
        var out = new ByteArrayOutputStream();
        exchange.workbook(sheets, viewer, out);
        return out.toByteArray();
    }

    private static List<ListRow> all(ListFilter filter, Function<ListFilter, ListPage> list, int most) {
        List<ListRow> rows = new ArrayList<>();
        ListPage page = list.apply(filter.page(0, ListFilter.LARGEST_PAGE));
        if (page.counts().total() > most) {
            throw new Refusal(
                    422,
                    "TROPPE_SCHEDE",
                    "Le schede sono " + page.counts().total() + ", un foglio ne contiene al massimo " + most
                            + ": restringete i filtri.");
        }
        rows.addAll(page.rows());
        for (int number = 1; number < page.pages(); number++) {
            rows.addAll(list.apply(filter.page(number, ListFilter.LARGEST_PAGE)).rows());
        }
        return rows;
    }

    private static byte[] table(List<ListRow> rows) {
        var out = new ByteArrayOutputStream();
        try {
            ListWorkbook.write(rows, out);
        } catch (IOException failure) {
            throw new UncheckedIOException("the list could not be written", failure);
        }
        return out.toByteArray();
    }
}
