package it.sioss.sheet;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A warning that stood when a sheet was transmitted, as the transmitted content itself tells it. */
public record StandingWarning(
        @JsonProperty("codice") String code,
        @JsonProperty("messaggio") String message,
        @JsonProperty("gravitaModificata") @Nullable Decided decided,
        @JsonProperty("spiegazione") @Nullable Said explanation) {

    /** Another severity than the released one, with its reason. */
    public record Decided(
            @JsonProperty("alle") Instant at,
            @JsonProperty("motivo") String reason) {}

    /** What who compiles said of it; perhaps of figures that have changed since. */
    public record Said(
            @JsonProperty("testo") String words,
            @JsonProperty("autore") String author,
            @JsonProperty("alle") Instant at,
            @JsonProperty("perValoriDiversi") boolean outdated) {}

    static List<StandingWarning> of(byte[] canonical) {
        try {
            var warnings = new ArrayList<StandingWarning>();
            Json.MAPPER.readTree(canonical).path("avvisi").forEach(warning -> warnings.add(read(warning)));
            return List.copyOf(warnings);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the database holds an unreadable transmission", impossible);
        }
    }

    private static StandingWarning read(JsonNode warning) {
        JsonNode decided = warning.path("gravitaModificata");
        JsonNode said = warning.path("spiegazione");
        return new StandingWarning(
                warning.path("codice").asText(),
                warning.path("messaggio").asText(),
                decided.isObject()
                        ? new Decided(
                                Instant.parse(decided.path("alle").asText()),
                                decided.path("motivo").asText())
                        : null,
                said.isObject()
                        ? new Said(
                                said.path("testo").asText(),
                                said.path("autore").asText(),
                                Instant.parse(said.path("alle").asText()),
                                said.path("perValoriDiversi").asBoolean())
                        : null);
    }
}
