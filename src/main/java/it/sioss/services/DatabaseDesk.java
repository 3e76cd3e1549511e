package it.sioss.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.CanonicalJson;
import it.sioss.platform.PresentClock;
import it.sioss.platform.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people do to a services database as a whole: conclude Allegato 1, resume it, finalize, add an optional sheet. */
@Service
public class DatabaseDesk {

    /** What is added to the reason of a sheet that is not required and was started all the same. */
    public static final String BY_CHOICE = "; avviata per scelta dell'ambito";

    private final ServiceDatabaseRepository databases;
    private final ActivatedServiceRepository services;
    private final ImplementationModeRepository modes;
    private final AnnexReader reader;
    private final DatabaseGuard guard;
    private final DatabaseReceipts receipts;
    private final DueSheets due;
    private final KnownSheets sheets;
    private final Campaigns campaigns;
    private final ServicesFlow flow;
    private final ServicesJournal journal;
    private final ApplicationEventPublisher events;
    private final PresentClock clock;

    DatabaseDesk(
            ServiceDatabaseRepository databases,
            ActivatedServiceRepository services,
            ImplementationModeRepository modes,
            AnnexReader reader,
            DatabaseGuard guard,
            DatabaseReceipts receipts,
            DueSheets due,
            @Lazy KnownSheets sheets,
            Campaigns campaigns,
            @Lazy ServicesFlow flow,
            ServicesJournal journal,
            ApplicationEventPublisher events,
            PresentClock clock) {
        this.databases = databases;
        this.services = services;
        this.modes = modes;
        this.reader = reader;
        this.guard = guard;
        this.receipts = receipts;
        this.due = due;
        this.sheets = sheets;
        this.campaigns = campaigns;
        this.flow = flow;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    private ServiceDatabase require(DatabaseVerb verb, int year, String ats, Viewer viewer, Instant received) {
        ServiceDatabase database = AnnexReader.seen(databases.lock(year, ats), viewer);
        guard.require(verb, reader.situation(database, viewer, received));
        return database;
    }

    /** Allegato 1 is written: what is left is to finalize. */
    @Transactional
    public void conclude(int year, String ats, Viewer viewer, Instant received) {
        ServiceDatabase database = require(DatabaseVerb.CONCLUDE, year, ats, viewer, received);
        database.compiled(clock.instant());
        flow.compiled(database);
        journal.write(database, "SERVICES_CONCLUDED", reader.author(viewer, database), null, clock.instant());
    }

    /** Back to Allegato 1. */
    @Transactional
    public void resume(int year, String ats, Viewer viewer, Instant received) {
        ServiceDatabase database = require(DatabaseVerb.RESUME, year, ats, viewer, received);
        database.resume(clock.instant());
        flow.resumed(database);
        journal.write(database, "SERVICES_RESUMED", reader.author(viewer, database), null, clock.instant());
    }

    /**
     * Finalizes the database as a whole and gives its receipt. What counts is when the request had been read whole; the
     * last comparison is the database's own.
     *
     * @throws Refusal 422 naming the sheets not yet settled whose deadline is not later than the database's
     */
    @Transactional
    public DatabaseReceipt finalizeDatabase(int year, String ats, Viewer viewer, Instant received) {
        ServiceDatabase database = require(DatabaseVerb.FINALIZE, year, ats, viewer, received);
        database.receivedForFinalization(received, reader.finalizer(viewer, database));
        flow.finalized(database);
        return receipts.ofDatabase(database.id())
                .orElseThrow(() -> new IllegalStateException("the case ended without a transmission"));
    }

    /** The step "Registra la trasmissione" of the case, inside the finalizing transaction. */
    @Transactional
    public void recordTransmission(UUID id) {
        ServiceDatabase database = databases.findById(id).orElseThrow();
        Calendar window = reader.window(database);
        Instant decided = clock.databasePresent();
        if (window.settled(decided)) {
            throw new Refusal(410, "TERMINE_SCADUTO", "Il termine è scaduto mentre la richiesta era in attesa.");
        }
        byte[] canonical = AnnexContent.canonical(
                database,
                services.findByDatabaseId(id),
                modes.findByDatabaseIdOrderByLine(id),
                sheets.of(database.year(), database.ats()));
        database.finalizeDatabase(decided);
        databases.flush();
        receipts.record(database, canonical, window.deadline(), decided);
        journal.write(
                database,
                "SERVICES_FINALIZED",
                database.finalization().author(),
                JsonNodeFactory.instance.objectNode().put("impronta", CanonicalJson.fingerprint(canonical)),
                decided);
    }

    /**
     * Starts a sheet that the ATS need not compile but may: an optional one, or one not required where the administrator lets
     * the ATS choose.
     *
     * @throws Refusal 422 when the decision does not offer it, 409 when it is there already or may not be chosen
     */
    @Transactional
    public void addSheet(
            int year, String ats, String module, SheetLevel level, String body, Viewer viewer, Instant received) {
        ServiceDatabase database = AnnexReader.seen(databases.lock(year, ats), viewer);
        guard.require(DatabaseVerb.ADD_SHEET, reader.forChange(database, viewer, received));
        Campaign campaign = campaigns.require(year);
        DueSheet said = due.of(database, campaign.modules()).stream()
                .filter(one -> one.module().equals(module)
                        && one.level() == level
                        && one.body().equals(body))
                .filter(one -> one.dueness() != Dueness.REQUIRED)
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        422,
                        "SCHEDA_NON_PREVISTA",
                        "L'Allegato 1 non prevede una scheda facoltativa di questo modulo per questo soggetto."));
        DueSheet offered = said.dueness() == Dueness.OPTIONAL ? said : chosen(campaign, said);
        if (sheets.of(year, ats).stream().anyMatch(sheet -> sheet.of(offered) && !sheet.withdrawn())) {
            throw new Refusal(409, "SCHEDA_ESISTENTE", "La scheda c'è già.");
        }
        events.publishEvent(new OptionalSheetWanted(database, offered, viewer, clock.instant()));
    }

    /** A sheet that is not required, which the ATS compiles all the same because the administrator lets it. */
    private static DueSheet chosen(Campaign campaign, DueSheet said) {
        DatabaseGuard.requireByChoice(campaign.notRequiredByChoice(), said);
        return new DueSheet(
                said.module(), said.level(), said.body(), said.bodyName(), Dueness.OPTIONAL, said.reason() + BY_CHOICE);
    }
}
