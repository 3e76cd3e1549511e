package it.sioss.worklist;

import it.sioss.sheet.SheetState;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for in a list; whatever is absent does not narrow.
 *
 * @param types kinds of work; empty means all
 * @param states effective states; empty means all
 * @param progress degrees of progress; empty means all
 * @param empty only sheets without contents
 * @param atRisk only sheets expected and expired, or due within {@link SheetLists#RISK}
 * @param still only begun sheets nobody has moved or saved for longer than {@link SheetLists#STILL}
 * @param check only open sheets that break this blocking check
 * @param words every word must match district, municipality, body or module
 * @param dueBy only deadlines not later than this instant
 * @param mine only what I have taken in charge
 */
public record ListFilter(
        @Nullable Integer year,
        @Nullable String module,
        @Nullable String ats,
        @Nullable String region,
        Set<WorkType> types,
        Set<SheetState> states,
        Set<Progress> progress,
        boolean empty,
        boolean atRisk,
        boolean still,
        @Nullable String check,
        @Nullable String words,
        @Nullable Instant dueBy,
        boolean mine,
        ListOrder order,
        boolean descending,
        int page,
        int size) {

    public static final int LARGEST_PAGE = 200;
    public static final int USUAL_PAGE = 50;

    /** Everything, in the usual order. */
    public static ListFilter everything() {
        return new ListFilter(
                null,
                null,
                null,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                false,
                false,
                false,
                null,
                null,
                null,
                false,
                ListOrder.DEADLINE,
                false,
                0,
                USUAL_PAGE);
    }

    /** The same list, of sheets in these states only. */
    public ListFilter inStates(Set<SheetState> only) {
        return with(only, page, size);
    }

    /** The same list, another page of it. */
    public ListFilter page(int number, int rows) {
        return with(states, number, rows);
    }

    private ListFilter with(Set<SheetState> states, int page, int size) {
        return new ListFilter(
                year,
                module,
                ats,
                region,
                types,
                states,
                progress,
                empty,
                atRisk,
                still,
                check,
                words,
                dueBy,
                mine,
                order,
                descending,
                page,
                size);
    }
}
