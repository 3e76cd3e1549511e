package it.sioss.catalogue;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keys that one save changes, and nothing else: a null entry clears the answer. */
public record AnswersPatch(Map<String, @Nullable Entry> changes) {

    public AnswersPatch {
        changes = Collections.unmodifiableMap(new TreeMap<>(changes));
    }

    public Set<String> keys() {
        return changes.keySet();
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
