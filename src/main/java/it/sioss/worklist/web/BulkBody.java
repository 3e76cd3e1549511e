package it.sioss.worklist.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.steering.BulkApproval;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Many sheets approved at once, in the words of the machine interface. */
record BulkBody(
        @JsonProperty("id") UUID id,
        @JsonProperty("autore") String author,
        @JsonProperty("scelteIl") Instant at,
        @JsonProperty("seme") String seed,
        @JsonProperty("stato") String state,
        @JsonProperty("schede") List<Item> items,
        @JsonProperty("daAprire") List<UUID> toOpen,
        @JsonProperty("escluse") List<Excluded> excluded,
        @JsonProperty("approvate") long approved,
        @JsonProperty("rifiutate") long refused,
        @JsonProperty("nonDecise") long undecided) {

    record Item(
            @JsonProperty("id") UUID id,
            @JsonProperty("estratta") boolean sampled,
            @JsonProperty("aperta") boolean opened,
            @JsonProperty("esito") @Nullable String code,
            @JsonProperty("messaggio") @Nullable String words) {}

    record Excluded(
            @JsonProperty("id") UUID id,
            @JsonProperty("motivo") String reason) {}

    static BulkBody of(BulkApproval choice) {
        return new BulkBody(
                choice.id(),
                choice.author(),
                choice.at(),
                Long.toString(choice.seed()),
                state(choice),
                choice.items().stream()
                        .map(item -> new Item(item.sheet(), item.sampled(), item.opened(), item.code(), item.words()))
                        .toList(),
                choice.toOpen().stream().map(BulkApproval.Item::sheet).toList(),
                choice.excluded().stream()
                        .map(one -> new Excluded(one.sheet(), one.reason()))
                        .toList(),
                choice.approved(),
                choice.refused(),
                choice.undecided());
    }

    private static String state(BulkApproval choice) {
        if (choice.interrupted()) {
            return "INTERROTTA";
        }
        return choice.finished() ? "CONCLUSA" : choice.begun() ? "IN_CORSO" : "SCELTA";
    }
}
