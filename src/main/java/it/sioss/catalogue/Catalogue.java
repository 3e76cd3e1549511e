package it.sioss.catalogue;

import it.sioss.platform.Refusal;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The modules a clerk can be asked for, year by year. At start-up every new revision of form and checks that this
 * release brings is stored; sheets read them from here and keep the one they were judged by.
 */
@Service
public class Catalogue implements SmartInitializingSingleton {

    private final RevisionStore store;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Map<UUID, ModuleRevision> revisions = new ConcurrentHashMap<>();
    private final FutureTask<List<ModuleRevision>> brought =
            new FutureTask<>(() -> ModuleFiles.onClassPath().editions());

    Catalogue(RevisionStore store, TransactionOperations transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        new Thread(brought, "forms and checks").start();
    }

    /** The release's forms and checks have been read beside the rest of the start; now they are stored. */
    @Override
    public void afterSingletonsInstantiated() {
        List<ModuleRevision> editions = read();
        transactions.executeWithoutResult(tx -> editions.forEach(revision -> store.publish(revision, clock.instant())));
        load(editions);
    }

    private List<ModuleRevision> read() {
        try {
            return brought.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a form or a table of checks cannot be read", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The modules offered for a year, each in its latest revision, by module code. */
    public List<ModuleRevision> offered(int year) {
        Map<String, ModuleRevision> latest = new TreeMap<>();
        for (ModuleRevision revision : revisions.values()) {
            if (revision.editionYear() <= year) {
                latest.merge(revision.module(), revision, Catalogue::newer);
            }
        }
        return List.copyOf(latest.values());
    }

    /** The latest revision of the edition valid in a year; empty when the module did not exist yet. */
    public Optional<ModuleRevision> latest(String module, int year) {
        return offered(year).stream()
                .filter(revision -> revision.module().equals(module))
                .findFirst();
    }

    /**
     * A revision by its id, published by this release or by an earlier one.
     *
     * @throws NoSuchElementException when there is none
     */
    public ModuleRevision revision(UUID id) {
        if (!revisions.containsKey(id)) {
            load(revisions.values());
        }
        ModuleRevision revision = revisions.get(id);
        if (revision == null) {
            throw new NoSuchElementException("Nessuna revisione con identificativo " + id);
        }
        return revision;
    }

    /** What this revision replaced: the one before it, of its edition or of an earlier one. */
    public Optional<ModuleRevision> before(ModuleRevision revision) {
        return revisions.values().stream()
                .filter(other -> other.module().equals(revision.module()) && newer(other, revision) == revision)
                .filter(other -> !other.id().equals(revision.id()))
                .reduce(Catalogue::newer);
    }

    /** What changed from one revision of a module to another, question by question and rule by rule. */
    public List<RevisionChange> changes(ModuleRevision before, ModuleRevision after) {
        return RevisionComparison.between(before, after);
    }

    /**
     * A revision as it would be with this form or table of checks; nothing is stored.
     *
     * @throws Refusal 422 saying why the file could not be published
     */
    public ModuleRevision candidate(ModuleRevision current, byte[] file) {
        return CandidateFile.inPlaceOf(current, file);
    }

    private void load(Collection<ModuleRevision> atHand) {
        List<ModuleRevision> published = transactions.execute(tx -> store.all(atHand));
        for (ModuleRevision revision : published == null ? List.<ModuleRevision>of() : published) {
            revisions.putIfAbsent(revision.id(), revision);
        }
    }

    private static ModuleRevision newer(ModuleRevision one, ModuleRevision other) {
        return Comparator.comparingInt(ModuleRevision::editionYear)
                                .thenComparingInt(ModuleRevision::number)
                                .compare(one, other)
                        >= 0
                ? one
                : other;
    }
}
