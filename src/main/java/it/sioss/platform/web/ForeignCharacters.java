package it.sioss.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.servlet.HandlerMapping;

/** Characters that no text of the database can hold, such as NUL: whoever sent them is told where they stand. */
final class ForeignCharacters {

    /** What PostgreSQL says of a byte, or of an escape in a JSON text, that is no character of the database. */
    private static final Set<String> REFUSED = Set.of("22021", "22P05");

    private ForeignCharacters() {}

    /** Whether the database refused what it was given for its characters, however deep that is wrapped. */
    static boolean refusedIn(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException refusal && REFUSED.contains(String.valueOf(refusal.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    static String words(HttpServletRequest request) {
        String where = place(request).map(name -> "Il valore di «" + name + "»").orElse("La richiesta");
        return where + " contiene caratteri non ammessi (per esempio il carattere nullo): toglieteli e riprovate.";
    }

    private static Optional<String> place(HttpServletRequest request) {
        Optional<String> parameter = request.getParameterMap().entrySet().stream()
                .filter(entry -> Arrays.stream(entry.getValue()).anyMatch(ForeignCharacters::holdsNul))
                .map(Map.Entry::getKey)
                .findFirst();
        return parameter.or(() -> inPath(request));
    }

    private static Optional<String> inPath(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? variables.entrySet().stream()
                        .filter(entry -> holdsNul(String.valueOf(entry.getValue())))
                        .map(entry -> String.valueOf(entry.getKey()))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean holdsNul(String value) {
        return value.indexOf('\0') >= 0;
    }
}
