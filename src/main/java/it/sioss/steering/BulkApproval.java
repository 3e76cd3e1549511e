package it.sioss.steering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many sheets approved at once: chosen, some of them drawn to be opened first, then each approved on its own.
 *
 * @param seed by which the sample was drawn: whoever knows it can draw it again
 * @param begun whether the approvals have been asked for
 * @param finished whether each has been decided, or left aside
 * @param excluded what was asked for and left out, with the reason; known only when it was chosen
 */
public record BulkApproval(
        UUID id,
        String author,
        long seed,
        Instant at,
        boolean begun,
        boolean finished,
        List<Item> items,
        List<Excluded> excluded) {

    /**
     * One of the sheets.
     *
     * @param sampled to be opened before anything is approved
     * @param opened its author has opened it since it was drawn
     * @param code APPROVATA, the code of the refusal, or NON_DECISA when it could not be decided; null while it waits
     */
    public record Item(
            UUID sheet,
            String module,
            String ats,
            String atsName,
            String body,
            boolean sampled,
            boolean opened,
            @Nullable String code,
            @Nullable String words) {

        public boolean approved() {
            return BulkApprovals.APPROVED.equals(code);
        }

        /** Left aside by a technical trouble: it may be tried again. */
        public boolean undecided() {
            return BulkApprovals.UNDECIDED.equals(code);
        }
    }

    /** A sheet that is not among them. */
    public record Excluded(UUID sheet, String reason) {}

    /** The sampled sheets that its author has not opened yet. */
    public List<Item> toOpen() {
        return items.stream().filter(item -> item.sampled() && !item.opened()).toList();
    }

    public long approved() {
        return items.stream().filter(Item::approved).count();
    }

    public long refused() {
        return items.stream()
                .filter(item -> item.code() != null && !item.approved() && !item.undecided())
                .count();
    }

    public long undecided() {
        return items.stream().filter(Item::undecided).count();
    }

    /** Nothing is under way any more, and something is still undecided. */
    public boolean interrupted() {
        return finished && undecided() > 0;
    }

    /** Draws a sample: the sheets in the order of their identifiers, shuffled by the seed, the first so many. */
    static Set<UUID> draw(Collection<UUID> sheets, long seed, int size) {
        List<UUID> shuffled = new ArrayList<>(sheets);
        shuffled.sort((one, other) -> one.toString().compareTo(other.toString()));
        Collections.shuffle(shuffled, new Random(seed));
        return new LinkedHashSet<>(shuffled.subList(0, size));
    }
}
