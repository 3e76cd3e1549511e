package it.sioss.guide;

import it.sioss.platform.Refusal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which requests somebody looks for; whatever is absent does not narrow.
 *
 * @param mine only what the person who looks had asked
 */
public record AssistanceFilter(
        @Nullable AssistanceState state, @Nullable UUID sheet, boolean mine, int page, int size) {

    public static final int USUAL_PAGE = 25;
    private static final int LARGEST_PAGE = 200;

    /** @throws Refusal 400 when a value cannot be one of the allowed */
    public static AssistanceFilter of(Map<String, String> parameters) {
        String state = parameters.getOrDefault("stato", "");
        return new AssistanceFilter(
                state.isEmpty() ? null : AssistanceState.of(state).orElseThrow(() -> wrong("stato")),
                sheet(parameters.getOrDefault("scheda", "")),
                "true".equals(parameters.get("mie")),
                number("page", parameters.getOrDefault("page", "0"), 0, 100_000),
                number("size", parameters.getOrDefault("size", "" + USUAL_PAGE), 1, LARGEST_PAGE));
    }

    /** Every request about one sheet that the person may see. */
    public static AssistanceFilter about(UUID sheet) {
        return new AssistanceFilter(null, sheet, false, 0, LARGEST_PAGE);
    }

    private static @Nullable UUID sheet(String id) {
        try {
            return id.isEmpty() ? null : UUID.fromString(id);
        } catch (IllegalArgumentException noUuid) {
            throw wrong("scheda");
        }
    }

    private static int number(String name, String value, int least, int most) {
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw wrong(name);
        }
        return Integer.parseInt(value);
    }

    private static Refusal wrong(String name) {
        return new Refusal(400, "VALORE_NON_VALIDO", "Il parametro «" + name + "» non ha un valore ammesso.");
    }
}
