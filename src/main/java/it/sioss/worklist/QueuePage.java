package it.sioss.worklist;

import java.util.List;

/**
 * One page of the queue of reviews.
 *
 * @param total how many wait, with these filters
 * @param plain how many of them have nothing to look into
 * @param high how many are at high risk
 */
public record QueuePage(List<QueueRow> rows, int page, int size, long total, long plain, long high) {

    public int pages() {
        return (int) ((total + size - 1) / size);
    }
}
