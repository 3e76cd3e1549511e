package it.sioss.exchange;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Grid;
import it.sioss.catalogue.GridRow;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a grid: cells changed one by one, rows added at the end, rows taken out when nobody touched them. */
final class GridMerge {

    private final SheetMerge sheet;
    private final QuestionGrid grid;
    private final Map<String, GridRow> downloaded;
    private final Map<String, GridRow> current;
    private final Map<String, FilledRow> filled = new LinkedHashMap<>();
    private final List<FilledRow> added = new ArrayList<>();
    private boolean changed;

    GridMerge(SheetMerge sheet, QuestionGrid grid, @Nullable Grid downloaded, @Nullable Grid current) {
        this.sheet = sheet;
        this.grid = grid;
        this.downloaded = byId(downloaded);
        this.current = byId(current);
    }

    private static Map<String, GridRow> byId(@Nullable Grid grid) {
        Map<String, GridRow> rows = new LinkedHashMap<>();
        if (grid != null) {
            grid.rows().forEach(row -> rows.put(row.id(), row));
        }
        return rows;
    }

    void take(List<FilledRow> rows) {
        for (FilledRow row : rows) {
            boolean emptied = row.isBlank() && !isBlank(downloaded.get(row.id()));
            if (row.id().isEmpty()) {
                added.add(row);
            } else if (!emptied) {
                filled.put(row.id(), row);
            }
        }
        List<GridRow> result = new ArrayList<>();
        current.values().forEach(row -> {
            GridRow kept = filled.containsKey(row.id()) ? edited(row) : withoutRow(row);
            if (kept != null) {
                result.add(kept);
            }
        });
        filled.values().stream().filter(row -> !current.containsKey(row.id())).forEach(row -> {
            GridRow back = downloaded.containsKey(row.id()) ? takenOutElsewhere(row) : newRow(row, row.id());
            if (back != null) {
                result.add(back);
            }
        });
        additions(result);
        if (changed) {
            sheet.becomes(grid.key(), result.isEmpty() ? null : new Grid(result));
        }
    }

    private static boolean isBlank(@Nullable GridRow row) {
        return row != null && row.cells().isEmpty();
    }

    private GridRow edited(GridRow now) {
        FilledRow row = Objects.requireNonNull(filled.get(now.id()));
        GridRow base = downloaded.get(now.id());
        Map<String, Answer> answers = new LinkedHashMap<>(now.cells());
        for (Question column : grid.columns()) {
            SheetMerge.Decided decided = sheet.decide(
                    field(now.id(), column),
                    label(column),
                    column,
                    cell(row, column),
                    base == null ? null : base.cell(column.key()),
                    now.cell(column.key()));
            if (decided.changed()) {
                changed = true;
                set(answers, column, decided.answer());
            }
        }
        return new GridRow(now.id(), answers);
    }

    /** In SIOSS, not in the file: taken out by the clerk, unless somebody put it in or changed it meanwhile. */
    private @Nullable GridRow withoutRow(GridRow now) {
        GridRow base = downloaded.get(now.id());
        if (base == null) {
            return now;
        }
        Place place = Objects.requireNonNull(sheet.placeOf(grid.key()));
        if (!plain(base).equals(plain(now)) && sheet.choice() != ConflictChoice.FILE) {
            if (sheet.choice() == ConflictChoice.ASK) {
                sheet.conflict(field(now), grid.label(), place, words(base), "(riga tolta)", words(now));
            }
            return now;
        }
        changed = true;
        sheet.change(field(now), grid.label(), place, words(now), "(riga tolta)");
        return null;
    }

    /** In the file and in what was downloaded, not in SIOSS any more. */
    private @Nullable GridRow takenOutElsewhere(FilledRow row) {
        GridRow base = Objects.requireNonNull(downloaded.get(row.id()));
        boolean untouched = grid.columns().stream()
                .allMatch(column -> sheet.cells().same(cell(row, column), base.cell(column.key()), column));
        if (untouched || sheet.choice() == ConflictChoice.SIOSS) {
            return null;
        }
        if (sheet.choice() == ConflictChoice.ASK) {
            String yours = words(read(row, row.id()));
            sheet.conflict(field(base), grid.label(), row.place(), words(base), yours, "(riga tolta)");
            return null;
        }
        return newRow(row, row.id());
    }

    private void additions(List<GridRow> result) {
        Set<String> used = new HashSet<>(filled.keySet());
        used.addAll(downloaded.keySet());
        used.addAll(current.keySet());
        Set<String> matched = new HashSet<>();
        int next = 1;
        for (FilledRow row : added) {
            GridRow sameAsBefore = alreadyThere(row, matched);
            if (sameAsBefore != null) {
                matched.add(sameAsBefore.id());
                continue;
            }
            while (used.contains("r" + next)) {
                next++;
            }
            used.add("r" + next);
            result.add(newRow(row, "r" + next));
        }
    }

    /** The same file uploaded twice does not add its new rows twice. */
    private @Nullable GridRow alreadyThere(FilledRow row, Set<String> matched) {
        Map<String, Answer> wanted = read(row, "").cells();
        return current.values().stream()
                .filter(known -> !downloaded.containsKey(known.id())
                        && !filled.containsKey(known.id())
                        && !matched.contains(known.id()))
                .filter(known -> plain(known).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    private GridRow newRow(FilledRow filledRow, String id) {
        GridRow row = read(filledRow, id);
        changed = true;
        grid.columns()
                .forEach(column ->
                        sheet.decide(field(id, column), label(column), column, cell(filledRow, column), null, null));
        if (row.cells().isEmpty()) {
            sheet.change(field(row), grid.label(), filledRow.place(), "", "(riga nuova)");
        }
        return row;
    }

    private GridRow read(FilledRow row, String id) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        grid.columns().forEach(column -> set(answers, column, sheet.cells().read(cell(row, column), column)));
        return new GridRow(id, answers);
    }

    private static void set(Map<String, Answer> answers, Question column, @Nullable Answer answer) {
        if (answer == null) {
            answers.remove(column.key());
        } else {
            answers.put(column.key(), answer);
        }
    }

    private static FilledCell cell(FilledRow row, Question column) {
        return Objects.requireNonNull(row.cells().get(column.key()));
    }

    private static Map<String, Answer> plain(GridRow row) {
        Map<String, Answer> cells = new LinkedHashMap<>();
        row.cells().forEach((column, answer) -> cells.put(column, answer.from(null)));
        return cells;
    }

    private String words(GridRow row) {
        return grid.columns().stream()
                .map(column -> sheet.cells().words(row.cell(column.key()), column))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String label(Question column) {
        return grid.label() + ", " + column.label();
    }

    private String field(GridRow row) {
        return grid.key() + "." + row.id();
    }

    private String field(String row, Question column) {
        return grid.key() + "." + row + "." + column.key();
    }
}
