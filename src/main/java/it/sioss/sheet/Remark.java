package it.sioss.sheet;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the reviewer asks to correct, on a question, on a section, or on the whole sheet (neither named). */
@Entity
public class Remark {

    @Id
    private UUID id;

    private UUID sheetId;
    private @Nullable String question;
    private @Nullable String section;
    private String words;
    private String author;
    private Instant writtenAt;
    private boolean open;

    protected Remark() {}

    Remark(UUID sheetId, Draft draft, String author, Instant at) {
        this.id = UUID.randomUUID();
        this.sheetId = sheetId;
        this.question = draft.question();
        this.section = draft.section();
        this.words = draft.words();
        this.author = author;
        this.writtenAt = at;
        this.open = true;
    }

    /** The same remark on the sheet that goes on from the one it was written on. */
    Remark on(Sheet next) {
        var same = new Remark(next.id(), new Draft(question, section, words), author, writtenAt);
        same.open = open;
        return same;
    }

    /** A remark before it is written down. */
    public record Draft(@Nullable String question, @Nullable String section, String words) {}

    void close() {
        open = false;
    }

    public UUID id() {
        return id;
    }

    public UUID sheetId() {
        return sheetId;
    }

    public @Nullable String question() {
        return question;
    }

    public @Nullable String section() {
        return section;
    }

    public String words() {
        return words;
    }

    public String author() {
        return author;
    }

    public Instant writtenAt() {
        return writtenAt;
    }

    public boolean open() {
        return open;
    }
}
