package it.sioss.worklist;

import it.sioss.platform.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a reviewer looks for in the queue, as it stands in the address; whatever is absent does not narrow.
 *
 * @param risk only what is high for this reason
 * @param plain only where there is nothing to look into
 * @param mine only what I have taken in charge
 */
public record QueueFilter(
        @Nullable Integer year,
        @Nullable String module,
        @Nullable String ats,
        @Nullable Risk risk,
        boolean plain,
        boolean mine,
        int page,
        int size) {

    public static final int USUAL_PAGE = 25;
    public static final int LARGEST_PAGE = 200;
    private static final int LAST_PAGE = 100_000;

    /** The names of the filters in an address. */
    public static final Set<String> NAMES =
            Set.of("anno", "modulo", "ats", "motivo", "semplici", "mie", "page", "size");

    /**
     * Reads the filters of an address; other parameters are ignored.
     *
     * @throws Refusal 400 when a value cannot be one of the allowed
     */
    public static QueueFilter of(Map<String, String> given) {
        String risk = value(given, "motivo");
        return new QueueFilter(
                value(given, "anno").isEmpty() ? null : Integer.valueOf(number(given, "anno", 0, 1900, 2999)),
                code(given, "modulo"),
                code(given, "ats"),
                risk.isEmpty() ? null : Risk.ofWord(risk).orElseThrow(() -> refused("motivo", risks())),
                flag(given, "semplici"),
                flag(given, "mie"),
                number(given, "page", 0, 0, LAST_PAGE),
                number(given, "size", USUAL_PAGE, 1, LARGEST_PAGE));
    }

    private static String risks() {
        return Arrays.stream(Risk.values()).map(Risk::word).collect(Collectors.joining(", "));
    }

    private static String value(Map<String, String> given, String name) {
        return given.getOrDefault(name, "").strip();
    }

    private static int number(Map<String, String> given, String name, int usual, int least, int most) {
        String value = value(given, name);
        if (value.isEmpty()) {
            return usual;
        }
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw refused(name, "da " + least + " a " + most);
        }
        return Integer.parseInt(value);
    }

    private static @Nullable String code(Map<String, String> given, String name) {
        String value = value(given, name);
        if (value.isEmpty()) {
            return null;
        }
        if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,19}")) {
            throw refused(name, "un codice di lettere, cifre, punti e trattini");
        }
        return value;
    }

    private static boolean flag(Map<String, String> given, String name) {
        return switch (value(given, name)) {
            case "", "false", "no" -> false;
            case "true", "si" -> true;
            default -> throw refused(name, "true o false");
        };
    }

    private static Refusal refused(String name, String allowed) {
        return new Refusal(
                400, "VALORE_NON_VALIDO", "Il parametro «" + name + "» non ha un valore ammesso: " + allowed + ".");
    }

    public boolean narrowed() {
        return year != null || module != null || ats != null || risk != null || plain || mine;
    }

    /** The same filters on another page. */
    public QueueFilter page(int other) {
        return new QueueFilter(year, module, ats, risk, plain, mine, other, size);
    }

    /** All that have nothing to look into, as far as a page goes. */
    public QueueFilter plainOnly() {
        return new QueueFilter(year, module, ats, null, true, false, 0, LARGEST_PAGE);
    }

    /** The filters as they stand in an address, without those that do not narrow. */
    public Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, "anno", year);
        put(parameters, "modulo", module);
        put(parameters, "ats", ats);
        put(parameters, "motivo", risk == null ? null : risk.word());
        put(parameters, "semplici", plain ? "true" : null);
        put(parameters, "mie", mine ? "true" : null);
        put(parameters, "size", size == USUAL_PAGE ? null : size);
        put(parameters, "page", page == 0 ? null : page);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }

    /** The address of the queue with these filters and something more. */
    public String at(String path, String... more) {
        var address = UriComponentsBuilder.fromPath(path);
        Map<String, String> all = new LinkedHashMap<>(parameters());
        for (int i = 0; i + 1 < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        all.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(all).toUriString();
    }
}
