package it.sioss.sheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.Finding;
import it.sioss.services.DueSheet;
import it.sioss.services.Dueness;
import it.sioss.services.SheetLevel;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One module sheet of one implementing body in one year: the aggregate that decides what is allowed. */
@Entity
@DynamicUpdate
public class Sheet implements Persistable<UUID> {

    @Id
    private UUID id;

    private int year;
    private String ats;
    private String region;
    private String module;

    @Enumerated(EnumType.STRING)
    private SheetLevel level;

    private String body;
    private String bodyName;
    private int sequence;
    private @Nullable UUID predecessor;
    private @Nullable Long integrates;

    @Enumerated(EnumType.STRING)
    private Dueness dueness;

    private String duenessReason;

    @Enumerated(EnumType.STRING)
    private SheetState state;

    private Instant stateSince;
    private @Nullable String stateReason;
    private UUID revision;

    @JdbcTypeCode(SqlTypes.JSON)
    private String answers;

    @JdbcTypeCode(SqlTypes.JSON)
    private String retired;

    @JdbcTypeCode(SqlTypes.JSON)
    private String confirmations;

    private long answersVersion;
    private boolean declaredEmpty;
    private @Nullable String justificationCategory;
    private @Nullable String justificationText;

    @Enumerated(EnumType.STRING)
    private Compiler compiler;

    private int asked;
    private int answered;
    private int blocking;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String[] blockedBy = {};

    private int warnings;
    private int variations;
    private int unlikeSource;
    private int returns;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String @Nullable [] openSections;

    private int unexplained;
    private boolean contentsEmpty;
    private boolean touched;
    private @Nullable Instant savedAt;
    private @Nullable String savedBy;
    private @Nullable String processInstanceId;
    private Instant openedAt;

    @Version
    private long version;

    @Transient
    private @Nullable Finalization finalization;

    @Transient
    private @Nullable Withdrawal withdrawal;

    @Transient
    private boolean fresh;

    protected Sheet() {}

    Sheet(int year, String ats, String region, DueSheet due, UUID revision, Compiler compiler, Instant at) {
        this.id = UUID.randomUUID();
        this.year = year;
        this.ats = ats;
        this.region = region;
        this.module = due.module();
        this.level = due.level();
        this.body = due.body();
        this.bodyName = due.bodyName();
        this.sequence = 1;
        this.dueness = due.dueness();
        this.duenessReason = due.reason();
        this.state = SheetState.COMPILING;
        this.stateSince = at;
        this.revision = revision;
        this.answers = "{}";
        this.retired = "{}";
        this.confirmations = "{}";
        this.compiler = compiler;
        this.openedAt = at;
        this.fresh = true;
    }

    /** Goes on from a sheet that stood in this place before, after all others there, with what was written in it. */
    void continues(Sheet before, int next, Answers kept) {
        sequence = next;
        predecessor = before.id;
        answers = json(kept);
        touched = before.touched;
        returns = before.returns;
        savedAt = before.savedAt;
        savedBy = before.savedBy;
        declaredEmpty = before.declaredEmpty;
        justificationCategory = before.justificationCategory;
        justificationText = before.justificationText;
    }

    /** Joins a year already finalized: its transmission will say which receipt it integrates. */
    void integrates(@Nullable Long receipt) {
        integrates = receipt;
    }

    /** Allegato 1 says anew whether this sheet is due, and why; returns whether that is news. */
    boolean due(Dueness now, String reason) {
        boolean news = dueness != now || !duenessReason.equals(reason);
        dueness = now;
        duenessReason = reason;
        return news;
    }

    /** A withdrawal under way in this transaction: by whom, and why. */
    record Withdrawal(Journal.Actor actor, String reason) {}

    void withdrawnBy(Journal.Actor actor, String reason) {
        withdrawal = new Withdrawal(actor, reason);
    }

    Withdrawal withdrawal() {
        return withdrawal == null ? new Withdrawal(Journal.SYSTEM, "Scheda non più dovuta") : withdrawal;
    }

    /**
     * What of it is shown and can change, in one word: the version of the answers and, where there is one, that it goes
     * without contents and why.
     */
    public String tag() {
        boolean plain = !declaredEmpty && justificationText == null;
        String without = Integer.toHexString(Objects.hash(declaredEmpty, justificationCategory, justificationText));
        return plain ? String.valueOf(answersVersion) : answersVersion + "-" + without;
    }

    /** The engine's case that follows this sheet. */
    void follow(String instance) {
        processInstanceId = instance;
    }

    /** The answers known at the opening; they are nobody's work, so the sheet stays untouched. */
    void prefill(Answers known, Evaluation evaluation) {
        answers = json(known);
        judged(evaluation);
    }

    /** Keeps a draft: lenient, judged by the checks but never refused by them. */
    void answer(Answers draft, Evaluation evaluation, Instant at, String author) {
        answers = json(draft);
        answersVersion++;
        touched = true;
        savedAt = at;
        savedBy = author;
        judged(evaluation);
    }

    /** Untouched values follow their source: nobody's work, but the version people look at moves on. */
    void follow(Answers known, Evaluation evaluation) {
        answers = json(known);
        answersVersion++;
        judged(evaluation);
    }

    /**
     * A section with values of another system waits for somebody who supervises it.
     *
     * @param anew also when somebody already has: its values have changed since
     */
    void awaitConfirmation(String section, boolean anew) {
        ObjectNode known = readConfirmations();
        if (anew || !known.has(section)) {
            known.putNull(section);
            confirmations = known.toString();
        }
    }

    /** Somebody has supervised a section that another system filled. */
    void confirm(String section, String by, Instant at) {
        ObjectNode known = readConfirmations();
        known.putObject(section).put("da", by).put("il", at.toString());
        confirmations = known.toString();
    }

    /** The sections that another system filled, each with who has supervised it. */
    public List<Confirmation> confirmations() {
        return readConfirmations().properties().stream()
                .map(entry -> entry.getValue().isNull()
                        ? new Confirmation(entry.getKey(), null, null)
                        : new Confirmation(
                                entry.getKey(),
                                entry.getValue().path("da").asText(),
                                Instant.parse(entry.getValue().path("il").asText())))
                .sorted(Comparator.comparing(Confirmation::section))
                .toList();
    }

    private ObjectNode readConfirmations() {
        try {
            return (ObjectNode) Json.MAPPER.readTree(confirmations);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds unreadable confirmations", impossible);
        }
    }

    /** How many prefilled sections nobody has supervised yet. */
    public long unconfirmed() {
        return confirmations().stream().filter(section -> !section.isGiven()).count();
    }

    /**
     * Judges the draft again without changing it.
     *
     * @param unexplained how many of the warnings nobody has explained for their figures
     */
    void judge(Evaluation evaluation, int unexplained) {
        judged(evaluation);
        this.unexplained = unexplained;
    }

    /** A finalization under way in this transaction: when the request had been read, and by whom it was made. */
    record Finalization(Instant receivedAt, Journal.Actor actor) {}

    void receivedForFinalization(Instant receivedAt, Journal.Actor actor) {
        finalization = new Finalization(receivedAt, actor);
    }

    Finalization finalization() {
        if (finalization == null) {
            throw new IllegalStateException("nobody is finalizing this sheet");
        }
        return finalization;
    }

    private void judged(Evaluation evaluation) {
        asked = evaluation.completeness().asked();
        answered = evaluation.completeness().answered();
        blocking = evaluation.blocking().size();
        blockedBy = evaluation.blocking().stream()
                .map(finding -> finding.code())
                .distinct()
                .sorted()
                .toArray(String[]::new);
        warnings = evaluation.findings().size() - blocking;
        variations = (int)
                evaluation.findings().stream().filter(Finding::isComparison).count();
        unlikeSource = evaluation.transmitted().unlikeTheirSource();
        unexplained = warnings;
        contentsEmpty = evaluation.isEmpty();
    }

    private static String json(Answers answers) {
        return answers.toJson().toString();
    }

    /** "Senza contenuti": what was typed stays. */
    void declareEmpty(boolean empty) {
        declaredEmpty = empty;
        touched = true;
        if (!empty) {
            justificationCategory = null;
            justificationText = null;
        }
    }

    void justify(Justification justification) {
        justificationCategory = justification.category();
        justificationText = justification.text();
    }

    /**
     * Goes to another state.
     *
     * @throws IllegalStateException when the table of lawful moves does not know this one; the guard asked before
     */
    void moveTo(SheetState next, Instant at, @Nullable String reason) {
        if (!state.moves().contains(next)) {
            throw new IllegalStateException("a sheet does not go from " + state + " to " + next);
        }
        state = next;
        stateSince = at;
        stateReason = reason;
        openSections = null;
        returns += next == SheetState.RETURNED ? 1 : 0;
    }

    /** Only these sections may be corrected, until the sheet goes on from here; the others stay as they were reviewed. */
    void limitTo(Set<String> sections) {
        openSections = sections.stream().sorted().toArray(String[]::new);
    }

    /** More sections may be corrected; nothing changes where all may. */
    void widenTo(Set<String> sections) {
        openSections().ifPresent(open -> {
            var wider = new TreeSet<>(open);
            wider.addAll(sections);
            limitTo(wider);
        });
    }

    /** The whole sheet may be corrected. */
    void liftLimit() {
        openSections = null;
    }

    /** The sections a limited return leaves open; empty when the whole sheet may change. */
    public Optional<Set<String>> openSections() {
        return openSections == null ? Optional.empty() : Optional.of(Set.of(openSections));
    }

    void compiledBy(Compiler who) {
        compiler = who;
    }

    /** The state people see: once the deadline has passed a live sheet has lapsed, whether or not a timer said so. */
    public SheetState effectiveState(boolean expired) {
        return expired && !state.ended() ? SheetState.LAPSED : state;
    }

    /** Readable key of the engine's case: year / ATS / module / level / body / sequence. */
    public String key() {
        return year + "/" + ats + "/" + module + "/" + level.word() + "/" + body + "/" + sequence;
    }

    public Answers answers() {
        return read(answers);
    }

    public Answers retired() {
        return read(retired);
    }

    private static Answers read(String json) {
        try {
            return Answers.parse(Json.MAPPER.readTree(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds unreadable answers", impossible);
        }
    }

    public Optional<Justification> justification() {
        return justificationCategory == null || justificationText == null
                ? Optional.empty()
                : Optional.of(new Justification(justificationCategory, justificationText));
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    @jakarta.persistence.PostLoad
    @jakarta.persistence.PostPersist
    void known() {
        fresh = false;
    }

    public UUID id() {
        return id;
    }

    public int year() {
        return year;
    }

    public String ats() {
        return ats;
    }

    public String region() {
        return region;
    }

    public String module() {
        return module;
    }

    public SheetLevel level() {
        return level;
    }

    public String body() {
        return body;
    }

    public String bodyName() {
        return bodyName;
    }

    public int sequence() {
        return sequence;
    }

    public @Nullable UUID predecessor() {
        return predecessor;
    }

    /** The number of the services database's receipt that this sheet integrates, if any. */
    public @Nullable Long integrates() {
        return integrates;
    }

    public Dueness dueness() {
        return dueness;
    }

    public String duenessReason() {
        return duenessReason;
    }

    public SheetState state() {
        return state;
    }

    public Instant stateSince() {
        return stateSince;
    }

    public @Nullable String stateReason() {
        return stateReason;
    }

    public UUID revision() {
        return revision;
    }

    public long answersVersion() {
        return answersVersion;
    }

    public boolean declaredEmpty() {
        return declaredEmpty;
    }

    /** Nothing answered outside identification, or the service was not active: what is left is to say why. */
    public boolean contentsEmpty() {
        return contentsEmpty;
    }

    /** As it is said of the sheet: while it is compiled what the clerk declared, once sent what its contents are. */
    public boolean withoutContents() {
        return declaredEmpty
                || contentsEmpty
                        && (state == SheetState.IN_REVIEW
                                || state == SheetState.READY
                                || state == SheetState.FINALIZED);
    }

    public boolean touched() {
        return touched;
    }

    /** Whether somebody owes it; an optional sheet nobody touched is missed by nobody. */
    boolean expected() {
        return dueness == Dueness.REQUIRED || touched;
    }

    public Compiler compiler() {
        return compiler;
    }

    public int asked() {
        return asked;
    }

    public int answered() {
        return answered;
    }

    public int blocking() {
        return blocking;
    }

    public int warnings() {
        return warnings;
    }

    /** Standing warnings against last year or similar districts. */
    public int variations() {
        return variations;
    }

    /** How often it was returned, also where it goes on from another. */
    public int returns() {
        return returns;
    }

    /** Values that differ from the ones another system sent, said why or not. */
    public int unlikeSource() {
        return unlikeSource;
    }

    /** How many warnings wait to be explained, as last judged. */
    public int unexplained() {
        return unexplained;
    }

    public @Nullable Instant savedAt() {
        return savedAt;
    }

    public @Nullable String savedBy() {
        return savedBy;
    }

    public @Nullable String processInstanceId() {
        return processInstanceId;
    }
}
