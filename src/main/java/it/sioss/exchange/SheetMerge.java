package it.sioss.exchange;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.Grid;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one sheet of a file changes: the file is compared with what was downloaded (what the clerk touched) and with
 * what SIOSS holds now (what others touched meanwhile). Nobody's work is overwritten unseen.
 */
final class SheetMerge {

    private final FormDefinition form;
    private final AnswerCells cells;
    private final DownloadedAnswers downloaded;
    private final Answers current;
    private final ConflictChoice choice;
    private final Map<String, @Nullable Entry> merged = new LinkedHashMap<>();
    private final List<FieldChange> changes = new ArrayList<>();
    private final List<FieldConflict> conflicts = new ArrayList<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();

    SheetMerge(
            FormDefinition form,
            AnswerCells cells,
            DownloadedAnswers downloaded,
            Answers current,
            ConflictChoice choice) {
        this.form = form;
        this.cells = cells;
        this.downloaded = downloaded;
        this.current = current;
        this.choice = choice;
    }

    SheetMerge take(FilledSheet filled) {
        for (FormItem item : form.items().values()) {
            if (item instanceof Question question) {
                FilledCell cell = Objects.requireNonNull(filled.answers().get(item.key()));
                question(question, cell);
            } else if (item instanceof QuestionGrid grid) {
                List<FilledRow> rows = filled.grids().getOrDefault(grid.key(), List.of());
                places.put(
                        grid.key(),
                        rows.isEmpty() ? filled.place() : rows.get(0).place());
                new GridMerge(this, grid, downloaded.answers().grid(grid.key()), current.grid(grid.key())).take(rows);
            }
        }
        return this;
    }

    private void question(Question question, FilledCell cell) {
        Answer before = current.answer(question.key());
        Answer base = downloaded.answers().answer(question.key());
        Decided decided = decide(question.key(), question.label(), question, cell, base, before);
        if (decided.changed()) {
            merged.put(question.key(), decided.answer());
        }
    }

    /** What a field becomes, and whether that is a change. */
    record Decided(boolean changed, @Nullable Answer answer) {}

    Decided decide(
            String field,
            String label,
            Question question,
            FilledCell cell,
            @Nullable Answer base,
            @Nullable Answer now) {
        places.put(field, cell.place());
        boolean unknown = downloaded.unknown().contains(field);
        if (cells.same(cell, now, question) || (!unknown && cells.same(cell, base, question))) {
            return new Decided(false, now);
        }
        Answer read = cells.read(cell, question);
        boolean othersChangedIt = unknown || !Objects.equals(plain(base), plain(now));
        if (othersChangedIt && choice != ConflictChoice.FILE) {
            if (choice == ConflictChoice.ASK) {
                conflict(
                        field,
                        label,
                        cell.place(),
                        unknown ? "non noto" : cells.words(base, question),
                        cells.words(read, question),
                        cells.words(now, question));
            }
            return new Decided(false, now);
        }
        change(field, label, cell.place(), cells.words(now, question), cells.words(read, question));
        return new Decided(true, read);
    }

    void conflict(String field, String label, Place place, String base, String yours, String ours) {
        conflicts.add(new FieldConflict(field, label, place.worksheet(), place.cell(), base, yours, ours));
    }

    void change(String field, String label, Place place, String before, String after) {
        touched.add(field);
        changes.add(new FieldChange(field, label, place.worksheet(), place.cell(), before, after));
    }

    void becomes(String key, @Nullable Grid grid) {
        merged.put(key, grid);
    }

    ConflictChoice choice() {
        return choice;
    }

    AnswerCells cells() {
        return cells;
    }

    private static @Nullable Answer plain(@Nullable Answer answer) {
        return answer == null ? null : answer.from(null);
    }

    /**
     * The save this file asks for, read by the same reader as a save of the page.
     *
     * @throws it.sioss.catalogue.AnswersRefused when an answer cannot be kept at all
     */
    AnswersPatch patch() {
        Map<String, Entry> kept = new LinkedHashMap<>();
        merged.forEach((key, entry) -> {
            if (entry != null) {
                kept.put(key, entry);
            }
        });
        var json = Answers.of(kept).toJson();
        merged.forEach((key, entry) -> {
            if (entry == null) {
                json.putNull(key);
            }
        });
        return Answers.parsePatch(json);
    }

    /** Whether there is nothing to save and nothing to choose. */
    boolean isEmpty() {
        return merged.isEmpty() && changes.isEmpty() && conflicts.isEmpty();
    }

    List<FieldChange> changes() {
        return List.copyOf(changes);
    }

    List<FieldConflict> conflicts() {
        return List.copyOf(conflicts);
    }

    /** Whether the file changes this field, or the grid or row it stands in. */
    boolean touches(String field) {
        return touched.contains(field);
    }

    /** Where a field stands in the file; of a cell nobody knows, its grid. */
    @Nullable
    Place placeOf(String field) {
        Place place = places.get(field);
        int dot = field.indexOf('.');
        return place != null || dot < 0 ? place : places.get(field.substring(0, dot));
    }
}
