package it.sioss.worklist.web;

import it.sioss.platform.RomeTime;
import it.sioss.worklist.ListRow;
import it.sioss.worklist.Progress;
import it.sioss.worklist.WorkType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a list in the words people read. A page shows hundreds of them: what can be said here once is not asked of the
 * template expression by expression.
 *
 * @param district the district, where the body's name does not already say it
 * @param marks what is to be known of the body
 * @param work what is to be done; null in the list of all sheets, and when there is nothing to do
 * @param tags how far the sheet is, where the state does not say it
 * @param urgency late, soon, or nothing
 * @param remaining how long is left; empty once the sheet has ended
 * @param holder who has taken it in charge; a dash when nobody has
 */
public record ListLine(
        ListRow row,
        String href,
        String module,
        @Nullable String district,
        List<String> marks,
        @Nullable WorkType work,
        List<String> tags,
        String urgency,
        String remaining,
        String lastDay,
        String holder) {

    private static final Duration SOON = Duration.ofDays(3);
    private static final String SYNTHETIC = "sintetico";

    static ListLine of(ListRow row, boolean worklist, Instant present) {
        boolean live = !row.state().ended();
        String urgency = row.expired() && row.expected()
                ? "late"
                : live && !row.deadline().isAfter(present.plus(SOON)) ? "soon" : "";
        LocalDate last = LocalDate.ofInstant(row.deadline().minusSeconds(1), RomeTime.ROME);
        boolean bodySaysIt = row.body().equals(row.atsName()) || row.body().equals(row.atsName() + " (sintetico)");
        return new ListLine(
                row,
                "/schede/" + row.id() + (worklist ? "#continua" : ""),
                row.module() + " · " + row.moduleTitle(),
                bodySaysIt ? null : row.atsName(),
                marks(row),
                worklist ? row.work().orElse(null) : null,
                tags(row),
                urgency,
                live ? RomeTime.remaining(present, row.deadline()) : "",
                RomeTime.day(last),
                row.claim() == null ? "–" : row.claim().name());
    }

    /** The picture beside what is to be done. */
    public String icon() {
        return work == null
                ? ""
                : switch (work) {
                    case CORRECT -> "it-refresh";
                    case COMPILE -> "it-pencil";
                    case JUSTIFY -> "it-comment";
                    case REVIEW -> "it-search";
                    case FINALIZE -> "it-check-circle";
                };
    }

    private static List<String> marks(ListRow row) {
        var marks = new ArrayList<String>();
        if (row.synthetic() && !row.body().contains(SYNTHETIC)) {
            marks.add(SYNTHETIC);
        }
        if (row.sequence() > 1) {
            marks.add("n. " + row.sequence());
        }
        return marks;
    }

    private static List<String> tags(ListRow row) {
        var tags = new ArrayList<String>();
        switch (row.progress()) {
            case PARTIAL -> tags.add("parziale");
            case NOT_STARTED -> tags.add("non iniziata");
            case NOT_NEEDED -> tags.add("facoltativa");
            case COMPLETE, SENT_ON, ENDED -> {}
        }
        if (row.empty()) {
            tags.add("senza contenuti");
            return tags;
        }
        if (row.progress() == Progress.COMPLETE) {
            tags.add("da inviare");
        }
        if (row.unexplained() > 0 && !row.state().ended()) {
            tags.add(row.unexplained() == 1 ? "1 avviso da spiegare" : row.unexplained() + " avvisi da spiegare");
        }
        return tags;
    }
}
