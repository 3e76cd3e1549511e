package it.sioss.sheet;

import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.delegation.Delegation;
import it.sioss.delegation.DelegationChanged;
import it.sioss.delegation.Delegations;
import it.sioss.platform.PresentClock;
import it.sioss.prefill.Prefill;
import it.sioss.services.DueSheet;
import it.sioss.services.Dueness;
import it.sioss.services.Services;
import it.sioss.services.SheetsDue;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private final SheetFlow flow;
    private final Journal journal;
    private final SheetContexts contexts;
    private final Prefill prefill;
    private final Catalogue catalogue;
    private final Campaigns campaigns;
    private final Delegations delegations;
    private final PresentClock clock;

    SheetOpening(
            SheetRepository sheets,
            @Lazy SheetFlow flow,
            Journal journal,
            SheetContexts contexts,
            Prefill prefill,
            Catalogue catalogue,
            Campaigns campaigns,
            Delegations delegations,
            PresentClock clock) {
        this.sheets = sheets;
        this.flow = flow;
        this.journal = journal;
        this.contexts = contexts;
        this.prefill = prefill;
        this.catalogue = catalogue;
        this.campaigns = campaigns;
        this.delegations = delegations;
        this.clock = clock;
    }

    /** Opens the sheets an ATS owes, in the transaction that decided them; those it has already are left alone. */
    @EventListener
    void open(SheetsDue due) {
        var known = sheets.findByYearAndAts(due.year(), due.ats()).stream()
                .filter(sheet -> sheet.state() != SheetState.WITHDRAWN)
                .map(sheet -> place(sheet.module(), sheet.level().name(), sheet.body()))
                .collect(Collectors.toSet());
        List<Delegation> ledger = delegations.of(due.ats());
        for (DueSheet sheet : due.sheets()) {
            if (sheet.dueness() != Dueness.NOT_REQUIRED
                    && known.add(place(sheet.module(), sheet.level().name(), sheet.body()))) {
                open(due, sheet, ledger);
            }
        }
    }

    private static String place(String module, String level, String body) {
        return module + "/" + level + "/" + body;
    }

    private void open(SheetsDue due, DueSheet place, List<Delegation> ledger) {
        ModuleRevision revision = catalogue
                .latest(place.module(), due.year())
                .orElseThrow(() ->
                        new IllegalStateException("module " + place.module() + " has no edition for " + due.year()));
        Optional<Delegation> delegation = delegations.inForce(ledger, place.module(), due.at());
        Compiler compiler = delegation.isPresent() ? Compiler.REGION : Compiler.ATS;
        Sheet sheet =
                sheets.save(new Sheet(due.year(), due.ats(), due.region(), place, revision.id(), compiler, due.at()));
        Calendar window = campaigns.windowOf(due.year(), place.module(), due.region(), due.ats(), sheet.id());
        sheet.follow(flow.open(sheet, Services.lapseAt(window.deadline(), sheet.id())));
        journal.write(sheet, "OPENED", null, SheetState.COMPILING, Journal.SYSTEM, null, due.at());
    }

    /** The step "Precompila la scheda" of the case, in the opening transaction. */
    @Transactional
    public void applyPrefill(UUID id) {
        Sheet sheet = sheets.findById(id).orElseThrow();
        ModuleRevision revision = catalogue.revision(sheet.revision());
        Answers known = prefill.initial(revision, sheet.ats(), sheet.year());
        sheet.prefill(known, revision.evaluate(known, contexts.context(sheet, Optional.empty())));
    }

    /** The step "Aggiorna i dati precompilati": values nobody touched follow their source. */
    @Transactional
    public void mergePrefill(UUID id) {
        Sheet sheet = sheets.lock(id).orElseThrow();
        if (!sheet.state().compilable()) {
            return;
        }
        ModuleRevision revision = catalogue.revision(sheet.revision());
        Answers merged = sheet.answers();
        Answers known = prefill.initial(revision, sheet.ats(), sheet.year());
        for (String key : known.keys()) {
            if (merged.get(key) == null) {
                merged = merged.with(key, known.get(key));
            }
        }
        if (!merged.equals(sheet.answers())) {
            sheet.answer(
                    merged,
                    revision.evaluate(merged, contexts.known(sheet).context()),
                    clock.instant(),
                    Journal.SYSTEM.name());
            journal.write(sheet, "PREFILLED", null, null, Journal.SYSTEM, null, clock.instant());
        }
    }

    /** Who compiles for an ATS has changed: every open sheet it concerns moves, with a message in its case. */
    @EventListener
    void delegationChanged(DelegationChanged change) {
        List<Delegation> ledger = delegations.of(change.ats());
        for (Sheet sheet : sheets.findByAtsAndStateIn(change.ats(), LIVE)) {
            boolean concerned = change.module() == null || sheet.module().equals(change.module());
            Compiler next =
                    delegations.inForce(ledger, sheet.module(), clock.instant()).isPresent()
                            ? Compiler.REGION
                            : Compiler.ATS;
            if (concerned && sheet.compiler() != next) {
                sheet.compiledBy(next);
                flow.delegationChanged(sheet);
                journal.write(
                        sheet,
                        next == Compiler.REGION ? "DELEGATED" : "DELEGATION_ENDED",
                        null,
                        null,
                        new Journal.Actor(change.author(), change.author(), null),
                        null,
                        clock.instant());
            }
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
        if (present.isBefore(window.deadline().plus(Guard.GRACE))) {
            throw new IllegalStateException("the deadline of " + sheet.key() + " is still ahead");
        }
        SheetState from = sheet.state();
        sheet.moveTo(SheetState.LAPSED, present, "Termine scaduto");
        journal.write(sheet, "LAPSED", from, SheetState.LAPSED, Journal.SYSTEM, null, present);
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
        sheet.moveTo(SheetState.WITHDRAWN, clock.instant(), "Scheda non più dovuta");
        journal.write(sheet, "WITHDRAWN", from, SheetState.WITHDRAWN, Journal.SYSTEM, null, clock.instant());
    }

    /** Tells the case of a sheet that our own tables know more. */
    @Transactional
    public void prefillAvailable(UUID id) {
        flow.prefillAvailable(sheets.lock(id).orElseThrow());
    }
}
