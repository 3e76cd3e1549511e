package it.sioss.sheet;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Section;
import it.sioss.platform.PresentClock;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.SeenSheets.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Lays a sheet before a reviewer, and remembers what was seen. */
@Service
public class ReviewDesk {

    private final Sheets sheets;
    private final SheetRepository rows;
    private final Guard guard;
    private final SeenSheets seen;
    private final Confrontation confrontation;
    private final Transmissions transmissions;
    private final Explanations explanations;
    private final TransactionTemplate transaction;
    private final PresentClock clock;

    ReviewDesk(
            Sheets sheets,
            SheetRepository rows,
            Guard guard,
            SeenSheets seen,
            Confrontation confrontation,
            Transmissions transmissions,
            Explanations explanations,
            TransactionTemplate transaction,
            PresentClock clock) {
        this.sheets = sheets;
        this.rows = rows;
        this.guard = guard;
        this.seen = seen;
        this.confrontation = confrontation;
        this.transmissions = transmissions;
        this.explanations = explanations;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The sheet as this person would see it; leaves no trace. */
    @Transactional(readOnly = true)
    public ReviewView read(UUID id, Viewer viewer) {
        SheetView view = sheets.view(id, viewer);
        return lay(view, seen.before(view.sheet(), viewer));
    }

    /**
     * The sheet as it is shown to this person; a reviewer of a sheet in review has seen it from now on. Reading comes first
     * and by itself: to look at a sheet never writes on it.
     */
    public ReviewView open(UUID id, Viewer viewer) {
        SheetView view = sheets.view(id, viewer);
        Sheet sheet = view.sheet();
        boolean reviews =
                view.effectiveState() == SheetState.IN_REVIEW && viewer.has(Role.REGION_SUPERVISOR, sheet.region());
        return Objects.requireNonNull(transaction.execute(status ->
                lay(view, reviews ? seen.opened(sheet, viewer, clock.instant()) : seen.before(sheet, viewer))));
    }

    /**
     * Whether this person could approve a sheet among many, as things stand; judged again when it is done.
     *
     * @return with what is in the way, also for a sheet outside the person's territory
     */
    @Transactional(readOnly = true)
    public ReviewCandidate candidate(UUID id, Viewer viewer) {
        Sheet sheet = rows.findById(id)
                .filter(found -> viewer.scope().covers(found.region(), found.ats()))
                .orElse(null);
        if (sheet == null) {
            return new ReviewCandidate(id, 0, "La scheda non esiste o non è nel vostro territorio.");
        }
        return guard.actions(sheets.situation(sheet, viewer, clock.instant())).stream()
                .filter(action -> action.verb() == Verb.APPROVE)
                .flatMap(action -> action.motives().stream())
                .findFirst()
                .map(motive -> new ReviewCandidate(id, sheet.answersVersion(), motive.message()))
                .orElseGet(() -> {
                    String obstacle = Plainness.of(sheet, explanations.any(id)).obstacle();
                    return new ReviewCandidate(
                            id, sheet.answersVersion(), obstacle == null ? null : "La scheda " + obstacle + ".");
                });
    }

    private ReviewView lay(SheetView view, Optional<Seen> before) {
        Sheet sheet = view.sheet();
        ModuleRevision revision = view.revision();
        Optional<Receipt> transmission = sheet.sequence() == 1 ? Optional.empty() : transmissions.before(sheet);
        var columns = new Columns(
                new AnswerWords(view.options()),
                view,
                before.map(Seen::answers).orElse(null),
                transmission.map(Differences::declared).orElse(Answers.NONE));
        Set<String> open = view.openSections();
        boolean limited = sheet.openSections().isPresent();
        List<ReviewView.Part> parts = revision.form().sections().stream()
                .map(section -> new ReviewView.Part(
                        section.code(),
                        section.title(),
                        !limited || open.contains(section.code()),
                        columns.lines(section)))
                .filter(part -> !part.lines().isEmpty())
                .toList();
        return new ReviewView(
                view,
                parts,
                confrontation.of(sheet, revision, view.previous()),
                before.map(Seen::at).orElse(null),
                before.map(then -> changes(then, sheet)).orElse(List.of()),
                transmission.map(Receipt::number).orElse(null),
                view.previous().map(SheetView.Previous::year).orElse(null),
                Plainness.of(sheet, explanations.any(sheet.id())).obstacle());
    }

    private static List<String> changes(Seen then, Sheet now) {
        var changes = new ArrayList<String>();
        if (then.empty() != now.declaredEmpty()) {
            changes.add(
                    now.declaredEmpty()
                            ? "Ora è dichiarata senza contenuti."
                            : "Non è più dichiarata senza contenuti.");
        }
        if (!Objects.equals(then.justification(), now.justification().orElse(null))) {
            changes.add(
                    then.justification() == null
                            ? "C'è una motivazione di assenza contenuti."
                            : "La motivazione è cambiata; prima: «"
                                    + then.justification().text() + "».");
        }
        return changes;
    }

    /** The answers of the same question, one beside the other. */
    private record Columns(
            AnswerWords words, SheetView view, @Nullable Answers seen, Answers transmitted) {

        List<ReviewView.Line> lines(Section section) {
            Map<String, ReceivedLine> received = new HashMap<>();
            view.received().forEach(line -> received.put(line.key(), line));
            return section.items().stream()
                    .map(item -> line(item, received.get(item.key())))
                    .filter(line -> view.evaluation().visible().contains(line.key()) || line.changed())
                    .toList();
        }

        private ReviewView.Line line(FormItem item, @Nullable ReceivedLine received) {
            String key = item.key();
            String declared = words.of(item, view.answers().get(key));
            String then = seen == null ? null : words.of(item, seen.get(key));
            return new ReviewView.Line(
                    key,
                    item.label(),
                    declared,
                    seen != null && !Objects.equals(declared, then),
                    then,
                    view.previous()
                            .map(last -> words.of(item, last.answers().get(key)))
                            .orElse(null),
                    words.of(item, transmitted.get(key)),
                    received == null ? null : received.received(),
                    received == null ? null : received.source() + ", " + RomeTime.day(received.extractedOn()),
                    received != null && received.changed(),
                    received == null ? null : received.reason(),
                    view.findings().stream()
                            .filter(finding -> about(finding).contains(key))
                            .toList());
        }

        private static Set<String> about(Explanation.Explained explained) {
            var keys = new LinkedHashSet<String>();
            explained.finding().fields().forEach(field -> keys.add(field.split("\\.", 2)[0]));
            return keys;
        }
    }
}
