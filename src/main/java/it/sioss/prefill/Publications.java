package it.sioss.prefill;

import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Catalogue;
import it.sioss.platform.Batches;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.prefill.PublicationStore.Upload;
import it.sioss.registry.Ats;
import it.sioss.registry.ImportFinding;
import it.sioss.registry.Registry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What other systems publish, taken in whole or not at all: a file with one wrong row changes nothing. Taking in the
 * same publication again, in any order and under any name, changes nothing either. The sheets follow by a batch.
 */
@Service
public class Publications {

    /** The batch that brings a publication to the sheets, one ATS at a time; its subject is the version's id. */
    public static final String KIND = "precompilazione";

    /** The largest file worth reading. */
    public static final int MAX_BYTES = PublicationFile.MAX_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(Publications.class);
    private static final int FINDINGS_SHOWN = 200;

    private final PublicationStore store;
    private final Registry registry;
    private final Catalogue catalogue;
    private final Campaigns campaigns;
    private final Batches batches;
    private final Clock clock;

    Publications(
            PublicationStore store,
            Registry registry,
            Catalogue catalogue,
            Campaigns campaigns,
            Batches batches,
            Clock clock) {
        this.store = store;
        this.registry = registry;
        this.catalogue = catalogue;
        this.campaigns = campaigns;
        this.batches = batches;
        this.clock = clock;
    }

    /** A file kept for its author to confirm, and what it would do. */
    public record Pending(UUID id, PublicationPreview preview) {}

    /** What the file would do; changes nothing. */
    @Transactional(readOnly = true)
    public PublicationPreview preview(byte[] content) {
        return judge(content).preview();
    }

    /** Previews the file and keeps it a day for its author to confirm; one with errors is not kept. */
    @Transactional
    public Pending keep(byte[] content, @Nullable String fileName, String account) {
        PublicationPreview preview = judge(content).preview();
        UUID id = UUID.randomUUID();
        if (preview.applicable()) {
            store.keep(new Upload(id, account, fileName, content), clock.instant());
        }
        return new Pending(id, preview);
    }

    /** Takes in a kept file; it is judged again, as things stand now. */
    @Transactional
    public PublicationPreview confirm(UUID id, String account) {
        Upload upload = store.take(id, account)
                .orElseThrow(() -> new Refusal(
                        404,
                        "CARICAMENTO_NON_TROVATO",
                        "Il file non è più in attesa di conferma: caricatelo di nuovo dalla pagina Precompilazione."));
        return apply(upload.content(), upload.fileName(), account);
    }

    /**
     * Takes in a publication; the sheets of the districts it changes follow by a batch.
     *
     * @throws Refusal 422 with every error of the file, 413 when it is too large; then nothing has changed
     */
    @Transactional
    public PublicationPreview apply(byte[] content, @Nullable String fileName, String account) {
        store.lock();
        Judged judged = judge(content);
        PublicationPreview preview = judged.preview();
        if (preview.errorCount() > 0) {
            throw preview.refusal();
        }
        if (preview.applicable()) {
            take(judged, fileName, account);
        }
        return preview;
    }

    private void take(Judged judged, @Nullable String fileName, String account) {
        Publication.Heading heading = judged.publication().heading();
        PublicationPreview preview = judged.preview();
        PublishedVersion version = new PublishedVersion(
                UUID.randomUUID(),
                heading.source(),
                heading.year(),
                store.newest(heading.source(), heading.year())
                                .map(PublishedVersion::number)
                                .orElse(0)
                        + 1,
                heading.extractedOn(),
                heading.from(),
                heading.to(),
                judged.publication().hash(),
                preview.rows(),
                preview.added(),
                preview.changed(),
                fileName,
                account,
                clock.instant());
        store.write(version);
        store.write(version, judged.news(), judged::atsOf);
        Set<String> districts =
                judged.news().stream().map(judged::atsOf).collect(Collectors.toCollection(TreeSet::new));
        if (!districts.isEmpty() && campaigns.find(heading.year()).isPresent()) {
            batches.record(KIND, version.id().toString(), districts, account);
        }
        LOG.info(
                "{} {} version {} by {}: {} rows, {} added, {} changed",
                heading.source(),
                heading.year(),
                version.number(),
                account,
                preview.rows(),
                preview.added(),
                preview.changed());
    }

    /** A publication compared with what is known. */
    private record Judged(
            Publication publication,
            List<PublishedRow> news,
            Map<String, String> atsByMunicipality,
            PublicationPreview preview) {

        String atsOf(PublishedRow row) {
            return row.scope() == DataScope.ATS ? row.territory() : atsByMunicipality.getOrDefault(row.territory(), "");
        }
    }

    private static final Publication NONE = new Publication(
            new Publication.Heading(
                    "", 0, java.time.LocalDate.EPOCH, java.time.LocalDate.EPOCH, java.time.LocalDate.EPOCH),
            List.of());

    private Judged judge(byte[] content) {
        PublicationFile file = PublicationFile.read(content);
        Publication publication = file.publication();
        var errors = new ArrayList<>(file.findings());
        if (publication == null || !errors.isEmpty()) {
            return wrong(publication, errors);
        }
        Publication.Heading heading = publication.heading();
        Map<String, String> members = members(heading.year());
        errors.addAll(PublicationCheck.judge(publication, known(heading.year(), members)));
        Optional<PublishedVersion> newest = store.newest(heading.source(), heading.year());
        newest.filter(last -> heading.extractedOn().isBefore(last.extractedOn()))
                .ifPresent(last -> errors.add(superseded(last)));
        if (!errors.isEmpty()) {
            return wrong(publication, errors);
        }
        Map<String, String> current = store.current(heading.source(), heading.year());
        List<PublishedRow> news = publication.rows().stream()
                .filter(row -> !row.hash().equals(current.get(row.place())))
                .toList();
        int added = (int)
                news.stream().filter(row -> !current.containsKey(row.place())).count();
        boolean known = news.isEmpty();
        var judged = new Judged(
                publication,
                news,
                members,
                new PublicationPreview(
                        heading.source(),
                        heading.year(),
                        heading.extractedOn(),
                        publication.rows().size(),
                        added,
                        news.size() - added,
                        publication.rows().size() - news.size(),
                        List.of(),
                        0,
                        known,
                        conflicts(publication, current, members)));
        return judged;
    }

    private static Judged wrong(@Nullable Publication publication, List<ImportFinding> errors) {
        Publication read = publication == null ? NONE : publication;
        return new Judged(
                read,
                List.of(),
                Map.of(),
                new PublicationPreview(
                        publication == null ? null : read.heading().source(),
                        read.heading().year(),
                        publication == null ? null : read.heading().extractedOn(),
                        read.rows().size(),
                        0,
                        0,
                        0,
                        errors.stream().limit(FINDINGS_SHOWN).toList(),
                        errors.size(),
                        false,
                        List.of()));
    }

    private static ImportFinding superseded(PublishedVersion last) {
        return new ImportFinding(
                "ESTRAZIONE_SUPERATA",
                1,
                PublicationRows.EXTRACTED,
                "È già presente un'estrazione più recente, del " + RomeTime.day(last.extractedOn()) + ".",
                "Caricate l'ultima pubblicazione della fonte.");
    }

    /** The districts of which the source would speak both as a whole and by municipality. */
    private static List<String> conflicts(
            Publication publication, Map<String, String> current, Map<String, String> members) {
        var whole = new TreeSet<String>();
        var parts = new TreeSet<String>();
        var places = new TreeSet<>(current.keySet());
        publication.rows().forEach(row -> places.add(row.place()));
        for (String place : places) {
            String territory = place.substring(place.indexOf('/') + 1);
            if (place.startsWith(DataScope.ATS.name())) {
                whole.add(territory);
            } else {
                parts.add(members.getOrDefault(territory, ""));
            }
        }
        whole.retainAll(parts);
        return List.copyOf(whole);
    }

    private Map<String, String> members(int year) {
        return registry.articulation(year, null).stream()
                .collect(Collectors.toMap(Registry.Member::municipality, Registry.Member::ats));
    }

    private PublicationCheck.Known known(int year, Map<String, String> members) {
        return new PublicationCheck.Known(
                store.sources(),
                catalogue.offered(year).stream()
                        .flatMap(revision -> Indicator.of(revision.form()).stream())
                        .toList(),
                registry.atsOf(year).stream().map(Ats::code).collect(Collectors.toSet()),
                members,
                this::elsewhere);
    }

    private Optional<String> elsewhere(String code) {
        return registry.successorOf(code)
                .map(now -> code + " non è più in uso: ora è " + now.code() + " (" + now.name() + ").")
                .or(() -> registry.municipality(code)
                        .map(now -> now.name() + " (" + code + ") non è di alcun ATS in quell'annualità."));
    }

    /** What was taken in, newest first. */
    @Transactional(readOnly = true)
    public List<PublishedVersion> history() {
        return store.history();
    }

    /** The year a version speaks of; for the batch that brings it to the sheets. */
    @Transactional(readOnly = true)
    public int yearOf(UUID version) {
        return store.yearOf(version);
    }
}
