package it.sioss.services.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import it.sioss.platform.RomeTime;
import it.sioss.services.Nomenclature;
import it.sioss.services.ServicesJournal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the history of a services database: what happened, who did it, for whom, what changed. */
public record AnnexHistoryBody(
        @JsonProperty("quando") Instant at,
        @JsonProperty("evento") String event,
        @JsonProperty("descrizione") String words,
        @JsonProperty("chi") String actor,
        @JsonProperty("perContoDi") @Nullable String onBehalfOf,
        @JsonProperty("modifiche") @Nullable JsonNode changes) {

    static AnnexHistoryBody of(ServicesJournal.Entry entry, Nomenclature nomenclature, ObjectMapper json) {
        JsonNode changes = read(entry.changes(), json);
        return new AnnexHistoryBody(
                entry.at(),
                entry.event(),
                words(entry.event(), changes == null ? MissingNode.getInstance() : changes, nomenclature),
                entry.actorName(),
                entry.onBehalfOf(),
                changes);
    }

    /** The day and the minute, as the page shows them. */
    public String when() {
        return RomeTime.compact(at);
    }

    private static @Nullable JsonNode read(@Nullable String changes, ObjectMapper json) {
        try {
            return changes == null ? null : json.readTree(changes);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the journal holds unreadable changes", impossible);
        }
    }

    private static String words(String event, JsonNode changes, Nomenclature nomenclature) {
        return switch (event) {
            case "SERVICES_ANSWERED" ->
                service(changes, nomenclature)
                        + (changes.path("attivato").asBoolean() ? ": attivato" : ": non attivato");
            case "SERVICES_MODE_ADDED" -> line(changes, nomenclature) + ", aggiunta";
            case "SERVICES_MODE_CHANGED" -> line(changes.path("dopo"), nomenclature) + ", modificata";
            case "SERVICES_MODE_REMOVED" -> line(changes, nomenclature) + ", tolta";
            case "SERVICES_COPIED" ->
                "Copiate le righe del " + changes.path("anno").asText() + ": "
                        + changes.path("righe").asText();
            case "SERVICES_CONCLUDED" -> "Allegato 1 concluso";
            case "SERVICES_RESUMED" -> "Allegato 1 ripreso";
            case "SERVICES_FINALIZED" -> "Banca dati finalizzata e trasmessa";
            case "SERVICES_LAPSED" -> "Termine scaduto";
            case "SERVICES_REVIVED" -> "Ripresa dopo una proroga";
            default -> event;
        };
    }

    private static String service(JsonNode changes, Nomenclature nomenclature) {
        String code = changes.path("servizio").asText();
        return nomenclature.line(code).map(line -> code + " " + line.name()).orElse(code);
    }

    private static String line(JsonNode line, Nomenclature nomenclature) {
        return "Riga " + line.path("riga").asText() + " ("
                + line.path("soggetto").path("denominazione").asText() + ", " + service(line, nomenclature) + ")";
    }
}
