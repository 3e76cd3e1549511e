package it.sioss.prefill;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Origin;
import it.sioss.catalogue.Received;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A source has published again: what it said before, what it says now and what the sheet declares are compared value by
 * value. What no person touched follows the source; what a person wrote is never overwritten, the new value is proposed.
 *
 * @param answers the sheet's answers with the untouched values brought up to date
 * @param changed the keys whose declared value changed
 * @param proposals what a person must decide
 */
public record Rebase(Answers answers, List<String> changed, List<Proposal> proposals) {

    /** The same for some questions only: the others stay as they were, and what is new of them is not taken in. */
    public Rebase only(Predicate<String> keys, Answers before) {
        Answers kept = answers;
        for (String key : answers.changedSince(before)) {
            kept = keys.test(key) ? kept : kept.with(key, before.get(key));
        }
        return new Rebase(
                kept,
                changed.stream().filter(keys).toList(),
                proposals.stream().filter(proposal -> keys.test(proposal.key())).toList());
    }

    /** What happens to one value. */
    enum Outcome {
        /** Nothing was there: the published value goes in. */
        FILL,
        /** The source repeats what it said. */
        KEEP,
        /** Nobody touched the old value: the new one takes its place. */
        FOLLOW,
        /** A person declares another value, and the source repeats what it said. */
        KEEP_MINE,
        /** A person declares another value, and the source says something new: proposed. */
        PROPOSE,
        /** A person already declares what the source says now: only the origin is noted. */
        AGREE,
        /** The source no longer says anything: what is there stays. */
        SOURCE_SILENT
    }

    /** The published value of a question now, with where it comes from. */
    public record News(String source, Received received) {

        Answer answer() {
            return Answer.of(received.value()).from(origin(null));
        }

        Origin origin(@Nullable String reason) {
            return Origin.of(source, new Received(received.value(), received.extractedOn(), received.period(), reason));
        }
    }

    static Outcome outcome(@Nullable BigDecimal before, @Nullable BigDecimal now, @Nullable Answer mine) {
        if (now == null) {
            return Outcome.SOURCE_SILENT;
        }
        if (mine == null) {
            return Outcome.FILL;
        }
        if (before != null && before.equals(mine.value())) {
            return before.equals(now) ? Outcome.KEEP : Outcome.FOLLOW;
        }
        if (now.equals(mine.value())) {
            return Outcome.AGREE;
        }
        return now.equals(before) ? Outcome.KEEP_MINE : Outcome.PROPOSE;
    }

    /** What the sheet would become and what would be asked, if it could still be written; changes nothing by itself. */
    static Rebase of(Answers mine, Map<String, News> news) {
        Answers answers = mine;
        var changed = new ArrayList<String>();
        var proposals = new ArrayList<Proposal>();
        for (Map.Entry<String, News> entry : new TreeMap<>(news).entrySet()) {
            String key = entry.getKey();
            News now = entry.getValue();
            Answer declared = mine.answer(key);
            Received before = declared == null ? null : declared.received();
            switch (outcome(
                    before == null ? null : before.value(), now.received().value(), declared)) {
                case FILL, FOLLOW -> {
                    answers = answers.with(key, now.answer());
                    changed.add(key);
                }
                case AGREE -> answers = answers.with(key, now.answer());
                case PROPOSE -> proposals.add(Proposal.of(key, before, now, declared));
                case KEEP, KEEP_MINE, SOURCE_SILENT -> {}
            }
        }
        return new Rebase(answers, List.copyOf(changed), List.copyOf(proposals));
    }

    /** Everything the source says differently from what it said, for a sheet that is not written any more. */
    static List<Proposal> differences(Answers mine, Map<String, News> news) {
        var differences = new ArrayList<Proposal>();
        news.forEach((key, now) -> {
            Answer declared = mine.answer(key);
            Received before = declared == null ? null : declared.received();
            switch (outcome(
                    before == null ? null : before.value(), now.received().value(), declared)) {
                case FILL, FOLLOW, PROPOSE -> differences.add(Proposal.of(key, before, now, declared));
                case KEEP, KEEP_MINE, AGREE, SOURCE_SILENT -> {}
            }
        });
        return List.copyOf(differences);
    }

    /** The source's new value in place of the declared one. */
    static Answers accepted(Answers mine, String key, News now) {
        return mine.with(key, now.answer());
    }

    /** The declared value stays, beside the source's new one. */
    static Answers refused(Answers mine, String key, News now, @Nullable String reason) {
        Answer declared = mine.answer(key);
        Answer kept = declared == null ? new Answer(null, null, null) : declared;
        return mine.with(key, kept.from(now.origin(null)).because(reason));
    }
}
