package it.sioss.worklist;

import java.util.List;

/** One page of a list, with the figures of the whole of it. */
public record ListPage(List<ListRow> rows, int page, int size, Counts counts) {

    /** How many rows the list has, and how many of each kind among those still to do. */
    public record Counts(
            long total,
            long returned,
            long partial,
            long complete,
            long notStarted,
            long notNeeded,
            long toJustify,
            long toReview,
            long toFinalize,
            long finalized,
            long expired) {

        public long toDo() {
            return returned + partial + complete + notStarted + notNeeded + toJustify + toReview + toFinalize;
        }
    }

    public int pages() {
        return (int) ((counts.total() + size - 1) / size);
    }
}
