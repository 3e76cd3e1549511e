package it.sioss.guide;

import java.util.List;

/** One page of a list of requests, the latest deed first. */
public record AssistancePage(List<AssistanceView> rows, int page, int size, long total) {

    public int pages() {
        return (int) ((total + size - 1) / size);
    }
}
