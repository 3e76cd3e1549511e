package it.sioss.prefill;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Received;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A value that its source has published anew and that a person decides upon.
 *
 * @param before what the source had said; null when it had said nothing
 * @param declared what the sheet declares, as text; null when the box is empty
 */
public record Proposal(
        String key,
        String source,
        @Nullable BigDecimal before,
        BigDecimal proposed,
        @Nullable String declared,
        LocalDate extractedOn,
        String period) {

    static Proposal of(String key, @Nullable Received before, Rebase.News now, @Nullable Answer declared) {
        Object value = declared == null ? null : declared.value();
        String raw = declared == null ? null : declared.raw();
        return new Proposal(
                key,
                now.source(),
                before == null ? null : before.value(),
                now.received().value(),
                value instanceof BigDecimal number ? number.toPlainString() : value == null ? raw : value.toString(),
                now.received().extractedOn(),
                now.received().period());
    }
}
