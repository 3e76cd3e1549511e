package it.sioss.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A motive in the words of the contract. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MotiveWords(
        @JsonProperty("codice") String code,
        @JsonProperty("messaggio") String message,
        @JsonProperty("dal") @Nullable Instant since,
        @JsonProperty("fonte") @Nullable String source,
        @JsonProperty("chiPuoSbloccare") @Nullable String whoCanUnblock,
        @JsonProperty("rimedio") @Nullable String remedy,
        @JsonProperty("pagina") @Nullable String page) {

    public static MotiveWords of(Motive motive) {
        return new MotiveWords(
                motive.code(),
                motive.message(),
                motive.since(),
                motive.source(),
                motive.whoCanUnblock(),
                motive.remedy(),
                motive.page());
    }
}
