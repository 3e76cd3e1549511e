package it.sioss.support;

import it.sioss.access.Role;
import it.sioss.support.Visitor.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One line of {@code endpoints.txt}: an address, who may call it, what answers, what is sent. */
public record Endpoint(String method, String address, String who, boolean territorial, int answer, String body) {

    private static final Path TABLE = Path.of("src", "test", "resources", "endpoints.txt");
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)(?:=([a-z]+))?}");
    private static final String LETTERS = "ORCSAL";

    public static List<Endpoint> all() {
        try {
            return Files.readAllLines(TABLE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Endpoint::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Endpoint read(String line) {
        String[] cells = Arrays.stream(line.split("\\|", 6)).map(String::strip).toArray(String[]::new);
        if (cells.length != 6 || !cells[2].matches("anyone|[O-][R-][C-][S-][A-][L-]")) {
            throw new IllegalArgumentException("not a line of the table of addresses: " + line);
        }
        return new Endpoint(cells[0], cells[1], cells[2], cells[3].equals("404"), Integer.parseInt(cells[4]), cells[5]);
    }

    /** The method and pattern under which the house knows it. */
    public String pattern() {
        return method + " "
                + VARIABLE.matcher(address.replaceAll("\\?.*$", ""))
                        .replaceAll(variable -> "{" + variable.group(1) + "}");
    }

    public boolean machine() {
        return address.startsWith("/api/") || address.startsWith("/v3/");
    }

    public boolean open() {
        return who.equals("anyone");
    }

    public boolean changes() {
        return !method.equals("GET") && !method.equals("ANY");
    }

    /** A document that takes long to draw: that one of those who may gets it is enough. */
    public boolean document() {
        return address.contains(".pdf") || address.contains(".xlsx") || address.startsWith("/v3/");
    }

    public boolean readByAll() {
        return !changes() && who.equals(LETTERS);
    }

    public boolean administratorsOnly() {
        return Stream.of(Role.values()).filter(this::allows).toList().equals(List.of(Role.ADMINISTRATOR));
    }

    public boolean json() {
        return body.startsWith("{");
    }

    public boolean multipart() {
        return body.contains("FILE:");
    }

    public boolean allows(Role role) {
        return open() || who.charAt(role.ordinal()) == LETTERS.charAt(role.ordinal());
    }

    public String path(Map<String, String> known) {
        String named = address.equals("/actuator/health/**") ? "/actuator/health/altro" : address;
        return filled(named, known, true);
    }

    /** What is sent; dates and codes in braces are filled in. */
    public Load load(Map<String, String> known) {
        if (body.isEmpty()) {
            return Load.NONE;
        }
        if (multipart()) {
            String[] parts = body.split("FILE:", 2);
            List<String> fields = new ArrayList<>(List.of(parts[0].split("&")));
            fields.removeIf(String::isEmpty);
            return Load.file("prova.csv", parts[1].getBytes(StandardCharsets.UTF_8), fields.toArray(String[]::new));
        }
        if (body.startsWith("CSV:")) {
            return Load.of("text/csv", body.substring(4));
        }
        return json()
                ? Load.json(filled(body, known, false))
                : Load.form(filled(body, known, true).replace(' ', '+'));
    }

    private static String filled(String text, Map<String, String> known, boolean everything) {
        return VARIABLE.matcher(text).replaceAll(variable -> {
            String name = variable.group(2) == null ? variable.group(1) : variable.group(2);
            @Nullable String value = known.get(name);
            if (value == null && everything) {
                throw new IllegalArgumentException("nothing is called «" + name + "» in this test");
            }
            return java.util.regex.Matcher.quoteReplacement(value == null ? variable.group() : value);
        });
    }

    @Override
    public String toString() {
        return method + " " + address + (multipart() ? " (file)" : "");
    }
}
