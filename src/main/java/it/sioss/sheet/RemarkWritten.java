package it.sioss.sheet;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A reviewer wrote a remark, on a question, a section or the whole sheet (neither named), in this transaction. */
public record RemarkWritten(
        UUID sheet,
        UUID remark,
        @Nullable String question,
        @Nullable String section,
        String words,
        String author,
        Instant at) {

    static RemarkWritten of(Remark remark) {
        return new RemarkWritten(
                remark.sheetId(),
                remark.id(),
                remark.question(),
                remark.section(),
                remark.words(),
                remark.author(),
                remark.writtenAt());
    }
}
