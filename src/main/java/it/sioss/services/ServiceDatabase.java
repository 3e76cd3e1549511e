package it.sioss.services;

import it.sioss.platform.Refusal;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The services database of one ATS in one year. */
@Entity
public class ServiceDatabase {

    @Id
    private UUID id;

    private int year;
    private String ats;
    private String atsName;
    private String region;

    @Enumerated(EnumType.STRING)
    private ServiceDatabaseState state;

    private Instant stateSince;
    private @Nullable String processInstanceId;
    private String words;
    private int lines;

    @Version
    private long version;

    @Transient
    private @Nullable Finalization finalization;

    protected ServiceDatabase() {}

    ServiceDatabase(int year, String ats, String atsName, String region, String words, Instant at) {
        this.id = UUID.randomUUID();
        this.year = year;
        this.ats = ats;
        this.atsName = atsName;
        this.region = region;
        this.words = words;
        this.state = ServiceDatabaseState.COMPILING;
        this.stateSince = at;
    }

    /** The engine's case that follows this database. */
    public void follow(String instance) {
        processInstanceId = instance;
    }

    /** The number of the next line of Allegato 1; a number is never given twice. */
    int nextLine() {
        lines++;
        return lines;
    }

    /** A finalization under way in this transaction: when the request had been read, and by whom it was made. */
    record Finalization(Instant receivedAt, Author author) {}

    void receivedForFinalization(Instant receivedAt, Author author) {
        finalization = new Finalization(receivedAt, author);
    }

    Finalization finalization() {
        if (finalization == null) {
            throw new IllegalStateException("nobody is finalizing this database");
        }
        return finalization;
    }

    /** Allegato 1 is written; what is left is to finalize. */
    public void compiled(Instant at) {
        move(ServiceDatabaseState.COMPILING, ServiceDatabaseState.READY, at);
    }

    /** Back to Allegato 1. */
    public void resume(Instant at) {
        move(ServiceDatabaseState.READY, ServiceDatabaseState.COMPILING, at);
    }

    public void finalizeDatabase(Instant at) {
        move(ServiceDatabaseState.READY, ServiceDatabaseState.FINALIZED, at);
    }

    /** The deadline has passed; ends no sheet. Nothing happens to a finalized one. */
    public boolean lapse(Instant at) {
        if (state == ServiceDatabaseState.FINALIZED || state == ServiceDatabaseState.LAPSED) {
            return false;
        }
        state = ServiceDatabaseState.LAPSED;
        stateSince = at;
        return true;
    }

    /** The deadline is ahead again: what lapsed goes on with its Allegato 1 as it was written. */
    void revive(Instant at) {
        move(ServiceDatabaseState.LAPSED, ServiceDatabaseState.COMPILING, at);
    }

    private void move(ServiceDatabaseState from, ServiceDatabaseState to, Instant at) {
        if (state != from) {
            throw new Refusal(
                    409,
                    "TRANSIZIONE_NON_AMMESSA",
                    "La banca dati dei servizi attivati di " + atsName + " è «" + state.label()
                            + "»: l'operazione non è possibile.");
        }
        state = to;
        stateSince = at;
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

    public String atsName() {
        return atsName;
    }

    public String region() {
        return region;
    }

    public ServiceDatabaseState state() {
        return state;
    }

    public Instant stateSince() {
        return stateSince;
    }

    public @Nullable String processInstanceId() {
        return processInstanceId;
    }

    /** Readable key of the engine's case: "2025/01-001/servizi". */
    public String key() {
        return year + "/" + ats + "/servizi";
    }
}
