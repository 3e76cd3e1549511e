package it.sioss.sheet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.delegation.Delegations;
import it.sioss.delegation.Standing;
import it.sioss.platform.CanonicalJson;
import it.sioss.platform.PlainText;
import it.sioss.platform.PresentClock;
import it.sioss.platform.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What can be done to one sheet. Every deed takes the sheet's row lock first, asks the guard, changes the aggregate,
 * tells the engine, writes the journal: together or not at all.
 */
@Service
public class Sheets {

    private final SheetRepository sheets;
    private final RemarkRepository remarks;
    private final Transmissions transmissions;
    private final Journal journal;
    private final Guard guard;
    private final SheetFlow flow;
    private final SheetContexts contexts;
    private final SheetSources sources;
    private final Explanations explanations;
    private final SeenSheets seen;
    private final Catalogue catalogue;
    private final Campaigns campaigns;
    private final Delegations delegations;
    private final Handover handover;
    private final JdbcClient jdbc;
    private final PresentClock clock;
    private final ApplicationEventPublisher events;

    Sheets(
            SheetRepository sheets,
            RemarkRepository remarks,
            Transmissions transmissions,
            Journal journal,
            Guard guard,
            @Lazy SheetFlow flow,
            SheetContexts contexts,
            SheetSources sources,
            Explanations explanations,
            SeenSheets seen,
            Catalogue catalogue,
            Campaigns campaigns,
            Delegations delegations,
            Handover handover,
            JdbcClient jdbc,
            PresentClock clock,
            ApplicationEventPublisher events) {
        this.sheets = sheets;
        this.remarks = remarks;
        this.transmissions = transmissions;
        this.journal = journal;
        this.guard = guard;
        this.flow = flow;
        this.contexts = contexts;
        this.sources = sources;
        this.explanations = explanations;
        this.seen = seen;
        this.catalogue = catalogue;
        this.campaigns = campaigns;
        this.delegations = delegations;
        this.handover = handover;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** The sheet as this person sees it now. */
    @Transactional(readOnly = true)
    public SheetView view(UUID id, Viewer viewer) {
        Sheet sheet = sheets.findById(id)
                .filter(found -> viewer.scope().covers(found.region(), found.ats()))
                .orElseThrow(() -> Refusal.notFound("La scheda"));
        return view(situation(sheet, viewer, clock.instant()));
    }

    private SheetView view(Situation now) {
        SheetContexts.Known known = contexts.known(now.sheet());
        return view(now, known, evaluate(now.sheet(), known));
    }

    private Evaluation evaluate(Sheet sheet, SheetContexts.Known known) {
        return catalogue.revision(sheet.revision()).evaluate(sheet.answers(), known.context());
    }

    private SheetView view(Situation now, SheetContexts.Known known, Evaluation evaluation) {
        Sheet sheet = now.sheet();
        ModuleRevision revision = catalogue.revision(sheet.revision());
        Answers answers = sheet.answers();
        List<Explanation.Explained> findings = explanations.explained(sheet.id(), answers, evaluation);
        if (!sheet.state().ended()) {
            sheet.judge(evaluation, Explanations.unexplained(findings));
        }
        var ground = contexts.ground(sheet.year(), sheet.ats());
        boolean expired = now.window().expired(now.present());
        return new SheetView(
                sheet,
                revision,
                ground.name(),
                ground.synthetic(),
                ground.region(),
                now.window(),
                expired,
                sheet.effectiveState(expired),
                now.claim(),
                answers,
                evaluation,
                findings,
                known.previous(),
                known.context().peers(),
                remarks.findBySheetIdOrderByWrittenAt(sheet.id()),
                guard.actions(now),
                now.newer().map(Situation.Newer::id).orElse(null),
                Map.of("comuni", ground.municipalities()),
                now.present(),
                sources.proposals(sheet, revision),
                now.standing());
    }

    /** The sheet under lock, in the hands of whoever compiles it by the ledger at this instant. */
    Sheet lock(UUID id, Viewer viewer) {
        Sheet sheet = sheets.lock(id)
                .filter(found -> viewer.scope().covers(found.region(), found.ats()))
                .orElseThrow(() -> Refusal.notFound("La scheda"));
        handover.settle(sheet, delegations.of(sheet.ats()), Journal.SYSTEM, clock.databasePresent());
        return sheet;
    }

    Situation situation(Sheet sheet, Viewer viewer, Instant received) {
        Calendar window = campaigns.windowOf(sheet.year(), sheet.module(), sheet.region(), sheet.ats(), sheet.id());
        Instant present = clock.databasePresent();
        Standing standing =
                sheet.compiler() == Compiler.REGION || !sheet.state().ended()
                        ? delegations.standing(sheet.region(), sheet.ats(), sheet.module(), present)
                        : Standing.NONE;
        boolean reviewing = sheet.state() == SheetState.IN_REVIEW;
        return new Situation(
                sheet,
                window,
                standing,
                claim(sheet),
                viewer,
                reviewing && journal.hasCompiled(sheet.id(), viewer.username()),
                newer(sheet),
                received,
                present);
    }

    /** Only what has ended can have been gone on from. */
    private Optional<Situation.Newer> newer(Sheet sheet) {
        return sheet.state().ended()
                ? sheets.newerThan(sheet.id()).map(found -> new Situation.Newer(found.id(), found.state()))
                : Optional.empty();
    }

    private Optional<Claim> claim(Sheet sheet) {
        return sheet.processInstanceId() == null || sheet.state().ended()
                ? Optional.empty()
                : jdbc.sql("""
                                select t.assignee_, a.display_name,
                                       (select max(j.at) from journal j where j.sheet_id = ? and j.event = 'CLAIMED')
                                from act_ru_task t
                                left join account a on lower(a.username) = lower(t.assignee_)
                                where t.proc_inst_id_ = ? and t.assignee_ is not null""")
                        .params(sheet.id(), sheet.processInstanceId())
                        .query((row, n) -> {
                            var since = row.getObject(3, java.time.OffsetDateTime.class);
                            return new Claim(
                                    row.getString(1), row.getString(2), since == null ? null : since.toInstant());
                        })
                        .optional();
    }

    /**
     * Keeps the answers that changed; what is not named keeps its value.
     *
     * @param expected the version the person was looking at
     * @throws Refusal 412 when somebody saved in between (with the other's answers), 400 for unknown keys, 409 for a change
     *     in a section that stays as it was reviewed
     */
    @Transactional
    public SheetView answer(UUID id, long expected, AnswersPatch patch, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        guard.require(Verb.SAVE, now);
        if (sheet.answersVersion() != expected) {
            throw superseded(
                    sheet,
                    "La scheda è stata modificata da "
                            + (sheet.savedBy() == null ? "un altro utente" : sheet.savedBy())
                            + " dopo che l'avete aperta: confrontate i valori e scegliete quali tenere.");
        }
        ModuleRevision revision = catalogue.revision(sheet.revision());
        requireKnown(revision, patch);
        Answers before = sheet.answers();
        Answers after = before.with(patch);
        SheetContexts.Known known = contexts.known(sheet);
        new SectionLimit(sheet, revision).require(after.changedSince(before), () -> evaluate(sheet, known));
        Evaluation evaluation = revision.evaluate(after, known.context());
        if (!after.equals(before)) {
            sheet.answer(after, evaluation, now.present(), viewer.displayName());
            sheet.widenTo(SectionLimit.unfinished(revision, evaluation));
            journal.write(
                    sheet,
                    "ANSWERED",
                    null,
                    null,
                    Journal.Actor.of(viewer, sheet),
                    changes(before, after),
                    now.present());
        }
        return view(now, known, evaluation);
    }

    /** @throws Refusal 400 for keys the form does not have */
    static void requireKnown(ModuleRevision revision, AnswersPatch patch) {
        Set<String> unknown = revision.form().unknownKeys(patch);
        if (!unknown.isEmpty()) {
            throw new Refusal(
                            400,
                            "CAMPO_SCONOSCIUTO",
                            "Il modulo non ha queste voci: " + String.join(", ", unknown) + ".")
                    .with("campi", unknown);
        }
    }

    /**
     * Changes an open sheet otherwise than by typing: what its sources say is confirmed, taken in, left out, explained.
     *
     * @param subject the section or question the deed is about, for the history
     */
    SheetView change(
            UUID id,
            Viewer viewer,
            Instant received,
            String event,
            String subject,
            BiFunction<Sheet, ModuleRevision, Answers> deed) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        guard.require(Verb.SAVE, now);
        ModuleRevision revision = catalogue.revision(sheet.revision());
        Answers before = sheet.answers();
        Answers after = deed.apply(sheet, revision);
        ObjectNode changes = SourceDesk.about(subject);
        if (!after.equals(before)) {
            SheetContexts.Known known = contexts.known(sheet);
            new SectionLimit(sheet, revision).require(after.changedSince(before), () -> evaluate(sheet, known));
            Evaluation evaluation = revision.evaluate(after, known.context());
            sheet.answer(after, evaluation, now.present(), viewer.displayName());
            changes.setAll(changes(before, after));
        }
        journal.write(sheet, event, null, null, Journal.Actor.of(viewer, sheet), changes, now.present());
        return view(now);
    }

    /** What the journal keeps of a new version: each key that changed, as it was and as it is. */
    static ObjectNode changes(Answers before, Answers after) {
        ObjectNode changes = Json.MAPPER.createObjectNode();
        var old = before.toJson();
        var young = after.toJson();
        for (String key : after.changedSince(before)) {
            ObjectNode change = changes.putObject(key);
            change.set("prima", old.get(key));
            change.set("dopo", young.get(key));
        }
        return changes;
    }

    private static void requireShown(Sheet sheet, @Nullable String shown) {
        if (shown != null && !shown.equals(sheet.tag())) {
            throw superseded(
                    sheet,
                    "La scheda è cambiata mentre la guardavate: non è stato deciso nulla. Rileggetela com'è ora, poi decidete.");
        }
    }

    private static Refusal superseded(Sheet sheet, String message) {
        var current = new LinkedHashMap<String, Object>();
        current.put("etag", "\"" + sheet.tag() + "\"");
        current.put("risposte", sheet.answers().toJson());
        current.put("modificataDa", String.valueOf(sheet.savedBy()));
        current.put("alle", String.valueOf(sheet.savedAt()));
        return new Refusal(412, "VERSIONE_SUPERATA", message).with("attuale", current);
    }

    /**
     * Keeps why a warning stands, for the figures as they are now; said again, it replaces what was said before.
     *
     * @throws Refusal 404 when the sheet has no such finding, 422 when it blocks or the text is too short or too long
     */
    @Transactional
    public SheetView explain(UUID id, String findingId, String text, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        guard.require(Verb.SAVE, now);
        SheetContexts.Known known = contexts.known(sheet);
        Evaluation evaluation = evaluate(sheet, known);
        Finding finding = evaluation.findings().stream()
                .filter(standing -> standing.id().equals(findingId))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        404, "ESITO_NON_TROVATO", "La scheda non ha più questo avviso: rileggete gli esiti."));
        if (finding.isBlocking()) {
            throw new Refusal(
                    422,
                    "ESITO_NON_SPIEGABILE",
                    "Un controllo bloccante non si spiega: va corretta la voce segnalata.");
        }
        new SectionLimit(sheet, catalogue.revision(sheet.revision())).require(finding, evaluation);
        String words = Explanation.adequate(text);
        explanations.write(id, finding, sheet.answers(), words, viewer, now.present());
        explained(sheet, "EXPLAINED", findingId, finding.message(), words, viewer, now.present());
        return view(now, known, evaluation);
    }

    private void explained(
            Sheet sheet,
            String event,
            String finding,
            @Nullable String message,
            @Nullable String words,
            Viewer viewer,
            Instant at) {
        ObjectNode changes = Json.MAPPER
                .createObjectNode()
                .put("esito", finding)
                .put("messaggio", message)
                .put("testo", words);
        journal.write(sheet, event, null, null, Journal.Actor.of(viewer, sheet), changes, at);
    }

    /** Takes an explanation back; one that is not there stays not there. */
    @Transactional
    public SheetView withdrawExplanation(UUID id, String findingId, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        guard.require(Verb.SAVE, now);
        if (explanations.remove(id, findingId)) {
            explained(sheet, "EXPLANATION_WITHDRAWN", findingId, null, null, viewer, now.present());
        }
        return view(now);
    }

    /** Sends the compilation on: to the justification when empty, to the review when delegated, else to finalization. */
    @Transactional
    public SheetView submit(UUID id, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        rejudge(sheet);
        guard.require(Verb.SUBMIT, now);
        boolean contents = !sheet.declaredEmpty() && !sheet.contentsEmpty();
        boolean review = reviewNeeded(sheet);
        move(
                sheet,
                contents ? review ? SheetState.IN_REVIEW : SheetState.READY : SheetState.JUSTIFYING,
                "SUBMITTED",
                viewer,
                null,
                now.present());
        remarks.findBySheetIdOrderByWrittenAt(id).forEach(Remark::close);
        flow.submitted(sheet, contents, review);
        return view(situation(sheet, viewer, received));
    }

    /** A draft is judged at each save; the year's other facts may have changed since. */
    private void rejudge(Sheet sheet) {
        Evaluation evaluation = evaluate(sheet, contexts.known(sheet));
        sheet.judge(evaluation, explanations.unexplained(sheet.id(), sheet.answers(), evaluation));
    }

    /** The region reviews what was compiled on behalf of an ATS. */
    private static boolean reviewNeeded(Sheet sheet) {
        return sheet.compiler() == Compiler.REGION;
    }

    private void move(
            Sheet sheet, SheetState next, String event, Viewer viewer, @Nullable ObjectNode changes, Instant at) {
        SheetState from = sheet.state();
        sheet.moveTo(next, at, null);
        journal.write(sheet, event, from, next, Journal.Actor.of(viewer, sheet), changes, at);
    }

    @Transactional
    public SheetView declareEmpty(UUID id, boolean empty, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        guard.require(empty ? Verb.DECLARE_EMPTY : Verb.UNDO_EMPTY, now);
        sheet.declareEmpty(empty);
        journal.write(
                sheet,
                empty ? "EMPTY_DECLARED" : "EMPTY_UNDONE",
                null,
                null,
                Journal.Actor.of(viewer, sheet),
                null,
                now.present());
        return view(now);
    }

    /** Justifies the absence of contents (circular, «a condizione sia fornita adeguata motivazione»). */
    @Transactional
    public SheetView justify(UUID id, String category, String text, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        guard.require(Verb.JUSTIFY, now);
        Justification justification = Justification.adequate(category, text);
        sheet.justify(justification);
        boolean review = reviewNeeded(sheet);
        ObjectNode changes = Json.MAPPER
                .createObjectNode()
                .put("categoria", justification.category())
                .put("testo", justification.text());
        move(sheet, review ? SheetState.IN_REVIEW : SheetState.READY, "JUSTIFIED", viewer, changes, now.present());
        flow.justified(sheet, review);
        return view(situation(sheet, viewer, received));
    }

    /** Back to the compilation: from the justification, from ready, or from the review while nobody has decided. */
    @Transactional
    public SheetView resume(UUID id, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        guard.require(Verb.RESUME, now);
        flow.resumed(sheet);
        Journal.Actor actor = now.actor();
        SheetState from = sheet.state();
        sheet.moveTo(SheetState.COMPILING, now.present(), null);
        journal.write(sheet, "RESUMED", from, SheetState.COMPILING, actor, null, now.present());
        return view(situation(sheet, viewer, received));
    }

    /** Approves the sheet as it stands, see {@link #approve(UUID, String, Viewer, Instant)}. */
    @Transactional
    public SheetView approve(UUID id, Viewer viewer, Instant received) {
        return approve(id, null, viewer, received);
    }

    /**
     * Approves the sheet.
     *
     * @param shown the {@link Sheet#tag} of what the person was shown; null for the sheet as it stands
     * @throws Refusal 412 when the sheet is no longer what was shown
     */
    @Transactional
    public SheetView approve(UUID id, @Nullable String shown, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        rejudge(sheet);
        guard.require(Verb.APPROVE, now);
        requireShown(sheet, shown);
        approved(sheet, viewer, null, now.present());
        seen.decided(sheet, viewer, now.present());
        return view(situation(sheet, viewer, received));
    }

    /**
     * Approves a sheet as one of many: only as it was when it was chosen, and only where there is nothing to look into. Who
     * may approve it, and when, the guard decides as for one alone.
     *
     * @param version the version of the answers that was chosen
     * @param choice the deed it is part of, for the history
     * @throws Refusal 412 when it has changed since, 409 when there is something to look into
     */
    @Transactional
    public void approveAmongMany(UUID id, long version, UUID choice, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        rejudge(sheet);
        guard.require(Verb.APPROVE, now);
        if (sheet.answersVersion() != version) {
            throw new Refusal(412, "VERSIONE_SUPERATA", "La scheda è cambiata dopo la scelta: va riletta.");
        }
        Plainness.of(sheet, explanations.any(id)).require();
        ObjectNode changes = Json.MAPPER.createObjectNode().put("inBlocco", choice.toString());
        approved(sheet, viewer, changes, now.present());
    }

    private void approved(Sheet sheet, Viewer viewer, @Nullable ObjectNode changes, Instant present) {
        flow.approved(sheet);
        move(sheet, SheetState.READY, "APPROVED", viewer, changes, present);
        events.publishEvent(new SheetApproved(
                sheet.id(), sheet.year(), sheet.region(), sheet.ats(), sheet.module(), viewer.displayName(), present));
    }

    /** Returns the whole sheet with remarks, as it stands. */
    @Transactional
    public SheetView returnForCorrection(UUID id, List<Remark.Draft> drafts, Viewer viewer, Instant received) {
        return returnForCorrection(id, drafts, Set.of(), viewer, received);
    }

    /** Returns the sheet as it stands, see {@link #returnForCorrection(UUID, List, Set, String, Viewer, Instant)}. */
    @Transactional
    public SheetView returnForCorrection(
            UUID id, List<Remark.Draft> drafts, Set<String> sections, Viewer viewer, Instant received) {
        return returnForCorrection(id, drafts, sections, null, viewer, received);
    }

    /**
     * Returns the sheet with remarks.
     *
     * @param sections the only ones to be corrected, the others stay as they were reviewed; empty for the whole sheet
     * @param shown the {@link Sheet#tag} of what the person was shown; null for the sheet as it stands
     * @throws Refusal 412 when the sheet is no longer what was shown, 422 without a remark, with one on a question or section the form does not have or that would stay
     *     closed, with an unknown section, with sections of a sheet without contents
     */
    @Transactional
    public SheetView returnForCorrection(
            UUID id,
            List<Remark.Draft> drafts,
            Set<String> sections,
            @Nullable String shown,
            Viewer viewer,
            Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        guard.require(Verb.RETURN, now);
        requireShown(sheet, shown);
        ModuleRevision revision = catalogue.revision(sheet.revision());
        checkRemarks(drafts, revision);
        SectionLimit.check(sheet, revision, drafts, sections);
        drafts.forEach(draft -> remarks.save(new Remark(id, draft, viewer.displayName(), now.present())));
        flow.returned(sheet);
        ObjectNode changes = Json.MAPPER.createObjectNode().put("rilievi", drafts.size());
        SectionLimit.note(changes, sections);
        move(sheet, SheetState.RETURNED, "RETURNED", viewer, changes, now.present());
        if (!sections.isEmpty()) {
            sheet.limitTo(sections);
            sheet.widenTo(SectionLimit.unfinished(revision, evaluate(sheet, contexts.known(sheet))));
        }
        seen.decided(sheet, viewer, now.present());
        events.publishEvent(new SheetReturned(
                id,
                sheet.year(),
                sheet.region(),
                sheet.ats(),
                sheet.module(),
                Set.copyOf(sections),
                drafts.size(),
                viewer.displayName(),
                now.present()));
        return view(situation(sheet, viewer, received));
    }

    /**
     * Opens more sections of a returned sheet to who corrects it; none named means all of it.
     *
     * @throws Refusal 422 for a section the form does not have
     */
    @Transactional
    public SheetView widen(UUID id, Set<String> sections, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        guard.require(Verb.WIDEN, now);
        SectionLimit.check(catalogue.revision(sheet.revision()), sections);
        if (sections.isEmpty()) {
            sheet.liftLimit();
        } else {
            sheet.widenTo(sections);
        }
        ObjectNode changes = Json.MAPPER.createObjectNode();
        SectionLimit.note(changes, sections);
        journal.write(sheet, "WIDENED", null, null, Journal.Actor.of(viewer, sheet), changes, now.present());
        return view(situation(sheet, viewer, received));
    }

    private static void checkRemarks(List<Remark.Draft> drafts, ModuleRevision revision) {
        if (drafts.isEmpty()) {
            throw new Refusal(
                    422,
                    "RILIEVI_MANCANTI",
                    "Per restituire la scheda scrivete almeno un rilievo: che cosa va corretto?");
        }
        for (Remark.Draft draft : drafts) {
            if (VisibleText.of(draft.words()).length() < 3
                    || draft.words().strip().length() > 2_000) {
                throw new Refusal(422, "RILIEVO_NON_VALIDO", "Ogni rilievo deve avere da 3 a 2.000 caratteri.");
            }
            if (!PlainText.readable(draft.words())) {
                throw new Refusal(
                        422, "RILIEVO_NON_VALIDO", "Un rilievo contiene caratteri non ammessi: riscrivetelo a mano.");
            }
            if (draft.question() != null && revision.form().item(draft.question()) == null) {
                throw new Refusal(422, "RILIEVO_NON_VALIDO", "Il modulo non ha la voce «" + draft.question() + "».");
            }
            if (draft.section() != null && revision.form().section(draft.section()) == null) {
                throw new Refusal(422, "RILIEVO_NON_VALIDO", "Il modulo non ha la sezione «" + draft.section() + "».");
            }
        }
    }

    /** Finalizes the sheet as it stands, see {@link #finalizeSheet(UUID, String, Viewer, Instant)}. */
    @Transactional
    public Receipt finalizeSheet(UUID id, Viewer viewer, Instant received) {
        return finalizeSheet(id, null, viewer, received);
    }

    /**
     * Finalizes the sheet: checks it once more, transmits it, gives the receipt. What counts is when the request had
     * been read whole; the last comparison is the database's own.
     *
     * @param shown the {@link Sheet#tag} of what the person was shown; null for the sheet as it stands
     * @throws Refusal 412 when the sheet is no longer what was shown
     */
    @Transactional
    public Receipt finalizeSheet(UUID id, @Nullable String shown, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, received);
        if (!sheet.state().ended()) {
            rejudge(sheet);
        }
        guard.require(Verb.FINALIZE, now);
        requireShown(sheet, shown);
        sheet.receivedForFinalization(received, now.actor());
        flow.finalized(sheet);
        return transmissions
                .ofSheet(id)
                .orElseThrow(() -> new IllegalStateException("the case ended without a transmission"));
    }

    /** The step "Registra la trasmissione" of the case, inside the finalizing transaction. */
    @Transactional
    public void recordTransmission(UUID id) {
        Sheet sheet = sheets.findById(id).orElseThrow();
        ModuleRevision revision = catalogue.revision(sheet.revision());
        Evaluation evaluation = evaluate(sheet, contexts.known(sheet));
        Calendar window = campaigns.windowOf(sheet.year(), sheet.module(), sheet.region(), sheet.ats(), id);
        String name = contexts.ground(sheet.year(), sheet.ats()).name();
        byte[] canonical = Transmitted.canonical(
                sheet, name, revision, evaluation, explanations.explained(id, sheet.answers(), evaluation));
        Sheet.Finalization finalization = sheet.finalization();
        Instant decided = clock.databasePresent();
        if (window.settled(decided)) {
            throw new Refusal(410, "TERMINE_SCADUTO", "Il termine è scaduto mentre la richiesta era in attesa.");
        }
        boolean stillDelegated = finalization.actor().onBehalfOf() == null
                || delegations
                        .standing(sheet.region(), sheet.ats(), sheet.module(), decided)
                        .inForce()
                        .isPresent();
        if (!stillDelegated) {
            throw new Refusal(403, "DELEGA_ASSENTE", "La delega è finita mentre la richiesta era in attesa.");
        }
        SheetState from = sheet.state();
        sheet.moveTo(SheetState.FINALIZED, decided, null);
        sheets.saveAndFlush(sheet);
        transmissions.record(
                sheet,
                canonical,
                Transmitted.empty(sheet, evaluation),
                finalization.receivedAt(),
                window.deadline(),
                decided,
                finalization.actor());
        ObjectNode changes = Json.MAPPER.createObjectNode().put("impronta", CanonicalJson.fingerprint(canonical));
        journal.write(sheet, "FINALIZED", from, SheetState.FINALIZED, finalization.actor(), changes, decided);
        events.publishEvent(new SheetFinalized(id, sheet.year(), sheet.ats(), sheet.module()));
    }

    /** Takes the open task; from a colleague only when said so. */
    @Transactional
    public SheetView claim(UUID id, boolean takeOver, Viewer viewer) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, clock.instant());
        guard.require(Verb.CLAIM, now);
        guard.requireTakeOver(takeOver, now);
        flow.claim(sheet, viewer.username());
        ObjectNode from = Guard.held(now)
                ? Json.MAPPER
                        .createObjectNode()
                        .put("subentraA", now.claim().map(Claim::name).orElse(null))
                : null;
        journal.write(sheet, "CLAIMED", null, null, now.actor(), from, now.present());
        return view(situation(sheet, viewer, clock.instant()));
    }

    @Transactional
    public SheetView release(UUID id, Viewer viewer) {
        Sheet sheet = lock(id, viewer);
        Situation now = situation(sheet, viewer, clock.instant());
        guard.require(Verb.RELEASE, now);
        flow.release(sheet);
        journal.write(sheet, "RELEASED", null, null, now.actor(), null, now.present());
        return view(situation(sheet, viewer, clock.instant()));
    }

    /** The ATS takes an optional sheet back; what was written stays in it, and the journal says who took it. */
    @Transactional
    public SheetView takeBack(UUID id, Viewer viewer, Instant received) {
        Sheet sheet = lock(id, viewer);
        guard.require(Verb.TAKE_BACK, situation(sheet, viewer, received));
        sheet.withdrawnBy(Journal.Actor.of(viewer, sheet), "Scheda facoltativa tolta da chi compila");
        flow.noLongerDue(sheet);
        return view(situation(sheet, viewer, received));
    }

    @Transactional(readOnly = true)
    public List<Journal.Entry> history(UUID id, Viewer viewer) {
        requireVisible(id, viewer);
        return journal.of(id);
    }

    @Transactional(readOnly = true)
    public Optional<Receipt> receipt(UUID id, Viewer viewer) {
        requireVisible(id, viewer);
        return transmissions.ofSheet(id);
    }

    /**
     * What a sheet says differently from the transmission before it in the same place; the draft's answers while it is open,
     * the transmitted ones afterwards. Empty when nothing had been transmitted.
     */
    @Transactional(readOnly = true)
    public Optional<Differences> differences(UUID id, Viewer viewer) {
        requireVisible(id, viewer);
        Sheet sheet = ofCase(id);
        if (sheet.sequence() == 1) {
            return Optional.empty();
        }
        return transmissions.before(sheet).map(previous -> {
            ModuleRevision revision = catalogue.revision(sheet.revision());
            Answers now = transmissions.ofSheet(id).map(Differences::declared).orElseGet(() -> transmissible(sheet));
            return Differences.between(previous, now, revision);
        });
    }

    /** What would be transmitted of a draft. */
    private Answers transmissible(Sheet sheet) {
        Evaluation evaluation = evaluate(sheet, contexts.known(sheet));
        return Transmitted.empty(sheet, evaluation) ? Answers.NONE : evaluation.transmitted();
    }

    private void requireVisible(UUID id, Viewer viewer) {
        boolean visible = sheets.findById(id)
                .filter(found -> viewer.scope().covers(found.region(), found.ats()))
                .isPresent();
        if (!visible) {
            throw Refusal.notFound("La scheda");
        }
    }

    /** Judges again the open sheets of a district, of one module or of all; returns how many counted otherwise before. */
    @Transactional
    public int recount(int year, String ats, @Nullable String module) {
        int changed = 0;
        for (Sheet sheet : sheets.findByYearAndAts(year, ats)) {
            boolean concerned = module == null || sheet.module().equals(module);
            if (concerned && !sheet.state().ended()) {
                Sheet locked = sheets.lock(sheet.id()).orElseThrow();
                int blocking = locked.blocking();
                int warnings = locked.warnings();
                rejudge(locked);
                changed += locked.blocking() == blocking && locked.warnings() == warnings ? 0 : 1;
            }
        }
        return changed;
    }

    /** The sheet a case follows; for the engine's own steps. */
    @Transactional(readOnly = true)
    public Sheet ofCase(UUID id) {
        return sheets.findById(id).orElseThrow();
    }

    /** The id of the form that the sheet's revision carries. */
    @Transactional(readOnly = true)
    public String formIdOf(UUID id) {
        return catalogue.revision(ofCase(id).revision()).form().id();
    }
}
