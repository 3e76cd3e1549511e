package it.sioss.services;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether an ATS has activated one service of the nomenclature in a year. */
@Entity
public class ActivatedService {

    @Id
    private UUID id;

    private UUID databaseId;
    private String service;
    private boolean activated;

    @Version
    private @Nullable Long version;

    protected ActivatedService() {}

    ActivatedService(UUID database, String service, boolean activated) {
        this.id = UUID.randomUUID();
        this.databaseId = database;
        this.service = service;
        this.activated = activated;
    }

    /** Says yes or no anew; returns whether that changes anything. */
    boolean activate(boolean wanted) {
        boolean changed = activated != wanted;
        activated = wanted;
        return changed;
    }

    public String service() {
        return service;
    }

    public boolean activated() {
        return activated;
    }

    UUID databaseId() {
        return databaseId;
    }

    UUID id() {
        return id;
    }
}
