package it.sioss.guide;

import it.sioss.platform.Refusal;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody asks for help, about a question of a sheet, a sheet or anything; open until answered, closed by either side. */
@Entity
class AssistanceRequest {

    @Id
    private UUID id;

    private String author;
    private String authorName;
    private @Nullable UUID sheetId;
    private @Nullable String question;
    private @Nullable String questionLabel;
    private @Nullable Integer year;
    private @Nullable String module;
    private @Nullable String ats;
    private @Nullable String atsName;
    private @Nullable String region;

    @Enumerated(EnumType.STRING)
    private AssistanceState state;

    private Instant openedAt;
    private Instant changedAt;

    @Version
    private long version;

    protected AssistanceRequest() {}

    AssistanceRequest(String author, String authorName, Subject subject, Instant at) {
        this.id = UUID.randomUUID();
        this.author = author;
        this.authorName = authorName;
        this.sheetId = subject.sheet();
        this.question = subject.question();
        this.questionLabel = subject.questionLabel();
        this.year = subject.year();
        this.module = subject.module();
        this.ats = subject.ats();
        this.atsName = subject.atsName();
        this.region = subject.region();
        this.state = AssistanceState.OPEN;
        this.openedAt = at;
        this.changedAt = at;
    }

    /** What a request is about, and whose territory it is in. */
    record Subject(
            @Nullable UUID sheet,
            @Nullable String question,
            @Nullable String questionLabel,
            @Nullable Integer year,
            @Nullable String module,
            @Nullable String ats,
            @Nullable String atsName,
            @Nullable String region) {

        static Subject ofPlace(@Nullable String ats, @Nullable String atsName, @Nullable String region) {
            return new Subject(null, null, null, null, null, ats, atsName, region);
        }

        /** "A5, ATS Torino 1, 2025: Donne", in the words of who reads. */
        String words() {
            if (sheet == null) {
                return "richiesta generale";
            }
            return module + ", " + atsName + ", annualità " + year
                    + (questionLabel == null ? "" : ": " + questionLabel);
        }
    }

    void answered(Instant at) {
        goOn(AssistanceState.ANSWERED, at);
    }

    void askedAgain(Instant at) {
        goOn(AssistanceState.OPEN, at);
    }

    void close(Instant at) {
        goOn(AssistanceState.CLOSED, at);
    }

    private void goOn(AssistanceState next, Instant at) {
        if (state == AssistanceState.CLOSED) {
            throw new Refusal(
                    409, "TRANSIZIONE_NON_AMMESSA", "La richiesta è chiusa: se serve ancora aiuto apritene una nuova.");
        }
        state = next;
        changedAt = at;
    }

    UUID id() {
        return id;
    }

    String author() {
        return author;
    }

    AssistanceState state() {
        return state;
    }

    Subject subject() {
        return new Subject(sheetId, question, questionLabel, year, module, ats, atsName, region);
    }
}
