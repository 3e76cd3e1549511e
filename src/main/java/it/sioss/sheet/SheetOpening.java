package it.sioss.sheet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationChanged;
import it.sioss.delegation.DelegationChanging;
import it.sioss.delegation.Delegations;
import it.sioss.platform.PresentClock;
import it.sioss.platform.Refusal;
import it.sioss.prefill.Proposal;
import it.sioss.prefill.Rebase;
import it.sioss.services.DatabaseDesk;
import it.sioss.services.DueSheet;
import it.sioss.services.DueSheets;
import it.sioss.services.Dueness;
import it.sioss.services.OptionalSheetWanted;
import it.sioss.services.ServiceDatabase;
import it.sioss.services.Services;
import it.sioss.services.SheetLevel;
import it.sioss.services.SheetsDue;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How sheets begin and end without a person's deed: opened when due, moved with a delegation, lapsed, withdrawn. */
@Component
public class SheetOpening {

    private static final Set<SheetState> LIVE = EnumSet.of(
            SheetState.COMPILING, SheetState.RETURNED, SheetState.JUSTIFYING, SheetState.IN_REVIEW, SheetState.READY);

    private final SheetRepository sheets;
    private final RemarkRepository remarks;
    private final SheetFlow flow;
    private final Journal journal;
    private final SheetContexts contexts;
    private final SheetSources sources;
    private final Explanations explanations;
    private final DueSheets dueSheets;
    private final Catalogue catalogue;
    private final Campaigns campaigns;
    private final Delegations delegations;
    private final Handover handover;
    private final PresentClock clock;
    private final ApplicationEventPublisher events;

    SheetOpening(
            SheetRepository sheets,
            RemarkRepository remarks,
            @Lazy SheetFlow flow,
            Journal journal,
            SheetContexts contexts,
            SheetSources sources,
            Explanations explanations,
            DueSheets dueSheets,
            Catalogue catalogue,
            Campaigns campaigns,
            Delegations delegations,
            Handover handover,
            PresentClock clock,
            ApplicationEventPublisher events) {
        this.sheets = sheets;
        this.remarks = remarks;
        this.flow = flow;
        this.journal = journal;
        this.contexts = contexts;
        this.sources = sources;
        this.explanations = explanations;
        this.dueSheets = dueSheets;
        this.catalogue = catalogue;
        this.campaigns = campaigns;
        this.delegations = delegations;
        this.handover = handover;
        this.clock = clock;
        this.events = events;
    }

    /**
     * What Allegato 1 says anew of an ATS's sheets, in the transaction that decided it: sheets due are opened, those no
     * longer due are withdrawn with a trace, the others learn why they are due. None with a transmission is touched
     * beyond its reason, none is opened after the last day for new sheets; doing it twice changes nothing.
     */
    @EventListener
    void decided(SheetsDue due) {
        Map<Place, Sheet> newest = newest(sheets.lockAll(due.year(), due.ats()));
        Set<String> settled = modulesWithoutNewSheets(due, newest.values());
        List<Delegation> ledger = delegations.heldStill(due.ats());
        var listed = new HashSet<Place>();
        for (DueSheet line : due.sheets()) {
            Place place = Place.of(line);
            listed.add(place);
            if (!settled.contains(line.module())) {
                follow(due, line, newest.get(place), ledger);
            }
        }
        Set<String> modules = due.sheets().stream().map(DueSheet::module).collect(Collectors.toSet());
        newest.forEach((place, sheet) -> {
            if (modules.contains(place.module()) && !settled.contains(place.module()) && !listed.contains(place)) {
                unlisted(sheet, due.at());
            }
        });
    }

    private record Place(String module, SheetLevel level, String body) {

        static Place of(DueSheet due) {
            return new Place(due.module(), due.level(), due.body());
        }

        static Place of(Sheet sheet) {
            return new Place(sheet.module(), sheet.level(), sheet.body());
        }
    }

    private static Map<Place, Sheet> newest(List<Sheet> all) {
        return all.stream()
                .collect(Collectors.toMap(
                        Place::of,
                        Function.identity(),
                        (one, other) -> one.sequence() > other.sequence() ? one : other,
                        LinkedHashMap::new));
    }

    /** Modules of an ATS already at work whose last day for new sheets has passed: they stay as they are. */
    private Set<String> modulesWithoutNewSheets(SheetsDue due, Collection<Sheet> known) {
        return known.stream()
                .map(Sheet::module)
                .distinct()
                .filter(module -> !due.at()
                        .isBefore(campaigns
                                .windowOf(due.year(), module, due.region(), due.ats(), null)
                                .lastNewSheetAt()))
                .collect(Collectors.toSet());
    }

    private void follow(SheetsDue due, DueSheet line, @Nullable Sheet sheet, List<Delegation> ledger) {
        if (sheet == null || sheet.state() == SheetState.WITHDRAWN) {
            if (line.dueness() == Dueness.REQUIRED) {
                open(due, line, sheet, ledger);
            }
        } else if (line.dueness() == Dueness.NOT_REQUIRED) {
            notRequired(sheet, line.reason(), due.at());
        } else {
            tell(sheet, line.dueness(), line.reason(), due.at());
        }
    }

    /** An untouched sheet goes, unless its ATS may have it by choice; one worked on or transmitted stays, as optional. */
    private void notRequired(Sheet sheet, String reason, Instant at) {
        boolean chosen = sheet.dueness() == Dueness.OPTIONAL
                && campaigns.require(sheet.year()).notRequiredByChoice();
        if (!sheet.state().ended() && !sheet.touched() && chosen) {
            tell(sheet, Dueness.OPTIONAL, reason + DatabaseDesk.BY_CHOICE, at);
        } else if (!sheet.state().ended() && !sheet.touched()) {
            withdraw(sheet, reason);
        } else {
            tell(sheet, Dueness.OPTIONAL, reason + "; resta come facoltativa, perché già compilata", at);
        }
    }

    /** The body is no longer in Allegato 1: its sheet goes, with what was written kept; a transmitted one stays. */
    private void unlisted(Sheet sheet, Instant at) {
        String reason = dueSheets.noLongerListed(sheet.year(), sheet.level(), sheet.bodyName());
        if (!sheet.state().ended()) {
            withdraw(sheet, reason);
        } else if (sheet.state() == SheetState.FINALIZED) {
            tell(sheet, Dueness.OPTIONAL, reason + "; resta, perché già trasmessa", at);
        }
    }

    private void withdraw(Sheet sheet, String reason) {
        sheet.withdrawnBy(Journal.SYSTEM, reason);
        flow.noLongerDue(sheet);
    }

    private void tell(Sheet sheet, Dueness dueness, String reason, Instant at) {
        Dueness before = sheet.dueness();
        if (sheet.due(dueness, reason) && before != dueness) {
            ObjectNode changes = Json.MAPPER
                    .createObjectNode()
                    .put("prima", before.word())
                    .put("dopo", dueness.word())
                    .put("motivo", reason);
            journal.write(sheet, "DUENESS_CHANGED", null, null, Journal.SYSTEM, changes, at);
        }
    }

    /** An ATS adds a sheet it need not compile. */
    @EventListener
    void wanted(OptionalSheetWanted wish) {
        ServiceDatabase database = wish.database();
        Sheet before = newest(sheets.lockAll(database.year(), database.ats())).get(Place.of(wish.sheet()));
        Calendar window =
                campaigns.windowOf(database.year(), wish.sheet().module(), database.region(), database.ats(), null);
        if (!wish.at().isBefore(window.lastNewSheetAt())) {
            throw new Refusal(410, "TERMINE_SCADUTO", "Il termine per aggiungere schede di questo modulo è passato.");
        }
        var due = new SheetsDue(
                database.year(),
                database.ats(),
                database.atsName(),
                database.region(),
                List.of(wish.sheet()),
                wish.at(),
                null);
        Sheet sheet = open(due, wish.sheet(), before, delegations.heldStill(database.ats()));
        journal.write(sheet, "ADDED", null, null, Journal.Actor.of(wish.author(), sheet), null, wish.at());
    }

    private Sheet open(SheetsDue due, DueSheet place, @Nullable Sheet before, List<Delegation> ledger) {
        return begin(create(due, place, before, ledger), Journal.SYSTEM, null, due.at());
    }

    /**
     * Goes on from a sheet that has ended, in a new one with its answers: next in sequence, by a case of its own. The ended
     * one stays as it is; both histories say why.
     *
     * @param event what the ended sheet's history calls it
     * @param integrates the receipt of the services database that the new sheet integrates, if any
     * @param window decides the new sheet's own window, if it has one
     */
    Sheet goOn(
            Sheet before,
            String event,
            Journal.Actor actor,
            ObjectNode why,
            @Nullable Long integrates,
            Instant at,
            Consumer<Sheet> window) {
        DueSheet place = new DueSheet(
                before.module(),
                before.level(),
                before.body(),
                before.bodyName(),
                before.dueness(),
                before.duenessReason());
        String name = contexts.ground(before.year(), before.ats()).name();
        var due = new SheetsDue(before.year(), before.ats(), name, before.region(), List.of(place), at, integrates);
        Sheet fresh = create(due, place, before, delegations.heldStill(before.ats()));
        window.accept(fresh);
        journal.write(
                before,
                event,
                null,
                null,
                actor,
                why.deepCopy().put("prosegueIn", fresh.id().toString()),
                at);
        Sheet begun =
                begin(fresh, actor, why.deepCopy().put("prosegueDa", before.id().toString()), at);
        sheets.flush();
        Evaluation evaluation = catalogue
                .revision(begun.revision())
                .evaluate(begun.answers(), contexts.known(begun).context());
        explanations.carryOver(before.id(), begun.id(), begun.answers(), evaluation);
        begun.judge(evaluation, explanations.unexplained(begun.id(), begun.answers(), evaluation));
        return begun;
    }

    private Sheet create(SheetsDue due, DueSheet place, @Nullable Sheet before, List<Delegation> ledger) {
        ModuleRevision revision = catalogue
                .latest(place.module(), due.year())
                .orElseThrow(() ->
                        new IllegalStateException("module " + place.module() + " has no edition for " + due.year()));
        Compiler compiler = Handover.compiler(delegations.standing(ledger, due.region(), place.module(), due.at()));
        Sheet fresh = new Sheet(due.year(), due.ats(), due.region(), place, revision.id(), compiler, due.at());
        fresh.integrates(due.integrates());
        if (before == null) {
            return sheets.save(fresh);
        }
        fresh.continues(before, sheets.lastSequence(before.id()) + 1, kept(before, revision));
        sheets.saveAndFlush(fresh);
        remarks.findBySheetIdOrderByWrittenAt(before.id()).forEach(remark -> remarks.save(remark.on(fresh)));
        return fresh;
    }

    private Sheet begin(Sheet sheet, Journal.Actor actor, @Nullable ObjectNode why, Instant at) {
        Calendar window = campaigns.windowOf(sheet.year(), sheet.module(), sheet.region(), sheet.ats(), sheet.id());
        sheet.follow(flow.open(sheet, Services.lapseAt(window.deadline(), sheet.id())));
        journal.write(sheet, "OPENED", null, SheetState.COMPILING, actor, why, at);
        return sheet;
    }

    /** What was written in the sheet before, as far as the form of today still asks it. */
    private static Answers kept(Sheet before, ModuleRevision revision) {
        Answers written = before.answers();
        Answers kept = Answers.NONE;
        for (String key : written.keys()) {
            if (revision.form().item(key) != null) {
                kept = kept.with(key, written.get(key));
            }
        }
        return kept;
    }

    /** The step "Precompila la scheda" of the case, in the opening transaction. */
    @Transactional
    public void applyPrefill(UUID id) {
        Sheet sheet = sheets.findById(id).orElseThrow();
        ModuleRevision revision = catalogue.revision(sheet.revision());
        Answers known = sources.initial(sheet, revision);
        Answers written = sheet.answers();
        for (String key : written.keys()) {
            known = known.with(key, written.get(key));
        }
        sources.askConfirmations(sheet, revision, known);
        sheet.prefill(known, revision.evaluate(known, contexts.context(sheet, Optional.empty())));
    }

    /**
     * The step "Aggiorna i dati precompilati": values nobody touched follow their source. In a sheet that is not being
     * compiled nothing changes: what is new is proposed, and the history says so.
     */
    @Transactional
    public void mergePrefill(UUID id) {
        Sheet sheet = sheets.lock(id).orElseThrow();
        ModuleRevision revision = catalogue.revision(sheet.revision());
        if (!sheet.state().compilable()) {
            differ(sheet, revision);
            return;
        }
        Answers before = sheet.answers();
        Rebase rebase = sources.rebase(sheet, revision).only(open(sheet, revision), before);
        if (!rebase.answers().equals(before)) {
            Evaluation evaluation =
                    revision.evaluate(rebase.answers(), contexts.known(sheet).context());
            sheet.follow(rebase.answers(), evaluation);
            sheet.judge(evaluation, explanations.unexplained(sheet.id(), rebase.answers(), evaluation));
            sources.askConfirmations(sheet, revision, rebase);
            note(sheet, "PREFILLED", Sheets.changes(before, rebase.answers()));
        }
        List<Proposal> proposals = sources.proposals(sheet, revision);
        if (!proposals.isEmpty()) {
            note(sheet, "PREFILL_PROPOSED", keys(proposals));
        }
    }

    /** After a return limited to sections the others follow nothing: what is new there is proposed, as in a review. */
    private Predicate<String> open(Sheet sheet, ModuleRevision revision) {
        if (sheet.openSections().isEmpty()) {
            return key -> true;
        }
        SectionLimit limit = new SectionLimit(sheet, revision);
        Set<String> open = limit.open(
                revision.evaluate(sheet.answers(), contexts.known(sheet).context()));
        return key -> limit.leavesOpen(key, open);
    }

    private void differ(Sheet sheet, ModuleRevision revision) {
        List<Proposal> differences = sources.proposals(sheet, revision);
        if (!differences.isEmpty()) {
            note(sheet, sheet.state().ended() ? "PREFILL_DIFFERS" : "PREFILL_PROPOSED", keys(differences));
        }
    }

    private static List<String> keys(List<Proposal> proposals) {
        return proposals.stream().map(Proposal::key).toList();
    }

    private void note(Sheet sheet, String event, List<String> keys) {
        var changes = Json.MAPPER.createObjectNode();
        keys.forEach(changes::putObject);
        note(sheet, event, changes);
    }

    private void note(Sheet sheet, String event, ObjectNode changes) {
        journal.write(sheet, event, null, null, Journal.SYSTEM, changes, clock.instant());
    }

    /**
     * A source has published about an ATS: its open sheets learn it by a message, the transmitted ones stay as they are
     * and their history says what differs. Doing it twice changes nothing more.
     *
     * @return what came of it, for the progress page
     */
    @Transactional
    public String dataPublished(int year, String ats) {
        int told = 0;
        int differing = 0;
        for (Sheet sheet : sheets.findByYearAndAts(year, ats)) {
            ModuleRevision revision = catalogue.revision(sheet.revision());
            List<Proposal> news = sources.proposals(sheet, revision);
            if (news.isEmpty()) {
                continue;
            }
            if (!sheet.state().ended()) {
                flow.prefillAvailable(sheets.lock(sheet.id()).orElseThrow());
                told++;
            } else if (sheet.state() == SheetState.FINALIZED) {
                note(sheet, "PREFILL_DIFFERS", keys(news));
                differing++;
            }
        }
        return told + " schede avvisate" + (differing == 0 ? "" : ", " + differing + " trasmesse con differenze");
    }

    /** The ledger of an ATS is about to change: what is being done to its open sheets ends first. */
    @EventListener
    void delegationChanging(DelegationChanging change) {
        sheets.lockOpen(change.ats(), LIVE);
    }

    /** Who compiles for an ATS has changed: every open sheet it concerns moves, with a message in its case. */
    @EventListener
    void delegationChanged(DelegationChanged change) {
        List<Delegation> ledger = delegations.of(change.ats());
        var author = new Journal.Actor(change.author(), change.author(), null);
        for (Sheet sheet : sheets.lockOpen(change.ats(), LIVE)) {
            handover.settle(sheet, ledger, author, change.at());
        }
    }

    /**
     * The step "Chiudi la scheda scaduta": tidies up what the deadline has already decided. Doing it twice changes
     * nothing.
     *
     * @throws IllegalStateException when the deadline is still ahead (it was just moved): the timer tries again
     */
    @Transactional
    public void lapse(UUID id) {
        Sheet sheet = sheets.lock(id).orElseThrow();
        if (sheet.state().ended()) {
            return;
        }
        Calendar window = campaigns.windowOf(sheet.year(), sheet.module(), sheet.region(), sheet.ats(), id);
        Instant present = clock.databasePresent();
        if (!window.settled(present)) {
            throw new IllegalStateException("the deadline of " + sheet.key() + " is still ahead");
        }
        SheetState from = sheet.state();
        sheet.moveTo(SheetState.LAPSED, present, "Termine scaduto");
        journal.write(sheet, "LAPSED", from, SheetState.LAPSED, Journal.SYSTEM, null, present);
        events.publishEvent(new SheetLapsed(
                id,
                sheet.year(),
                sheet.ats(),
                sheet.region(),
                sheet.compiler() == Compiler.REGION,
                window.deadline(),
                sheet.expected(),
                sheet.sequence() == 1 ? null : sheets.transmittedBefore(id).orElse(null)));
    }

    /** The timers of an ATS's open sheets follow their windows; returns how many moved. Doing it twice changes nothing. */
    @Transactional
    public int followWindows(int year, String ats) {
        int moved = 0;
        for (Sheet sheet : sheets.findByAtsAndStateIn(ats, LIVE)) {
            if (sheet.year() == year) {
                Calendar window = campaigns.windowOf(year, sheet.module(), sheet.region(), ats, sheet.id());
                if (flow.moveDeadline(sheet, Services.lapseAt(window.deadline(), sheet.id()))) {
                    journal.write(sheet, "DEADLINE_MOVED", null, null, Journal.SYSTEM, null, clock.instant());
                    moved++;
                }
            }
        }
        return moved;
    }

    /** Closes a sheet whose timer was missed. */
    @Transactional
    public void closeLate(UUID id) {
        Sheet sheet = sheets.lock(id).orElseThrow();
        if (!sheet.state().ended()) {
            flow.fireDeadline(sheet);
        }
    }

    /** Withdraws a sheet that is no longer due; never one with a transmission. */
    @Transactional
    public void noLongerDue(UUID id) {
        flow.noLongerDue(sheets.lock(id).orElseThrow());
    }

    /** The step "Ritira la scheda" of the case. */
    @Transactional
    public void withdraw(UUID id) {
        Sheet sheet = sheets.lock(id).orElseThrow();
        SheetState from = sheet.state();
        Sheet.Withdrawal withdrawal = sheet.withdrawal();
        Instant present = clock.databasePresent();
        sheet.moveTo(SheetState.WITHDRAWN, present, withdrawal.reason());
        ObjectNode changes = Json.MAPPER.createObjectNode().put("motivo", withdrawal.reason());
        journal.write(sheet, "WITHDRAWN", from, SheetState.WITHDRAWN, withdrawal.actor(), changes, present);
    }

    /** Tells the case of a sheet that our own tables know more. */
    @Transactional
    public void prefillAvailable(UUID id) {
        flow.prefillAvailable(sheets.lock(id).orElseThrow());
    }
}
