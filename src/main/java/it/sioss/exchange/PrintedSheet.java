package it.sioss.exchange;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.Grid;
import it.sioss.catalogue.Origin;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import it.sioss.catalogue.Received;
import it.sioss.sheet.SheetView;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sheet as it goes on paper: what is asked now, section by section, in words. */
public record PrintedSheet(List<Part> sections) {

    /** A section with what it asks. */
    public record Part(String title, List<Line> lines) {}

    /**
     * A question with its answer, or a grid with its rows.
     *
     * @param note where a prefilled value came from, or that it could not be read; empty otherwise
     */
    public record Line(
            String code,
            String label,
            String answer,
            String note,
            List<String> headers,
            List<List<String>> rows,
            boolean grid) {}

    /** The sheet as this person sees it, without what is not asked. */
    public static PrintedSheet of(SheetView view) {
        AnswerCells cells = new AnswerCells(view.options());
        return new PrintedSheet(view.revision().form().sections().stream()
                .map(section -> new Part(
                        section.title(),
                        section.items().stream()
                                .filter(item -> view.evaluation().visible().contains(item.key()))
                                .map(item -> line(item, view, cells))
                                .toList()))
                .filter(part -> !part.lines().isEmpty())
                .toList());
    }

    private static Line line(FormItem item, SheetView view, AnswerCells cells) {
        if (item instanceof Question question) {
            Answer answer = view.answers().answer(item.key());
            return new Line(
                    item.officialCode(),
                    item.label(),
                    printable(cells.words(answer, question)),
                    note(answer),
                    List.of(),
                    List.of(),
                    false);
        }
        QuestionGrid grid = (QuestionGrid) item;
        Grid rows = view.answers().grid(item.key());
        return new Line(
                item.officialCode(),
                item.label(),
                "",
                "",
                grid.columns().stream().map(Question::label).toList(),
                rows == null
                        ? List.of()
                        : rows.rows().stream()
                                .map(row -> grid.columns().stream()
                                        .map(column -> printable(cells.words(row.cell(column.key()), column)))
                                        .toList())
                                .toList(),
                true);
    }

    private static String note(@Nullable Answer answer) {
        Origin origin = answer == null ? null : answer.origin();
        String from = origin == null
                ? ""
                : "da: " + origin.source() + (origin.detail() == null ? "" : " (" + origin.detail() + ")")
                        + received(Objects.requireNonNull(answer));
        boolean unreadable = answer != null && answer.raw() != null;
        return printable(unreadable ? "non leggibile come risposta" : Objects.requireNonNull(from));
    }

    /** What a source sent, where it sent something, and why another value stands. */
    private static String received(Answer answer) {
        Received received = answer.received();
        if (received == null) {
            return "";
        }
        String reason = received.reason();
        return ", ricevuto " + ItalianCells.number(received.value())
                + (answer.isChangedFromSource()
                        ? "; dichiarato diverso: " + (reason == null ? "motivo non indicato" : reason)
                        : "");
    }

    /** What the page's fonts cannot show and nobody can see is left out. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}&&[^\\n]]", "");
    }
}
