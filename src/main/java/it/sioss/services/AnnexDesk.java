package it.sioss.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.access.Viewer;
import it.sioss.platform.PresentClock;
import it.sioss.platform.Refusal;
import it.sioss.registry.Municipality;
import it.sioss.registry.Registry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where Allegato 1 is written. Every deed takes the database's row lock, asks the guard, changes the lines, writes the
 * journal, and lets the case decide anew which sheets are due: together or not at all.
 */
@Service
public class AnnexDesk {

    private static final String WITH_LINES =
            "Il servizio ha modalità di attuazione: toglietele prima di dichiararlo non attivato.";

    private final ServiceDatabaseRepository databases;
    private final ActivatedServiceRepository services;
    private final ImplementationModeRepository modes;
    private final Nomenclature nomenclature;
    private final AnnexReader reader;
    private final DatabaseGuard guard;
    private final ServicesFlow flow;
    private final ServicesJournal journal;
    private final Registry registry;
    private final PresentClock clock;

    AnnexDesk(
            ServiceDatabaseRepository databases,
            ActivatedServiceRepository services,
            ImplementationModeRepository modes,
            Nomenclature nomenclature,
            AnnexReader reader,
            DatabaseGuard guard,
            @Lazy ServicesFlow flow,
            ServicesJournal journal,
            Registry registry,
            PresentClock clock) {
        this.databases = databases;
        this.services = services;
        this.modes = modes;
        this.nomenclature = nomenclature;
        this.reader = reader;
        this.guard = guard;
        this.flow = flow;
        this.journal = journal;
        this.registry = registry;
        this.clock = clock;
    }

    private ServiceDatabase open(int year, String ats, Viewer viewer, Instant received) {
        ServiceDatabase database = AnnexReader.seen(databases.lock(year, ats), viewer);
        guard.require(DatabaseVerb.EDIT, reader.forChange(database, viewer, received));
        return database;
    }

    /**
     * Says whether a service of the nomenclature was activated in the year.
     *
     * @throws Refusal 404 for a service the nomenclature does not have, 409 for a "no" while its lines stand
     */
    @Transactional
    public void answer(int year, String ats, String service, boolean activated, Viewer viewer, Instant received) {
        ServiceDatabase database = open(year, ats, viewer, received);
        if (nomenclature.line(service).isEmpty()) {
            throw Refusal.notFound("Il servizio «" + service + "»");
        }
        if (!activated && modes.existsByDatabaseIdAndService(database.id(), service)) {
            throw new Refusal(409, "SERVIZIO_CON_MODALITA", WITH_LINES);
        }
        if (say(database, service, activated)) {
            journal.write(
                    database,
                    "SERVICES_ANSWERED",
                    reader.author(viewer, database),
                    answered(service, activated),
                    clock.instant());
        }
    }

    private boolean say(ServiceDatabase database, String service, boolean activated) {
        var known = services.findByDatabaseIdAndService(database.id(), service);
        if (known.isPresent()) {
            return known.get().activate(activated);
        }
        services.saveAndFlush(new ActivatedService(database.id(), service, activated));
        return true;
    }

    private static ObjectNode answered(String service, boolean activated) {
        return object().put("servizio", service).put("attivato", activated);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Adds a line; its service counts as activated. Returns the line's id. */
    @Transactional
    public UUID add(int year, String ats, ModeDraft draft, Viewer viewer, Instant received) {
        ServiceDatabase database = open(year, ats, viewer, received);
        ImplementationMode mode = write(database, reading(database).read(draft));
        journal.write(database, "SERVICES_MODE_ADDED", reader.author(viewer, database), words(mode), clock.instant());
        flow.revised(database);
        return mode.id();
    }

    private ModeReader reading(ServiceDatabase database) {
        return new ModeReader(nomenclature, database, registry.municipalitiesOf(database.ats(), database.year()));
    }

    private ImplementationMode write(ServiceDatabase database, ImplementationMode.Content content) {
        say(database, content.service(), true);
        return modes.saveAndFlush(new ImplementationMode(database.id(), database.nextLine(), content));
    }

    private static ObjectNode words(ImplementationMode mode) {
        ObjectNode words = object();
        words.put("riga", mode.line());
        AnnexContent.write(words, mode.content());
        return words;
    }

    /**
     * Writes a line anew under its number.
     *
     * @param expected the version the person was looking at
     * @throws Refusal 412 when somebody changed it in between
     */
    @Transactional
    public void rewrite(
            int year, String ats, UUID line, long expected, ModeDraft draft, Viewer viewer, Instant received) {
        ServiceDatabase database = open(year, ats, viewer, received);
        ImplementationMode mode = line(database, line);
        if (mode.version() != expected) {
            throw new Refusal(
                    412,
                    "VERSIONE_SUPERATA",
                    "La riga " + mode.line() + " è stata modificata da un collega: rileggetela e riprovate.");
        }
        ObjectNode before = words(mode);
        ImplementationMode.Content content = reading(database).read(draft);
        if (mode.rewrite(content)) {
            say(database, content.service(), true);
            modes.flush();
            journal.write(
                    database,
                    "SERVICES_MODE_CHANGED",
                    reader.author(viewer, database),
                    change(before, mode),
                    clock.instant());
            flow.revised(database);
        }
    }

    private static ObjectNode change(ObjectNode before, ImplementationMode after) {
        ObjectNode changes = object();
        changes.set("prima", before);
        changes.set("dopo", words(after));
        return changes;
    }

    private ImplementationMode line(ServiceDatabase database, UUID line) {
        return modes.findByIdAndDatabaseId(line, database.id())
                .orElseThrow(() -> Refusal.notFound("La riga dell'Allegato 1"));
    }

    @Transactional
    public void remove(int year, String ats, UUID line, Viewer viewer, Instant received) {
        ServiceDatabase database = open(year, ats, viewer, received);
        ImplementationMode mode = line(database, line);
        ObjectNode words = words(mode);
        modes.delete(mode);
        modes.flush();
        journal.write(database, "SERVICES_MODE_REMOVED", reader.author(viewer, database), words, clock.instant());
        flow.revised(database);
    }

    /** Holds back every other deed on an Allegato 1 until this transaction ends. */
    @Transactional
    public void hold(int year, String ats, Viewer viewer) {
        AnnexReader.seen(databases.lock(year, ats), viewer);
    }

    /**
     * Writes what a whole table changes, each line as the page would write it; which sheets are due is decided once, at
     * the end.
     *
     * @throws AnnexRefused with everything that cannot be read, the caller's transaction being lost
     */
    @Transactional
    public void revise(int year, String ats, AnnexChanges changes, Viewer viewer, Instant received) {
        ServiceDatabase database = open(year, ats, viewer, received);
        Author author = reader.author(viewer, database);
        ModeReader reading = reading(database);
        var faults = new ArrayList<AnnexRefused.Fault>();
        for (UUID line : changes.removed()) {
            ImplementationMode mode = line(database, line);
            modes.delete(mode);
            journal.write(database, "SERVICES_MODE_REMOVED", author, words(mode), clock.instant());
        }
        modes.flush();
        for (AnnexChanges.Written written : changes.lines()) {
            try {
                revise(database, written, reading.read(written.mode()), author);
            } catch (Refusal refusal) {
                faults.add(new AnnexRefused.Fault(
                        written.row(),
                        null,
                        (String) refusal.details().get("campo"),
                        refusal.code(),
                        refusal.message()));
            }
        }
        modes.flush();
        changes.answers().forEach((service, activated) -> {
            if (!activated && modes.existsByDatabaseIdAndService(database.id(), service)) {
                faults.add(new AnnexRefused.Fault(null, service, null, "SERVIZIO_CON_MODALITA", WITH_LINES));
            } else if (say(database, service, activated)) {
                journal.write(database, "SERVICES_ANSWERED", author, answered(service, activated), clock.instant());
            }
        });
        if (!faults.isEmpty()) {
            throw new AnnexRefused(faults);
        }
        services.flush();
        flow.revised(database);
    }

    private void revise(
            ServiceDatabase database, AnnexChanges.Written written, ImplementationMode.Content content, Author author) {
        if (written.line() == null) {
            ImplementationMode added = write(database, content);
            journal.write(database, "SERVICES_MODE_ADDED", author, words(added), clock.instant());
            return;
        }
        ImplementationMode mode = line(database, written.line());
        ObjectNode before = words(mode);
        if (mode.rewrite(content)) {
            say(database, content.service(), true);
            journal.write(database, "SERVICES_MODE_CHANGED", author, change(before, mode), clock.instant());
        }
    }

    /**
     * Copies answers and lines of the newest earlier year that has some; municipalities that have left the ATS are left
     * out. Returns how many lines were copied.
     *
     * @throws Refusal 409 when Allegato 1 has lines already or there is nothing to copy
     */
    @Transactional
    public int copyLastYear(int year, String ats, Viewer viewer, Instant received) {
        ServiceDatabase database = open(year, ats, viewer, received);
        if (modes.existsByDatabaseId(database.id())) {
            throw new Refusal(
                    409,
                    "ALLEGATO_NON_VUOTO",
                    "L'Allegato 1 ha già delle righe: si copia dall'anno precedente solo in un allegato vuoto.");
        }
        int last = reader.lastYear(year, ats)
                .orElseThrow(() -> new Refusal(
                        409, "NIENTE_DA_COPIARE", "Per gli anni precedenti non c'è un Allegato 1 da copiare."));
        ServiceDatabase earlier = databases.findByYearAndAts(last, ats).orElseThrow();
        Set<String> present = registry.municipalitiesOf(ats, year).stream()
                .map(Municipality::code)
                .collect(Collectors.toSet());
        Set<String> said = services.findByDatabaseId(database.id()).stream()
                .map(ActivatedService::service)
                .collect(Collectors.toSet());
        services.findByDatabaseId(earlier.id()).stream()
                .filter(known -> nomenclature.line(known.service()).isPresent() && !said.contains(known.service()))
                .forEach(known -> say(database, known.service(), known.activated()));
        Set<String> active = services.findByDatabaseId(database.id()).stream()
                .filter(ActivatedService::activated)
                .map(ActivatedService::service)
                .collect(Collectors.toSet());
        List<ImplementationMode> copied = modes.findByDatabaseIdOrderByLine(earlier.id()).stream()
                .map(ImplementationMode::content)
                .filter(content -> active.contains(content.service()))
                .filter(content -> content.body().level() != SheetLevel.MUNICIPALITY
                        || present.contains(content.body().code()))
                .map(content -> write(database, within(content, present)))
                .toList();
        journal.write(
                database,
                "SERVICES_COPIED",
                reader.author(viewer, database),
                object().put("anno", last).put("righe", copied.size()),
                clock.instant());
        flow.revised(database);
        return copied.size();
    }

    private static ImplementationMode.Content within(ImplementationMode.Content content, Set<String> present) {
        return new ImplementationMode.Content(
                content.service(),
                content.manner(),
                content.exercise(),
                content.body(),
                content.wholeAts(),
                content.municipalities().stream().filter(present::contains).toList());
    }
}
