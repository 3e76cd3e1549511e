package it.sioss.platform;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Batches that have left items aside, of whatever kind, and the one way to take them up again. */
@Service
public class StoppedWorks {

    private final Batches batches;
    private final ObjectProvider<BatchWork> works;

    StoppedWorks(Batches batches, ObjectProvider<BatchWork> works) {
        this.batches = batches;
        this.works = works;
    }

    /**
     * A batch that has left items aside.
     *
     * @param year the campaign it belongs to
     * @param leftAside what is missing for those items
     * @param failures at most twenty of them, in words, with their reason
     */
    public record Stopped(
            UUID id,
            int year,
            String kind,
            String title,
            String leftAside,
            long failed,
            List<BatchProgress.Failure> failures) {}

    /** All of them, the oldest first. */
    @Transactional(readOnly = true)
    public List<Stopped> all() {
        return batches.stopped().stream().flatMap(this::describe).toList();
    }

    /** Those of a campaign, the oldest first. */
    @Transactional(readOnly = true)
    public List<Stopped> of(int year) {
        return all().stream().filter(stopped -> stopped.year() == year).toList();
    }

    private Stream<Stopped> describe(BatchProgress progress) {
        return work(progress)
                .map(work -> new Stopped(
                        progress.id(),
                        work.yearOf(progress.subject()),
                        progress.kind(),
                        work.title(progress.subject()),
                        work.leftAside(),
                        progress.failed(),
                        progress.failures().stream()
                                .map(failure -> new BatchProgress.Failure(work.words(failure.item()), failure.reason()))
                                .toList()))
                .stream();
    }

    private Optional<BatchWork> work(BatchProgress progress) {
        return works.stream()
                .filter(work -> work.kind().equals(progress.kind()))
                .findFirst();
    }

    /**
     * Takes up a stopped batch again: what failed is back in line. Asking twice changes nothing.
     *
     * @throws Refusal 404 when the campaign has no such batch, 409 while a newer one does the same
     */
    @Transactional
    public void takeUp(int year, UUID id) {
        BatchProgress progress = batches.find(id)
                .filter(found -> work(found)
                        .filter(work -> work.yearOf(found.subject()) == year)
                        .isPresent())
                .orElseThrow(
                        () -> new Refusal(404, "NON_TROVATO", "La rilevazione " + year + " non ha questo lavoro."));
        batches.retryFailed(progress.id());
    }
}
