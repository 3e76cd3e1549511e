package it.sioss.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.ModuleRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a sheet that was reopened says differently from what had been transmitted before.
 *
 * @param previous the receipt of what had been transmitted
 * @param lines in the order of the form
 */
public record Differences(Receipt previous, List<Line> lines) {

    /** One question whose answer is another now; an answer that is missing is null. */
    public record Line(
            String key,
            String label,
            @Nullable String before,
            @Nullable String now) {}

    static Differences between(Receipt previous, Answers now, ModuleRevision revision) {
        Answers before = declared(previous);
        var lines = new ArrayList<Line>();
        for (String key : now.changedSince(before)) {
            FormItem item = revision.form().item(key);
            Line line = new Line(
                    key,
                    item == null ? key : item.label(),
                    AnswerWords.OF_THE_FORM.of(item, before.get(key)),
                    AnswerWords.OF_THE_FORM.of(item, now.get(key)));
            if (!Objects.equals(line.before(), line.now())) {
                lines.add(line);
            }
        }
        return new Differences(previous, List.copyOf(lines));
    }

    /** The answers a transmission declared; none when it was without contents. */
    static Answers declared(Receipt receipt) {
        try {
            var answers = Json.MAPPER
                    .readTree(Transmissions.text(receipt.canonical()))
                    .get("risposte");
            return answers == null ? Answers.NONE : Answers.parse(answers.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds an unreadable transmission", impossible);
        }
    }
}
