package it.sioss.sheet;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sheet as a reviewer reads it: every answer beside last year's, the previous transmission's and the received one, what
 * changed since the reviewer last saw it, and first of all what does not go together.
 *
 * @param contradictions why the reason for having no contents does not hold, in sentences
 * @param seenBefore when this person had last seen it as it was before; null when nothing can be compared
 * @param changes what changed beside the answers: contents, justification
 * @param transmission number of the previous transmission in the same place; null when there was none
 * @param lastYear the last closed year in which the same body transmitted contents
 * @param obstacle why it is not approved among many; null when it may be
 */
public record ReviewView(
        SheetView view,
        List<Part> parts,
        List<String> contradictions,
        @Nullable Instant seenBefore,
        List<String> changes,
        @Nullable String transmission,
        @Nullable Integer lastYear,
        @Nullable String obstacle) {

    /** One section with the questions asked in it. */
    public record Part(String code, String title, boolean open, List<Line> lines) {

        public long changed() {
            return lines.stream().filter(Line::changed).count();
        }
    }

    /**
     * One question.
     *
     * @param declared what the sheet says now; null where nothing is answered
     * @param changed it said something else when the reviewer last saw it
     * @param seen what it said then; null for nothing
     * @param received what another system sent, with its name and date
     * @param unlike the declared value is not the received one
     * @param findings what the checks say of it
     */
    public record Line(
            String key,
            String label,
            @Nullable String declared,
            boolean changed,
            @Nullable String seen,
            @Nullable String lastYear,
            @Nullable String transmitted,
            @Nullable String received,
            @Nullable String source,
            boolean unlike,
            @Nullable String reason,
            List<Explanation.Explained> findings) {}

    public long changed() {
        return changes.size() + parts.stream().mapToLong(Part::changed).sum();
    }

    /** The questions that changed, in the order of the form. */
    public List<Line> changedLines() {
        return parts.stream()
                .flatMap(part -> part.lines().stream())
                .filter(Line::changed)
                .toList();
    }

    /** Whether any question has a received value, so that a column is worth its room. */
    public boolean hasReceived() {
        return parts.stream().flatMap(part -> part.lines().stream()).anyMatch(line -> line.received() != null);
    }
}
