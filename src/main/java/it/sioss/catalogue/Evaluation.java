package it.sioss.catalogue;

import java.util.List;
import java.util.Set;

/**
 * A sheet's answers judged against its revision: what is asked now, how much is done, what the checks found, and what
 * would be transmitted.
 *
 * @param visible the keys asked now, in the order of the page
 * @param isEmpty no answer outside identification, or the service was not active
 * @param transmitted the answers without hidden, unknown and retired fields
 */
public record Evaluation(
        Set<String> visible, List<Finding> findings, Completeness completeness, boolean isEmpty, Answers transmitted) {

    public List<Finding> blocking() {
        return findings.stream().filter(Finding::isBlocking).toList();
    }

    public boolean hasBlocking() {
        return findings.stream().anyMatch(Finding::isBlocking);
    }
}
