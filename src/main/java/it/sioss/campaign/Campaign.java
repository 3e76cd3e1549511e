package it.sioss.campaign;

import it.sioss.platform.Refusal;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A collection year: which modules, which regions, and how far it is. */
@Entity
public class Campaign implements Persistable<Integer> {

    @Id
    private int year;

    @Enumerated(EnumType.STRING)
    private CampaignState state;

    private boolean demonstration;

    private boolean notRequiredByChoice;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private String @Nullable [] regions;

    private Instant createdAt;
    private String createdBy;
    private @Nullable Instant openedAt;
    private @Nullable String openedBy;
    private @Nullable Instant closedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String outcome;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "campaign_module", joinColumns = @JoinColumn(name = "year"))
    @Column(name = "module")
    @org.hibernate.annotations.SortNatural
    private SortedSet<String> modules = new TreeSet<>();

    @Transient
    private boolean fresh;

    protected Campaign() {}

    Campaign(int year, List<String> modules, List<String> regions, boolean demonstration, Instant at, String author) {
        this.year = year;
        this.state = CampaignState.DRAFT;
        this.modules.addAll(modules);
        this.regions = regions.isEmpty() ? null : regions.toArray(String[]::new);
        this.demonstration = demonstration;
        this.createdAt = at;
        this.createdBy = author;
        this.fresh = true;
    }

    /** Begins the opening; the sheets are then created by the batch. Only a draft can be opened. */
    public void beginOpening(Instant at, String author) {
        if (state != CampaignState.DRAFT) {
            throw new Refusal(409, "RILEVAZIONE_GIA_APERTA", "La rilevazione " + year + " è già stata aperta.");
        }
        state = CampaignState.OPENING;
        openedAt = at;
        openedBy = author;
    }

    public void opened() {
        if (state == CampaignState.OPENING) {
            state = CampaignState.OPEN;
        }
    }

    /** New modules join a year already under way, or over: then it is open again. Returns whether it was over. */
    boolean join(Collection<String> added) {
        modules.addAll(added);
        boolean over = state == CampaignState.CLOSED;
        if (over) {
            state = CampaignState.OPEN;
            closedAt = null;
        }
        return over;
    }

    /** Whether an ATS may start by choice a sheet that is not required of it; returns whether that is new. */
    public boolean letNotRequiredByChoice(boolean allowed) {
        boolean changed = notRequiredByChoice != allowed;
        notRequiredByChoice = allowed;
        return changed;
    }

    /** Closes the year once every deadline has passed, with its figures. */
    public void close(Instant at, String figures) {
        state = CampaignState.CLOSED;
        closedAt = at;
        outcome = figures;
    }

    public int year() {
        return year;
    }

    public CampaignState state() {
        return state;
    }

    public boolean demonstration() {
        return demonstration;
    }

    /** Off until an administrator says otherwise (circular, «non sarà richiesta la compilazione»). */
    public boolean notRequiredByChoice() {
        return notRequiredByChoice;
    }

    public List<String> modules() {
        return List.copyOf(modules);
    }

    /** The regional bodies that take part; empty means all. */
    public List<String> regions() {
        return regions == null ? List.of() : List.of(regions);
    }

    public Optional<Instant> openedAt() {
        return Optional.ofNullable(openedAt);
    }

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    public Optional<String> outcome() {
        return Optional.ofNullable(outcome);
    }

    @Override
    public Integer getId() {
        return year;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    @PostLoad
    @PostPersist
    void known() {
        fresh = false;
    }
}
