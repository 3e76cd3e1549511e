package it.sioss.services;

import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.delegation.DelegationChanging;
import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.prefill.DataLevel;
import it.sioss.registry.Ats;
import it.sioss.registry.Municipality;
import it.sioss.registry.Registry;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The services databases: opened with the campaign, deciding which sheets are due. */
@Service
public class Services {

    /** How long after a deadline the timers tidy up, and how far they are spread. */
    private static final int SPREAD_SECONDS = 60;

    private final ServiceDatabaseRepository databases;
    private final DueSheets due;
    private final PublishedData published;
    private final DatabaseReceipts receipts;
    private final ServicesJournal journal;
    private final ServicesFlow flow;
    private final Campaigns campaigns;
    private final Registry registry;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Services(
            ServiceDatabaseRepository databases,
            DueSheets due,
            PublishedData published,
            DatabaseReceipts receipts,
            ServicesJournal journal,
            @org.springframework.context.annotation.Lazy ServicesFlow flow,
            Campaigns campaigns,
            Registry registry,
            Clock clock,
            ApplicationEventPublisher events) {
        this.databases = databases;
        this.due = due;
        this.published = published;
        this.receipts = receipts;
        this.journal = journal;
        this.flow = flow;
        this.campaigns = campaigns;
        this.registry = registry;
        this.clock = clock;
        this.events = events;
    }

    /** When the timers of a case are due: deadline + grace + a spread of up to a minute, always the same for one case. */
    public static Instant lapseAt(Instant deadline, UUID id) {
        return deadline.plus(Calendar.GRACE).plusSeconds(Math.floorMod(id.hashCode(), SPREAD_SECONDS));
    }

    /** Opens the database of an ATS with its sheets; opening it again changes nothing. Returns whether it was new. */
    @Transactional
    public boolean open(int year, String atsCode) {
        if (databases.findByYearAndAts(year, atsCode).isPresent()) {
            return false;
        }
        Ats ats = registry.ats(atsCode, year).orElseThrow(() -> Refusal.notFound("L'ambito " + atsCode));
        var database = databases.saveAndFlush(new ServiceDatabase(
                year, ats.code(), ats.label(), ats.regionalBody(), words(ats, year), clock.instant()));
        Calendar window = campaigns.windowOf(year, null, ats.regionalBody(), ats.code(), null);
        database.follow(flow.open(database, lapseAt(window.deadline(), database.id())));
        return true;
    }

    private String words(Ats ats, int year) {
        String region = registry.regionalBody(ats.regionalBody())
                .map(body -> body.name())
                .orElse("");
        String municipalities = registry.municipalitiesOf(ats.code(), year).stream()
                .map(Municipality::name)
                .collect(Collectors.joining(" "));
        return PlainText.folded(String.join(" ", ats.code(), ats.name(), region, municipalities));
    }

    /** Decides which sheets are due and publishes them; called by the case's own step. */
    @Transactional
    public void decideDueSheets(UUID id) {
        ServiceDatabase database = require(id);
        publish(database, campaigns.require(database.year()).modules(), null);
    }

    private void publish(ServiceDatabase database, Collection<String> modules, @Nullable Long integrates) {
        events.publishEvent(new SheetsDue(
                database.year(),
                database.ats(),
                database.atsName(),
                database.region(),
                due.of(database, modules),
                clock.instant(),
                integrates));
    }

    /**
     * New modules have been published for a year: their sheets, and only these, are added to what an ATS owes. Where the
     * database is finalized the new sheets say which receipt they integrate, and its ended case is left alone (circular,
     * «apposita funzione»). Doing it twice changes nothing.
     *
     * @return what came of it, for the progress page
     */
    @Transactional
    public String integrate(int year, String ats, Collection<String> modules) {
        ServiceDatabase database = databases.lock(year, ats).orElse(null);
        if (database == null) {
            return open(year, ats) ? "aperto" : "già aperto";
        }
        if (!database.state().ended()) {
            flow.revised(database);
            return "schede aggiunte alla banca dati in corso";
        }
        var receipt = receipts.ofDatabase(database.id());
        publish(database, modules, receipt.map(DatabaseReceipt::sequence).orElse(null));
        return receipt.map(known -> "integra la ricevuta " + known.number())
                .orElse("schede aggiunte; la banca dati era scaduta");
    }

    /** A lapsed database whose deadline is ahead again goes on, by a case of its own; returns whether there was one. */
    @Transactional
    public boolean revive(int year, String ats) {
        ServiceDatabase database = databases.lock(year, ats).orElse(null);
        if (database == null || database.state() != ServiceDatabaseState.LAPSED) {
            return false;
        }
        Calendar window = campaigns.windowOf(year, null, database.region(), ats, null);
        if (window.expired(clock.instant())) {
            return false;
        }
        database.revive(clock.instant());
        journal.write(database, "SERVICES_REVIVED", Author.SYSTEM, null, clock.instant());
        database.follow(flow.open(database, lapseAt(window.deadline(), database.id())));
        return true;
    }

    /** The number of the receipt that a sheet joining an ATS's year integrates; empty while its database is not finalized. */
    @Transactional(readOnly = true)
    public java.util.Optional<Long> receiptToIntegrate(int year, String ats) {
        return databases
                .findByYearAndAts(year, ats)
                .flatMap(database -> receipts.ofDatabase(database.id()))
                .map(DatabaseReceipt::sequence);
    }

    /** Other systems have published about an ATS: which of the sheets they speak of are due is decided anew. */
    @Transactional
    public void dataPublished(int year, String ats) {
        if (databases.findByYearAndAts(year, ats).isPresent()) {
            List<String> spokenOf = campaigns.require(year).modules().stream()
                    .filter(module -> published.of(year, ats, module).level() != DataLevel.NONE)
                    .toList();
            if (!spokenOf.isEmpty()) {
                integrate(year, ats, spokenOf);
            }
        }
    }

    /**
     * Closes a database whose deadline has passed.
     *
     * @throws IllegalStateException when the deadline is still ahead: everything rolls back and the timer tries again
     */
    @Transactional
    public void lapse(UUID id) {
        ServiceDatabase database = require(id);
        Calendar window = campaigns.windowOf(database.year(), null, database.region(), database.ats(), null);
        if (!window.settled(clock.instant())) {
            throw new IllegalStateException("the deadline of " + database.key() + " is still ahead");
        }
        database.lapse(clock.instant());
        journal.write(database, "SERVICES_LAPSED", Author.SYSTEM, null, clock.instant());
        events.publishEvent(new DatabaseLapsed(database.year(), database.ats(), database.region(), window.deadline()));
    }

    /** Closes the database of an ATS whose timer was missed; returns whether there was one to close. */
    @Transactional
    public boolean closeLate(int year, String ats) {
        var late = databases
                .findByYearAndAts(year, ats)
                .filter(database -> database.state() == ServiceDatabaseState.COMPILING
                        || database.state() == ServiceDatabaseState.READY)
                .filter(database -> campaigns
                        .windowOf(year, null, database.region(), ats, null)
                        .settled(clock.instant()));
        late.ifPresent(flow::fireDeadline);
        return late.isPresent();
    }

    /** The timer of an ATS's database follows its window; returns whether it moved. */
    @Transactional
    public boolean followWindow(int year, String ats) {
        return databases
                .findByYearAndAts(year, ats)
                .filter(database -> database.state() == ServiceDatabaseState.COMPILING
                        || database.state() == ServiceDatabaseState.READY)
                .map(database -> flow.moveDeadline(
                        database,
                        lapseAt(
                                campaigns
                                        .windowOf(year, null, database.region(), ats, null)
                                        .deadline(),
                                database.id())))
                .orElse(false);
    }

    @Transactional(readOnly = true)
    public ServiceDatabase require(UUID id) {
        return databases.findById(id).orElseThrow(() -> Refusal.notFound("La banca dati"));
    }

    @Transactional(readOnly = true)
    public java.util.Optional<ServiceDatabase> find(int year, String ats) {
        return databases.findByYearAndAts(year, ats);
    }

    /** The ATS of a year whose database was opened. */
    @Transactional(readOnly = true)
    public List<ServiceDatabase> unfinished(int year) {
        return databases.findByYearAndStateIn(
                year, List.of(ServiceDatabaseState.COMPILING, ServiceDatabaseState.READY));
    }

    /** The ledger of an ATS is about to change: what is being done to its Allegato 1 ends first; sheets come after. */
    @EventListener
    @Order(1)
    void delegationChanging(DelegationChanging change) {
        databases.lockAll(change.ats());
    }
}
