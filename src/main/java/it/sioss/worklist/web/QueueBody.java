package it.sioss.worklist.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.worklist.QueuePage;
import it.sioss.worklist.QueueRow;
import it.sioss.worklist.Risk;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One page of the queue of reviews in the words of the machine interface. */
record QueueBody(
        @JsonProperty("elementi") List<Item> items,
        @JsonProperty("pagina") int page,
        @JsonProperty("dimensione") int size,
        @JsonProperty("totale") long total,
        @JsonProperty("senzaNullaDaGuardare") long plain,
        @JsonProperty("aRischioAlto") long high) {

    record Item(
            @JsonProperty("id") UUID id,
            @JsonProperty("posto") int place,
            @JsonProperty("anno") int year,
            @JsonProperty("modulo") String module,
            @JsonProperty("ats") String ats,
            @JsonProperty("denominazioneAts") String atsName,
            @JsonProperty("soggettoAttuatore") String body,
            @JsonProperty("scadenza") Instant deadline,
            @JsonProperty("inVerificaDal") Instant since,
            @JsonProperty("rischio") String degree,
            @JsonProperty("motivi") List<String> risks,
            @JsonProperty("motiviInParole") List<String> reasons,
            @JsonProperty("senzaNullaDaGuardare") boolean plain,

            @JsonProperty("cambiataDallUltimaVisione") @Nullable
            Boolean changed,

            @JsonProperty("inCarico") ListBody.@Nullable Claimed claimed) {}

    static QueueBody of(QueuePage page) {
        return new QueueBody(
                page.rows().stream().map(QueueBody::item).toList(),
                page.page(),
                page.size(),
                page.total(),
                page.plain(),
                page.high());
    }

    private static Item item(QueueRow row) {
        var claim = row.claim();
        return new Item(
                row.id(),
                row.place(),
                row.year(),
                row.module(),
                row.ats(),
                row.atsName(),
                row.body(),
                row.deadline(),
                row.since(),
                row.degree(),
                row.risks().stream().map(Risk::word).toList(),
                row.reasons(),
                row.plain(),
                row.changed(),
                claim == null ? null : new ListBody.Claimed(claim.username(), claim.name()));
    }
}
