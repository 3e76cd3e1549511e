package it.sioss.worklist.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.SheetState;
import it.sioss.worklist.ListPage;
import it.sioss.worklist.ListRow;
import it.sioss.worklist.WorkType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One page of a list in the words of the machine interface. */
record ListBody(
        @JsonProperty("elementi") List<Item> items,
        @JsonProperty("pagina") int page,
        @JsonProperty("dimensione") int size,
        @JsonProperty("totale") long total,
        @JsonProperty("riepilogo") Summary summary) {

    record Summary(
            @JsonProperty("daFare") long toDo,
            @JsonProperty("restituite") long returned,
            @JsonProperty("parziali") long partial,
            @JsonProperty("daInviare") long complete,
            @JsonProperty("nonIniziate") long notStarted,
            @JsonProperty("facoltative") long notNeeded,
            @JsonProperty("daMotivare") long toJustify,
            @JsonProperty("daVerificare") long toReview,
            @JsonProperty("daFinalizzare") long toFinalize,
            @JsonProperty("finalizzate") long finalized,
            @JsonProperty("scadute") long expired) {}

    record Item(
            @JsonProperty("id") UUID id,
            @JsonProperty("chiave") Key key,
            @JsonProperty("tipo") @Nullable String type,
            @JsonProperty("daFare") @Nullable String typeWords,
            @JsonProperty("stato") String state,
            @JsonProperty("statoInParole") String stateWords,
            @JsonProperty("statoDal") Instant stateSince,
            @JsonProperty("avanzamento") String progress,
            @JsonProperty("completezza") Completeness completeness,
            @JsonProperty("avvisiDaSpiegare") int unexplained,
            @JsonProperty("senzaContenuti") boolean empty,
            @JsonProperty("compilatore") String compiler,
            @JsonProperty("termine") Deadline deadline,
            @JsonProperty("inCarico") @Nullable Claimed claimed) {}

    record Key(
            @JsonProperty("anno") int year,
            @JsonProperty("ats") Territory ats,
            @JsonProperty("regione") Named region,
            @JsonProperty("modulo") Module module,
            @JsonProperty("livello") String level,
            @JsonProperty("soggettoAttuatore") String body,
            @JsonProperty("sequenza") int sequence) {}

    record Territory(
            @JsonProperty("codice") String code,
            @JsonProperty("denominazione") String name,
            @JsonProperty("sintetico") boolean synthetic) {}

    record Named(
            @JsonProperty("codice") String code,
            @JsonProperty("denominazione") String name) {}

    record Module(
            @JsonProperty("codice") String code,
            @JsonProperty("titolo") String title) {}

    record Completeness(
            @JsonProperty("chieste") int asked,
            @JsonProperty("date") int answered) {}

    record Deadline(
            @JsonProperty("scadenza") Instant deadline,
            @JsonProperty("inParole") String words,
            @JsonProperty("scaduto") boolean expired) {}

    record Claimed(
            @JsonProperty("account") String username,
            @JsonProperty("nome") String name) {}

    static ListBody of(ListPage page) {
        ListPage.Counts counts = page.counts();
        return new ListBody(
                page.rows().stream().map(ListBody::item).toList(),
                page.page(),
                page.size(),
                counts.total(),
                new Summary(
                        counts.toDo(),
                        counts.returned(),
                        counts.partial(),
                        counts.complete(),
                        counts.notStarted(),
                        counts.notNeeded(),
                        counts.toJustify(),
                        counts.toReview(),
                        counts.toFinalize(),
                        counts.finalized(),
                        counts.expired()));
    }

    private static Item item(ListRow row) {
        Optional<WorkType> work = row.work();
        return new Item(
                row.id(),
                new Key(
                        row.year(),
                        new Territory(row.ats(), row.atsName(), row.synthetic()),
                        new Named(row.region(), row.regionName()),
                        new Module(row.module(), row.moduleTitle()),
                        row.level().word(),
                        row.body(),
                        row.sequence()),
                work.map(WorkType::word).orElse(null),
                work.map(WorkType::label).orElse(null),
                row.state().word(),
                row.state().label(),
                row.stateSince(),
                row.progress().word(),
                new Completeness(row.asked(), row.answered()),
                row.unexplained(),
                row.empty(),
                row.compiler().word(),
                new Deadline(row.deadline(), RomeTime.deadline(row.deadline()), row.state() == SheetState.LAPSED),
                Optional.ofNullable(row.claim())
                        .map(claim -> new Claimed(claim.username(), claim.name()))
                        .orElse(null));
    }
}
