package it.sioss.exchange;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An answer changed both in the file and in SIOSS since the file was downloaded: a person decides which stays. */
public record FieldConflict(
        @JsonProperty("campo") String field,
        @JsonProperty("voce") String label,
        @JsonProperty("foglio") String worksheet,
        @JsonProperty("cella") String cell,
        @JsonProperty("allAtto") String downloaded,
        @JsonProperty("nelFoglio") String yours,
        @JsonProperty("inSioss") String ours) {}
