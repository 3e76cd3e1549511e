package it.sioss.sheet.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Completeness;
import it.sioss.catalogue.Peers;
import it.sioss.catalogue.SectionCompleteness;
import it.sioss.platform.MotiveWords;
import it.sioss.platform.RomeTime;
import it.sioss.prefill.Proposal;
import it.sioss.sheet.Action;
import it.sioss.sheet.Confirmation;
import it.sioss.sheet.Remark;
import it.sioss.sheet.SheetView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sheet in the words of the machine interface. */
record SheetBody(
        @JsonProperty("id") UUID id,
        @JsonProperty("chiave") Key key,
        @JsonProperty("dovuta") Due due,
        @JsonProperty("stato") String state,
        @JsonProperty("statoInParole") String stateWords,
        @JsonProperty("statoDal") Instant stateSince,
        @JsonProperty("termine") Window window,
        @JsonProperty("compilatore") String compiler,
        @JsonProperty("delega") @Nullable CompilerWords delegation,
        @JsonProperty("inCarico") @Nullable Claimed claimed,
        @JsonProperty("edizione") Edition edition,
        @JsonProperty("risposte") JsonNode answers,
        @JsonProperty("risposteRitirate") JsonNode retired,
        @JsonProperty("precedenti") @Nullable Previous previous,
        @JsonProperty("confronti") Map<String, Compared> comparisons,
        @JsonProperty("senzaContenuti") boolean empty,
        @JsonProperty("motivazione") @Nullable Justified justification,
        @JsonProperty("completezza") Complete completeness,
        @JsonProperty("esiti") List<FindingBody> findings,
        @JsonProperty("avvisiDaSpiegare") long unexplained,
        @JsonProperty("rilievi") List<Noted> remarks,
        @JsonProperty("limite") @Nullable Limit limit,
        @JsonProperty("azioni") List<Act> actions,
        @JsonProperty("ultimoSalvataggio") @Nullable Instant savedAt,
        @JsonProperty("salvatoDa") @Nullable String savedBy,
        @JsonProperty("successiva") @Nullable UUID successor,
        @JsonProperty("conferme") List<Confirmed> confirmations,
        @JsonProperty("proposte") List<Proposed> proposals) {

    /** After a return limited to sections: the only ones that may be corrected, and why. */
    record Limit(
            @JsonProperty("sezioni") Set<String> sections,
            @JsonProperty("motivo") String words) {}

    record Confirmed(
            @JsonProperty("sezione") String section,
            @JsonProperty("titolo") String title,
            @JsonProperty("confermata") boolean given,
            @JsonProperty("da") @Nullable String by,
            @JsonProperty("il") @Nullable Instant at) {}

    record Proposed(
            @JsonProperty("voce") String question,
            @JsonProperty("etichetta") String label,
            @JsonProperty("fonte") String source,
            @JsonProperty("ricevuto") @Nullable BigDecimal before,
            @JsonProperty("proposto") BigDecimal proposed,
            @JsonProperty("dichiarato") @Nullable String declared,
            @JsonProperty("estrattoIl") LocalDate extractedOn,
            @JsonProperty("periodo") String period) {}

    record Key(
            @JsonProperty("anno") int year,
            @JsonProperty("ats") Territory ats,
            @JsonProperty("regione") Territory region,
            @JsonProperty("modulo") Module module,
            @JsonProperty("livello") String level,
            @JsonProperty("soggettoAttuatore") String body,
            @JsonProperty("sequenza") int sequence,
            @JsonProperty("precedente") @Nullable UUID predecessor) {}

    record Territory(
            @JsonProperty("codice") String code,
            @JsonProperty("denominazione") String name,
            @JsonProperty("sintetico") boolean synthetic) {}

    record Module(
            @JsonProperty("codice") String code,
            @JsonProperty("titolo") String title) {}

    record Due(
            @JsonProperty("esito") String word,
            @JsonProperty("motivo") String reason) {}

    record Window(
            @JsonProperty("apertura") Instant opensAt,
            @JsonProperty("ultimaNuova") Instant lastNewSheetAt,
            @JsonProperty("scadenza") Instant deadline,
            @JsonProperty("fineRettifica") Instant rectificationEnd,
            @JsonProperty("inParole") String words,
            @JsonProperty("mancano") String remaining,
            @JsonProperty("scaduto") boolean expired) {}

    record Claimed(
            @JsonProperty("account") String username,
            @JsonProperty("nome") String name,
            @JsonProperty("dal") @Nullable Instant since) {}

    record Edition(
            @JsonProperty("anno") int year,
            @JsonProperty("revisione") int revision) {}

    record Previous(
            @JsonProperty("anno") int year,
            @JsonProperty("risposte") JsonNode answers) {}

    /** The same figure elsewhere: last closed year's own, and the median of districts of similar size. */
    record Compared(
            @JsonProperty("precedente") @Nullable BigDecimal previous,
            @JsonProperty("mediana") @Nullable BigDecimal median,
            @JsonProperty("ambiti") @Nullable Integer districts) {}

    record Justified(
            @JsonProperty("categoria") String category,
            @JsonProperty("testo") String text) {}

    record Complete(
            @JsonProperty("chieste") int asked,
            @JsonProperty("date") int answered,
            @JsonProperty("sezioni") List<Part> sections) {

        static Complete of(Completeness completeness) {
            return new Complete(
                    completeness.asked(),
                    completeness.answered(),
                    completeness.sections().stream().map(SheetBody::part).toList());
        }
    }

    record Part(
            @JsonProperty("codice") String code,
            @JsonProperty("titolo") String title,
            @JsonProperty("chieste") int asked,
            @JsonProperty("date") int answered,
            @JsonProperty("visibile") boolean visible,
            @JsonProperty("primaMancante") @Nullable String firstMissing) {}

    record Noted(
            @JsonProperty("id") UUID id,
            @JsonProperty("voce") @Nullable String question,
            @JsonProperty("sezione") @Nullable String section,
            @JsonProperty("testo") String words,
            @JsonProperty("autore") String author,
            @JsonProperty("data") Instant writtenAt,
            @JsonProperty("aperto") boolean open) {}

    record Act(
            @JsonProperty("azione") String verb,
            @JsonProperty("consentita") boolean allowed,
            @JsonProperty("motivi") List<MotiveWords> motives) {}

    static SheetBody of(SheetView view) {
        var sheet = view.sheet();
        return new SheetBody(
                sheet.id(),
                new Key(
                        sheet.year(),
                        new Territory(sheet.ats(), view.atsName(), view.synthetic()),
                        new Territory(sheet.region(), view.regionName(), false),
                        new Module(sheet.module(), view.revision().title()),
                        sheet.level().word(),
                        sheet.bodyName(),
                        sheet.sequence(),
                        sheet.predecessor()),
                new Due(sheet.dueness().word(), sheet.duenessReason()),
                view.effectiveState().word(),
                view.effectiveState().label(),
                sheet.stateSince(),
                new Window(
                        view.window().opensAt(),
                        view.window().lastNewSheetAt(),
                        view.window().deadline(),
                        view.window().rectificationEnd(),
                        RomeTime.deadline(view.window().deadline()),
                        RomeTime.remaining(view.present(), view.window().deadline()),
                        view.expired()),
                view.compiler().word(),
                CompilerWords.of(view),
                view.claim()
                        .map(claim -> new Claimed(claim.username(), claim.name(), claim.since()))
                        .orElse(null),
                new Edition(view.revision().editionYear(), view.revision().number()),
                view.answers().toJson(),
                sheet.retired().toJson(),
                view.previous()
                        .map(last -> new Previous(last.year(), last.answers().toJson()))
                        .orElse(null),
                comparisons(view),
                sheet.withoutContents(),
                sheet.justification()
                        .map(why -> new Justified(why.category(), why.text()))
                        .orElse(null),
                Complete.of(view.evaluation().completeness()),
                view.findings().stream().map(FindingBody::of).toList(),
                view.unexplained(),
                view.remarks().stream().map(SheetBody::noted).toList(),
                limit(view),
                view.actions().stream().map(SheetBody::act).toList(),
                sheet.savedAt(),
                sheet.savedBy(),
                view.successor(),
                sheet.confirmations().stream()
                        .map(confirmation -> confirmed(view, confirmation))
                        .toList(),
                view.proposals().stream()
                        .map(proposal -> proposed(view, proposal))
                        .toList());
    }

    private static @Nullable Limit limit(SheetView view) {
        String words = view.limitWords();
        return words == null ? null : new Limit(view.openSections(), words);
    }

    private static Confirmed confirmed(SheetView view, Confirmation confirmation) {
        var section = view.revision().form().section(confirmation.section());
        return new Confirmed(
                confirmation.section(),
                section == null ? confirmation.section() : section.title(),
                confirmation.isGiven(),
                confirmation.by(),
                confirmation.at());
    }

    private static Proposed proposed(SheetView view, Proposal proposal) {
        var item = view.revision().form().item(proposal.key());
        return new Proposed(
                proposal.key(),
                item == null ? proposal.key() : item.label(),
                proposal.source(),
                proposal.before(),
                proposal.proposed(),
                proposal.declared(),
                proposal.extractedOn(),
                proposal.period());
    }

    private static Map<String, Compared> comparisons(SheetView view) {
        var comparisons = new LinkedHashMap<String, Compared>();
        for (String key : view.revision().form().items().keySet()) {
            Answer last = view.previous()
                    .map(previous -> previous.answers().answer(key))
                    .orElse(null);
            BigDecimal previous = last == null ? null : last.number();
            Peers peers = view.peers().get(key);
            if (previous != null || peers != null) {
                comparisons.put(
                        key,
                        new Compared(
                                previous,
                                peers == null ? null : peers.median(),
                                peers == null ? null : peers.districts()));
            }
        }
        return comparisons;
    }

    private static Part part(SectionCompleteness section) {
        return new Part(
                section.section(),
                section.title(),
                section.asked(),
                section.answered(),
                section.visible(),
                section.firstMissing());
    }

    private static Noted noted(Remark remark) {
        return new Noted(
                remark.id(),
                remark.question(),
                remark.section(),
                remark.words(),
                remark.author(),
                remark.writtenAt(),
                remark.open());
    }

    private static Act act(Action action) {
        return new Act(
                action.verb().word(),
                action.allowed(),
                action.motives().stream().map(MotiveWords::of).toList());
    }
}
