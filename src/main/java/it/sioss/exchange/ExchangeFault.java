package it.sioss.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** One thing wrong in an uploaded spreadsheet: where, what, and what the clerk can do. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExchangeFault(
        @JsonProperty("codice") String code,
        @JsonProperty("foglio") @Nullable String worksheet,
        @JsonProperty("cella") @Nullable String cell,
        @JsonProperty("messaggio") String message,
        @JsonProperty("rimedio") String remedy) {

    static ExchangeFault ofFile(String code, String message, String remedy) {
        return new ExchangeFault(code, null, null, message, remedy);
    }

    static ExchangeFault at(Place place, String code, String message, String remedy) {
        return new ExchangeFault(code, place.worksheet(), place.cell(), message, remedy);
    }

    /** Where, in words. */
    public String place() {
        if (worksheet == null) {
            return "Tutto il file";
        }
        return cell == null || cell.isEmpty()
                ? "Foglio «" + worksheet + "»"
                : "Foglio «" + worksheet + "», cella " + cell;
    }
}
