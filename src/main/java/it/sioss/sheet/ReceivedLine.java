package it.sioss.sheet;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Received;
import it.sioss.prefill.Proposal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value that another system sent, beside what is declared: received, declared, why they differ, what is proposed now.
 *
 * @param declared null where the box is empty
 * @param received null where the source speaks of the question only now
 */
public record ReceivedLine(
        String section,
        String key,
        String label,
        String source,
        LocalDate extractedOn,
        String period,
        @Nullable String received,
        @Nullable String declared,
        boolean changed,
        @Nullable String reason,
        @Nullable String proposed) {

    /** The values of a sheet that sources sent, in the order of the page. */
    static List<ReceivedLine> of(ModuleRevision revision, Answers answers, List<Proposal> proposals) {
        var lines = new ArrayList<ReceivedLine>();
        for (FormItem item : revision.form().items().values()) {
            Answer answer = answers.answer(item.key());
            Received received = answer == null ? null : answer.received();
            Proposal proposal = proposals.stream()
                    .filter(one -> one.key().equals(item.key()))
                    .findFirst()
                    .orElse(null);
            if (answer != null && received != null) {
                lines.add(new ReceivedLine(
                        item.section(),
                        item.key(),
                        item.label(),
                        answer.origin() == null ? "" : answer.origin().source(),
                        received.extractedOn(),
                        received.period(),
                        words(received.value()),
                        answer.number() == null ? answer.raw() : words(answer.number()),
                        answer.isChangedFromSource(),
                        received.reason(),
                        proposal == null ? null : words(proposal.proposed())));
            } else if (proposal != null) {
                lines.add(new ReceivedLine(
                        item.section(),
                        item.key(),
                        item.label(),
                        proposal.source(),
                        proposal.extractedOn(),
                        proposal.period(),
                        null,
                        proposal.declared(),
                        false,
                        null,
                        words(proposal.proposed())));
            }
        }
        return List.copyOf(lines);
    }

    private static String words(java.math.BigDecimal number) {
        return number.toPlainString().replace('.', ',');
    }
}
