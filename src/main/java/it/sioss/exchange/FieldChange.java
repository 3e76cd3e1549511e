package it.sioss.exchange;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What applying a file would change in one answer, in the words the clerk reads; empty means no answer. */
public record FieldChange(
        @JsonProperty("campo") String field,
        @JsonProperty("voce") String label,
        @JsonProperty("foglio") String worksheet,
        @JsonProperty("cella") String cell,
        @JsonProperty("prima") String before,
        @JsonProperty("dopo") String after) {}
