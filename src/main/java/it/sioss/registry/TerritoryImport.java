package it.sioss.registry;

import it.sioss.platform.CollectionYears;
import it.sioss.platform.Refusal;
import it.sioss.registry.TerritoryStore.Upload;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Replaces the articulation of a region (or of all) with the one an administrator uploads: first shown, then applied as
 * a whole or not at all.
 */
@Component
@PreAuthorize("hasRole('ADMINISTRATOR')")
public class TerritoryImport {

    /** The largest file worth reading; a national articulation is a sixth of it. */
    public static final int MAX_BYTES = TerritoryFile.MAX_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(TerritoryImport.class);
    private static final int FINDINGS_SHOWN = 200;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = CollectionYears.LAST;

    private final TerritoryStore store;
    private final ObjectProvider<TerritoryInUse> territoryInUse;
    private final Clock clock;

    TerritoryImport(TerritoryStore store, ObjectProvider<TerritoryInUse> territoryInUse, Clock clock) {
        this.store = store;
        this.territoryInUse = territoryInUse;
        this.clock = clock;
    }

    /** A file kept for its author to confirm, and what it would do. */
    public record Pending(UUID id, TerritoryPreview preview) {}

    /**
     * What the file would do from {@code year} on, for one region or (null) for all; changes nothing.
     *
     * @throws Refusal 422 when year or region make no sense; errors of the file are in the preview
     */
    @Transactional(readOnly = true)
    public TerritoryPreview preview(byte[] content, int year, @Nullable String region) {
        return judge(content, year, region);
    }

    /** Previews the file and keeps it, so that its author can confirm exactly what was shown. */
    @Transactional
    public Pending keep(byte[] content, int year, @Nullable String region, String account) {
        TerritoryPreview preview = judge(content, year, region);
        UUID id = UUID.randomUUID();
        if (preview.applicable()) {
            store.keep(new Upload(id, account, year, region, content), clock.instant());
        }
        return new Pending(id, preview);
    }

    /**
     * Applies a kept file if it still does what its author saw.
     *
     * @throws Refusal 404 when it was not kept for this account; 409 when the territory has changed since; 409 and 422
     *     as {@link #apply(byte[], int, String, String)}
     */
    @Transactional
    public TerritoryPreview confirm(UUID id, String account, String fingerprintSeen) {
        store.lock();
        Upload upload = store.pending(id, account)
                .orElseThrow(() -> new Refusal(
                        404,
                        "CARICAMENTO_NON_TROVATO",
                        "Il file non è più in attesa di conferma: caricatelo di nuovo dalla pagina Territorio."));
        TerritoryPreview preview = judge(upload.content(), upload.fromYear(), upload.regionalBody());
        Differences differences = preview.differences();
        if (differences != null && !differences.fingerprint().equals(fingerprintSeen)) {
            throw new Refusal(
                    409,
                    "ANTEPRIMA_SUPERATA",
                    "Il territorio è cambiato dopo l'anteprima: caricate di nuovo il file e ricontrollate le differenze.");
        }
        write(preview, account);
        store.applied(id, clock.instant());
        return preview;
    }

    /**
     * Applies the file from {@code year} on; a file that says what is already known changes nothing.
     *
     * @throws Refusal 422 {@code TERRITORIO_NON_VALIDO} with every error of the file; 409 {@code RILEVAZIONE_APERTA}
     *     with the sheets of open campaigns that stand on the districts it would change
     */
    @Transactional
    public TerritoryPreview apply(byte[] content, int year, @Nullable String region, String account) {
        store.lock();
        TerritoryPreview preview = judge(content, year, region);
        write(preview, account);
        if (preview.applicable()) {
            UUID id = UUID.randomUUID();
            store.keep(new Upload(id, account, year, region, content), clock.instant());
            store.applied(id, clock.instant());
        }
        return preview;
    }

    private TerritoryPreview judge(byte[] content, int year, @Nullable String region) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new Refusal(
                    422,
                    "VALORE_NON_VALIDO",
                    "L'anno " + year + " non è ammesso: indicatene uno fra il " + FIRST_YEAR + " e il " + LAST_YEAR
                            + ".");
        }
        KnownTerritory known = store.known();
        if (region != null && !known.bodies().containsKey(region)) {
            throw new Refusal(
                    422,
                    "ENTE_SCONOSCIUTO",
                    "L'ente indicato non è una regione o provincia autonoma: usate il codice di quattro cifre, per esempio"
                            + " 0100 per il Piemonte.");
        }
        TerritoryFile file = TerritoryFile.read(content);
        TerritoryCheck.Verdict verdict = TerritoryCheck.judge(file, known, year, region);
        Differences differences = null;
        List<String> sheets = List.of();
        if (verdict.errors().isEmpty()) {
            differences =
                    Differences.between(verdict.articulation(), known, store.memberships(year, region), year, region);
            sheets = sheetsConcerned(differences, year);
        }
        return new TerritoryPreview(
                year,
                region,
                file.rows().size(),
                verdict.errors().stream().limit(FINDINGS_SHOWN).toList(),
                verdict.errors().size(),
                verdict.warnings().stream().limit(FINDINGS_SHOWN).toList(),
                differences,
                sheets);
    }

    private List<String> sheetsConcerned(Differences differences, int year) {
        if (differences.atsConcerned().isEmpty()) {
            return List.of();
        }
        return territoryInUse
                .orderedStream()
                .flatMap(use -> use.sheetsConcerned(year, differences.atsConcerned()).stream())
                .toList();
    }

    private void write(TerritoryPreview preview, String account) {
        Differences differences = preview.differences();
        if (preview.errorCount() > 0 || differences == null) {
            throw preview.refusal();
        }
        if (!preview.sheetsConcerned().isEmpty()) {
            throw new Refusal(
                            409,
                            "RILEVAZIONE_APERTA",
                            "L'articolazione non si può cambiare mentre è aperta una rilevazione: "
                                    + preview.sheetsConcerned().size() + " schede stanno su ATS che cambierebbero.")
                    .with("schede", preview.sheetsConcerned());
        }
        if (!differences.isEmpty()) {
            store.write(differences, preview.year());
            LOG.info(
                    "territory from {} changed by {}: {} districts started, {} ended, {} municipalities moved",
                    preview.year(),
                    account,
                    differences.started().size(),
                    differences.ended().size(),
                    differences.moved().size());
        }
    }
}
