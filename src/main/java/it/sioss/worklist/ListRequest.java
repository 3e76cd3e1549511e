package it.sioss.worklist;

import it.sioss.platform.CollectionYears;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeTime;
import it.sioss.sheet.SheetState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The filters of a list as they stand in its address: read, checked, and written again into links. */
public final class ListRequest {

    /** Every state but one: what the totals of the dashboard count. */
    public static final String NOT_WITHDRAWN = "NON_RITIRATA";

    private static final int LONGEST_SEARCH = 200;
    private static final int MOST_WORDS = 10;
    private static final int LAST_PAGE = 100_000;
    private static final Set<String> NAMES = Set.of(
            "anno",
            "modulo",
            "ats",
            "regione",
            "tipo",
            "stato",
            "avanzamento",
            "senzaContenuti",
            "rischio",
            "ferme",
            "controllo",
            "q",
            "scadenzaEntro",
            "mie",
            "page",
            "size",
            "sort");

    private final String path;
    private final Map<String, String> given;
    private final ListFilter filter;

    private ListRequest(String path, Map<String, String> given) {
        this.path = path;
        this.given = given;
        this.filter = read();
    }

    /**
     * Reads the filters of a list.
     *
     * @throws Refusal 400 when a value cannot be one of the allowed
     */
    public static ListRequest of(String path, Map<String, String> parameters) {
        var given = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> {
            if (NAMES.contains(name) && !value.isBlank()) {
                given.put(name, value.strip());
            }
        });
        return new ListRequest(path, given);
    }

    public ListFilter filter() {
        return filter;
    }

    /** The value of a filter as it was given; empty when absent. */
    public String value(String name) {
        return given.getOrDefault(name, "");
    }

    public boolean narrowed() {
        return given.keySet().stream()
                .anyMatch(name -> !Set.of("page", "size", "sort").contains(name));
    }

    private ListFilter read() {
        String sort = value("sort");
        boolean descending = sort.startsWith("-") || sort.endsWith(",desc");
        String order = sort.replaceFirst("^-", "").replaceFirst(",(asc|desc)$", "");
        return new ListFilter(
                given.containsKey("anno") ? number("anno", 0, CollectionYears.FIRST, CollectionYears.LAST) : null,
                code("modulo"),
                code("ats"),
                code("regione"),
                each("tipo", word -> WorkType.ofWord(word).map(Set::of)),
                each("stato", ListRequest::states),
                each("avanzamento", Progress::ofWord),
                flag("senzaContenuti"),
                flag("rischio"),
                flag("ferme"),
                code("controllo"),
                words(),
                dueBy(),
                flag("mie"),
                order.isEmpty()
                        ? ListOrder.DEADLINE
                        : ListOrder.ofWord(order).orElseThrow(() -> refused("sort", orders())),
                descending,
                number("page", 0, 0, LAST_PAGE),
                number("size", ListFilter.USUAL_PAGE, 1, ListFilter.LARGEST_PAGE));
    }

    private static Optional<Set<SheetState>> states(String word) {
        return word.equals(NOT_WITHDRAWN)
                ? Optional.of(EnumSet.complementOf(EnumSet.of(SheetState.WITHDRAWN)))
                : SheetState.of(word).map(Set::of);
    }

    private static String orders() {
        return "si ordina per "
                + Arrays.stream(ListOrder.values()).map(ListOrder::word).collect(Collectors.joining(", "));
    }

    private int number(String name, int usual, int least, int most) {
        String value = value(name);
        if (value.isEmpty()) {
            return usual;
        }
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw refused(name, "da " + least + " a " + most);
        }
        return Integer.parseInt(value);
    }

    private @Nullable String code(String name) {
        String value = value(name);
        if (value.isEmpty()) {
            return null;
        }
        if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,19}")) {
            throw refused(name, "un codice di lettere, cifre, punti e trattini");
        }
        return value;
    }

    private boolean flag(String name) {
        return switch (value(name)) {
            case "", "false", "no" -> false;
            case "true", "si" -> true;
            default -> throw refused(name, "true o false");
        };
    }

    private <T> Set<T> each(String name, Function<String, Optional<Set<T>>> reading) {
        String value = value(name);
        if (value.isEmpty()) {
            return Set.of();
        }
        return Arrays.stream(value.split(",", 20))
                .map(word -> reading.apply(word.strip())
                        .orElseThrow(() -> refused(name, "le parole previste, separate da virgole")))
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private @Nullable String words() {
        String value = value("q");
        if (value.isEmpty()) {
            return null;
        }
        if (value.length() > LONGEST_SEARCH
                || value.split("[\\s'’`]+").length > MOST_WORDS
                || value.codePoints().anyMatch(Character::isISOControl)) {
            throw refused("q", "al massimo " + MOST_WORDS + " parole e " + LONGEST_SEARCH + " caratteri");
        }
        return value;
    }

    /** A date means the end of that day in Rome. */
    private @Nullable Instant dueBy() {
        String value = value("scadenzaEntro");
        if (value.isEmpty()) {
            return null;
        }
        try {
            Instant by = value.length() > 10 ? Instant.parse(value) : RomeTime.endOf(LocalDate.parse(value));
            if (by.isBefore(Instant.parse("2000-01-01T00:00:00Z"))
                    || by.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) {
                throw refused("scadenzaEntro", "una data fra il 2000 e il 2199");
            }
            return by;
        } catch (DateTimeException unreadable) {
            throw refused("scadenzaEntro", "una data (2026-05-31) o un istante");
        }
    }

    private static Refusal refused(String name, String allowed) {
        return new Refusal(
                400, "VALORE_NON_VALIDO", "Il parametro «" + name + "» non ha un valore ammesso: " + allowed + ".");
    }

    /** The address of this list from its first page, with one filter changed; an empty value removes it. */
    public String with(String name, String value) {
        var changed = new LinkedHashMap<>(given);
        changed.remove("page");
        changed.put(name, value);
        return address(changed);
    }

    /** The address of this list without the page, for the links to its pages. */
    public String address() {
        return with("page", "");
    }

    /** The address that orders by a column; by the same one the other way round. */
    public String sorted(String order) {
        return with("sort", value("sort").equals(order) ? "-" + order : order);
    }

    /** How a column is ordered now, in the word of the accessibility standard. */
    public String direction(String order) {
        return filter.order().word().equals(order) ? filter.descending() ? "descending" : "ascending" : "none";
    }

    /** The same filters at another address, for the same list in another shape. */
    public String at(String otherPath) {
        var same = new LinkedHashMap<>(given);
        same.remove("page");
        same.remove("size");
        return address(otherPath, same);
    }

    private String address(Map<String, String> parameters) {
        return address(path, parameters);
    }

    private static String address(String path, Map<String, String> parameters) {
        var address = UriComponentsBuilder.fromPath(path);
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                address.queryParam(name, "{" + name + "}");
            }
        });
        return address.encode().buildAndExpand(parameters).toUriString();
    }
}
