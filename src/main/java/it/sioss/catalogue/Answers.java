package it.sioss.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that a clerk has put in a sheet, by key of the form; unanswered is an absent key. Immutable: a save makes new
 * answers. It knows the shape of the content, not the form: which keys exist is the revision's knowledge.
 */
public final class Answers {

    public static final Answers NONE = new Answers(Map.of());

    private final Map<String, Entry> entries;

    private Answers(Map<String, ? extends Entry> entries) {
        this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    public static Answers of(Map<String, ? extends Entry> entries) {
        return new Answers(entries);
    }

    /**
     * Reads stored answers, origins included.
     *
     * @throws AnswersRefused when the shape is not the agreed one
     */
    public static Answers parse(JsonNode json) {
        Map<String, Entry> entries = new TreeMap<>();
        AnswersJson.read(json, true).forEach((key, entry) -> {
            if (entry != null) {
                entries.put(key, entry);
            }
        });
        return new Answers(entries);
    }

    /** As {@link #parse(JsonNode)}, from text; numbers are read with all the digits that were sent. */
    public static Answers parse(String json) {
        return parse(AnswersJson.tree(json));
    }

    /**
     * Reads what a save sends: only the keys that change, null to clear. Origins are the server's own knowledge: one
     * sent from outside is ignored.
     *
     * @throws AnswersRefused when the shape is not the agreed one
     */
    public static AnswersPatch parsePatch(JsonNode json) {
        return new AnswersPatch(AnswersJson.read(json, false));
    }

    /** As {@link #parsePatch(JsonNode)}, from text; numbers are read with all the digits that were sent. */
    public static AnswersPatch parsePatch(String json) {
        return parsePatch(AnswersJson.tree(json));
    }

    /**
     * These answers with the changed keys; a value confirmed unchanged keeps its origin, a corrected one loses it, unless
     * its source sent a value: then what was received stays beside what is declared, or beside the empty box.
     */
    public Answers with(AnswersPatch patch) {
        Map<String, Entry> merged = new TreeMap<>(entries);
        patch.changes().forEach((key, entry) -> {
            if (entry == null && entries.get(key) instanceof Answer known && known.received() != null) {
                merged.put(key, new Answer(null, null, known.origin()));
            } else if (entry == null) {
                merged.remove(key);
            } else {
                merged.put(key, keepingOrigins(entry, entries.get(key)));
            }
        });
        return new Answers(merged);
    }

    /** These answers with one entry set as given, origin included (prefill), or cleared by null. */
    public Answers with(String key, @Nullable Entry entry) {
        Map<String, Entry> merged = new TreeMap<>(entries);
        if (entry == null) {
            merged.remove(key);
        } else {
            merged.put(key, entry);
        }
        return new Answers(merged);
    }

    public @Nullable Entry get(String key) {
        return entries.get(key);
    }

    /** The single answer under this key, or null when there is none or it is a grid. */
    public @Nullable Answer answer(String key) {
        return entries.get(key) instanceof Answer answer ? answer : null;
    }

    /** The grid under this key, or null when there is none or it is a single answer. */
    public @Nullable Grid grid(String key) {
        return entries.get(key) instanceof Grid grid ? grid : null;
    }

    public Set<String> keys() {
        return entries.keySet();
    }

    public Map<String, Entry> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public Answers only(Predicate<String> keys) {
        Map<String, Entry> kept = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            if (keys.test(key)) {
                kept.put(key, entry);
            }
        });
        return new Answers(kept);
    }

    /** The keys whose content differs between the two, for the journal and for the history of versions. */
    public Set<String> changedSince(Answers before) {
        Set<String> changed = new TreeSet<>(entries.keySet());
        changed.addAll(before.entries.keySet());
        changed.removeIf(key -> Objects.equals(entries.get(key), before.entries.get(key)));
        return changed;
    }

    public ObjectNode toJson() {
        return AnswersJson.write(entries);
    }

    private static Entry keepingOrigins(Entry sent, @Nullable Entry known) {
        if (sent instanceof Answer answer) {
            return keepingOrigin(answer, known instanceof Answer before ? before : null);
        }
        if (!(sent instanceof Grid grid) || !(known instanceof Grid knownGrid)) {
            return sent;
        }
        return new Grid(grid.rows().stream()
                .map(row -> keepingOrigins(row, knownGrid.row(row.id()).orElse(null)))
                .toList());
    }

    private static GridRow keepingOrigins(GridRow sent, @Nullable GridRow known) {
        if (known == null) {
            return sent;
        }
        Map<String, Answer> cells = new LinkedHashMap<>();
        sent.cells().forEach((column, answer) -> cells.put(column, keepingOrigin(answer, known.cell(column))));
        return new GridRow(sent.id(), cells);
    }

    private static Answer keepingOrigin(Answer sent, @Nullable Answer known) {
        if (known == null || known.origin() == null) {
            return sent;
        }
        Received received = known.received();
        if (sent.saysTheSameAs(known)) {
            return known;
        }
        return received == null ? sent : sent.from(known.origin()).because(received.reason());
    }

    /** The keys whose value differs from the one its source sent, while nobody has said why. */
    public List<String> unexplained() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Answer answer && answer.isUnexplained())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many values differ from the one their source sent, said why or not. */
    public int unlikeTheirSource() {
        return (int) entries.values().stream()
                .filter(entry -> entry instanceof Answer answer && answer.isChangedFromSource())
                .count();
    }

    /** A source has sent at least one of the values. */
    public boolean isPublished() {
        return entries.values().stream().anyMatch(entry -> entry instanceof Answer answer && answer.received() != null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Answers answers && entries.equals(answers.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** The stored JSON text. */
    @Override
    public String toString() {
        return toJson().toString();
    }
}
