package it.sioss.services;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a whole table changes in Allegato 1, to be written together or not at all.
 *
 * @param answers whether services were activated, by code; only those that change
 * @param removed lines taken away
 */
public record AnnexChanges(Map<String, Boolean> answers, List<Written> lines, List<UUID> removed) {

    /**
     * A line written anew.
     *
     * @param row where it stands in the table, to say so when it cannot be read
     * @param line the line it takes the place of; null when it is a new one
     */
    public record Written(int row, @Nullable UUID line, ModeDraft mode) {}

    public boolean isEmpty() {
        return answers.isEmpty() && lines.isEmpty() && removed.isEmpty();
    }
}
