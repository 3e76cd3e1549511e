package it.sioss.services;

import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.Campaigns;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.platform.PresentClock;
import it.sioss.platform.Refusal;
import it.sioss.registry.Municipality;
import it.sioss.registry.Registry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the services database of an ATS whole: Allegato 1, its checks, the sheets due, what can be done and why not. */
@Component
public class AnnexReader {

    private static final String WHOLE_ATS = "";
    private static final int MOST_HISTORY = 1_000;

    private final ServiceDatabaseRepository databases;
    private final ActivatedServiceRepository services;
    private final ImplementationModeRepository modes;
    private final Nomenclature nomenclature;
    private final DueSheets due;
    private final KnownSheets sheets;
    private final DatabaseGuard guard;
    private final ServicesJournal journal;
    private final DatabaseReceipts receipts;
    private final Campaigns campaigns;
    private final Delegations delegations;
    private final Registry registry;
    private final PresentClock clock;

    AnnexReader(
            ServiceDatabaseRepository databases,
            ActivatedServiceRepository services,
            ImplementationModeRepository modes,
            Nomenclature nomenclature,
            DueSheets due,
            @Lazy KnownSheets sheets,
            DatabaseGuard guard,
            ServicesJournal journal,
            DatabaseReceipts receipts,
            Campaigns campaigns,
            Delegations delegations,
            Registry registry,
            PresentClock clock) {
        this.databases = databases;
        this.services = services;
        this.modes = modes;
        this.nomenclature = nomenclature;
        this.due = due;
        this.sheets = sheets;
        this.guard = guard;
        this.journal = journal;
        this.receipts = receipts;
        this.campaigns = campaigns;
        this.delegations = delegations;
        this.registry = registry;
        this.clock = clock;
    }

    /** @throws Refusal 404 when there is no such database in the person's territory */
    @Transactional(readOnly = true)
    public AnnexView view(int year, String ats, Viewer viewer) {
        ServiceDatabase database = seen(databases.findByYearAndAts(year, ats), viewer);
        Map<String, Boolean> answers = answers(database);
        List<ImplementationMode> all = modes.findByDatabaseIdOrderByLine(database.id());
        Map<String, List<ImplementationMode>> byService =
                all.stream().collect(Collectors.groupingBy(ImplementationMode::service));
        List<AnnexView.Line> lines = nomenclature.lines().stream()
                .map(service -> new AnnexView.Line(
                        service, answers.get(service.code()), byService.getOrDefault(service.code(), List.of())))
                .toList();
        List<Municipality> municipalities = registry.municipalitiesOf(ats, year);
        List<KnownSheet> known = sheets.of(year, ats);
        DatabaseSituation now = situation(
                database,
                viewer,
                AnnexChecks.of(nomenclature.lines(), answers, all, municipalities),
                known,
                clock.instant());
        Campaign campaign = campaigns.require(year);
        return new AnnexView(
                database,
                now.window(),
                now.present(),
                lines,
                now.findings(),
                due.of(database, campaign.modules()).stream()
                        .map(one -> new AnnexView.Due(one, sheetOf(one, known), campaign.notRequiredByChoice()))
                        .toList(),
                guard.actions(now),
                receipts.ofDatabase(database.id()),
                municipalities,
                byService.isEmpty() ? lastYear(year, ats) : Optional.empty());
    }

    /**
     * What was done to the database, the newest first.
     *
     * @throws Refusal 404 when there is no such database in the person's territory
     */
    @Transactional(readOnly = true)
    public List<ServicesJournal.Entry> history(int year, String ats, Viewer viewer) {
        return journal.of(seen(databases.findByYearAndAts(year, ats), viewer), MOST_HISTORY);
    }

    private static @org.jspecify.annotations.Nullable KnownSheet sheetOf(DueSheet due, List<KnownSheet> known) {
        return known.stream()
                .filter(sheet -> sheet.of(due) && !sheet.withdrawn())
                .findFirst()
                .orElse(null);
    }

    static ServiceDatabase seen(Optional<ServiceDatabase> found, Viewer viewer) {
        return found.filter(database -> viewer.scope().covers(database.region(), database.ats()))
                .orElseThrow(() -> Refusal.notFound("La banca dati dei servizi attivati"));
    }

    private Map<String, Boolean> answers(ServiceDatabase database) {
        return services.findByDatabaseId(database.id()).stream()
                .collect(Collectors.toMap(ActivatedService::service, ActivatedService::activated));
    }

    /** Everything the guard may want to know, for any verb. */
    DatabaseSituation situation(ServiceDatabase database, Viewer viewer, Instant received) {
        return situation(
                database,
                viewer,
                AnnexChecks.of(
                        nomenclature.lines(),
                        answers(database),
                        modes.findByDatabaseIdOrderByLine(database.id()),
                        registry.municipalitiesOf(database.ats(), database.year())),
                sheets.of(database.year(), database.ats()),
                received);
    }

    private DatabaseSituation situation(
            ServiceDatabase database,
            Viewer viewer,
            List<AnnexFinding> findings,
            List<KnownSheet> known,
            Instant received) {
        Calendar window = window(database);
        return new DatabaseSituation(
                database,
                window,
                delegation(database),
                viewer,
                findings,
                known.stream()
                        .filter(sheet -> sheet.unsettled(window.deadline()))
                        .toList(),
                received,
                clock.databasePresent());
    }

    /** What the guard needs for a change of Allegato 1, which waits for no check. */
    DatabaseSituation forChange(ServiceDatabase database, Viewer viewer, Instant received) {
        return new DatabaseSituation(
                database,
                window(database),
                delegation(database),
                viewer,
                List.of(),
                List.of(),
                received,
                clock.databasePresent());
    }

    /** Who acts, and for which ATS by the delegation now in force. */
    Author author(Viewer viewer, ServiceDatabase database) {
        return Author.of(viewer, database, delegation(database).isPresent());
    }

    /** Who finalizes: for the ATS only where the delegation reaches that far. */
    Author finalizer(Viewer viewer, ServiceDatabase database) {
        return Author.of(
                viewer,
                database,
                delegation(database)
                        .filter(delegation -> delegation.scope() == DelegationScope.COMPILATION_AND_FINALIZATION)
                        .isPresent());
    }

    Calendar window(ServiceDatabase database) {
        return campaigns.windowOf(database.year(), null, database.region(), database.ats(), null);
    }

    private Optional<Delegation> delegation(ServiceDatabase database) {
        return delegations
                .standing(database.region(), database.ats(), WHOLE_ATS, clock.databasePresent())
                .inForce();
    }

    /** The newest earlier year whose Allegato 1 has lines that can be copied. */
    Optional<Integer> lastYear(int year, String ats) {
        return databases.findByAtsAndYearLessThanOrderByYearDesc(ats, year).stream()
                .filter(earlier -> modes.existsByDatabaseId(earlier.id()))
                .map(ServiceDatabase::year)
                .findFirst();
    }
}
