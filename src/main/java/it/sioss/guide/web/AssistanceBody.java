package it.sioss.guide.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import it.sioss.guide.AssistancePage;
import it.sioss.guide.AssistanceView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request of assistance in the words of the machine interface. */
record AssistanceBody(
        @JsonProperty("id") UUID id,
        @JsonProperty("stato") String state,
        @JsonProperty("statoInParole") String stateWords,
        @JsonProperty("oggetto") String about,
        @JsonProperty("scheda") @Nullable UUID sheet,
        @JsonProperty("voce") @Nullable String question,
        @JsonProperty("etichetta") @Nullable String questionLabel,
        @JsonProperty("anno") @Nullable Integer year,
        @JsonProperty("modulo") @Nullable String module,
        @JsonProperty("ats") @Nullable String ats,
        @JsonProperty("regione") @Nullable String region,
        @JsonProperty("richiedente") String author,
        @JsonProperty("mia") boolean mine,
        @JsonProperty("apertaIl") Instant openedAt,
        @JsonProperty("aggiornataIl") Instant changedAt,
        @JsonProperty("messaggi") List<Message> messages) {

    record Message(
            @JsonProperty("da") String from,
            @JsonProperty("testo") String words,
            @JsonProperty("autore") String author,
            @JsonProperty("alle") Instant at) {}

    record Page(
            @JsonProperty("elementi") List<AssistanceBody> rows,
            @JsonProperty("pagina") int page,
            @JsonProperty("dimensione") int size,
            @JsonProperty("totale") long total) {

        static Page of(AssistancePage page) {
            return new Page(
                    page.rows().stream().map(AssistanceBody::of).toList(), page.page(), page.size(), page.total());
        }
    }

    static AssistanceBody of(AssistanceView view) {
        return new AssistanceBody(
                view.id(),
                view.state().word(),
                view.state().label(),
                view.about(),
                view.sheet(),
                view.question(),
                view.questionLabel(),
                view.year(),
                view.module(),
                view.ats(),
                view.region(),
                view.author(),
                view.mine(),
                view.openedAt(),
                view.changedAt(),
                view.messages().stream()
                        .map(message -> new Message(
                                message.fromDesk() ? "assistenza" : "richiedente",
                                message.words(),
                                message.author(),
                                message.at()))
                        .toList());
    }
}
