package it.sioss.sheet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.Grid;
import it.sioss.platform.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a warning stands although somebody looked again: said by who compiles, read by who reviews and receives.
 *
 * @param message the finding as it read when it was explained
 * @param figures what the finding was about then: with other figures it must be explained anew
 */
public record Explanation(String finding, String message, String figures, String words, String author, Instant at) {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 1_000;

    /** A finding of the sheet with what was said about it. */
    public record Explained(Finding finding, @Nullable Explanation explanation, boolean upToDate) {

        /** A warning nobody has explained, or not with these figures. */
        public boolean isUnexplained() {
            return !finding.isBlocking() && !upToDate;
        }
    }

    /** @throws Refusal 422 when the text has not 10 to 1,000 visible characters */
    static String adequate(String text) {
        String clean = VisibleText.of(text);
        int length = clean.codePointCount(0, clean.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new Refusal(
                    422,
                    "SPIEGAZIONE_NON_VALIDA",
                    "La spiegazione deve avere da 10 a 1.000 caratteri visibili: ne avete scritti " + length + ".");
        }
        return clean;
    }

    Explained of(Finding standing, Answers answers) {
        return new Explained(standing, this, !standing.isBlocking() && figures.equals(figures(standing, answers)));
    }

    /** The values a finding is about, in one comparable text. */
    static String figures(Finding finding, Answers answers) {
        ObjectNode figures = Json.MAPPER.createObjectNode();
        ObjectNode fields = figures.putObject("voci");
        finding.fields().forEach(field -> fields.put(field, value(field, answers)));
        return figures.put("valore", finding.value())
                .put("riferimento", finding.reference())
                .toString();
    }

    private static @Nullable String value(String field, Answers answers) {
        String[] place = field.split("\\.", 3);
        Entry entry = answers.get(place[0]);
        if (entry instanceof Grid grid) {
            return place.length < 3
                    ? grid.rows().stream()
                            .map(row -> row.cells().entrySet().stream()
                                    .sorted(java.util.Map.Entry.comparingByKey())
                                    .map(cell -> cell.getKey() + "=" + value(cell.getValue()))
                                    .collect(Collectors.joining(",")))
                            .collect(Collectors.joining(";"))
                    : grid.row(place[1]).map(row -> value(row.cell(place[2]))).orElse(null);
        }
        return entry instanceof Answer answer ? value(answer) : null;
    }

    private static @Nullable String value(@Nullable Answer answer) {
        if (answer == null) {
            return null;
        }
        BigDecimal number = answer.number();
        return number != null
                ? number.stripTrailingZeros().toPlainString()
                : String.valueOf(answer.value() == null ? answer.raw() : answer.value());
    }
}
