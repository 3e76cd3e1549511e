package it.sioss.steering;

import it.sioss.campaign.Calendar;
import it.sioss.platform.RomeTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether the windows of a year, each in order by itself, go together: the modules begin together, and none begins before
 * the services database that says which sheets are due, or ends before it.
 */
final class ConsistentDates {

    private static final String TITLE = "Date coerenti";

    private ConsistentDates() {}

    /** A line that warns and never blocks; the services database stands under the empty key. */
    static GoLiveCheck of(Map<String, Calendar> windows) {
        SortedMap<String, Calendar> modules = new TreeMap<>(windows);
        Calendar services = modules.remove("");
        List<String> odd = new ArrayList<>();
        if (modules.values().stream().map(Calendar::opensAt).distinct().count() > 1) {
            List<String> openings = modules.entrySet().stream()
                    .map(entry -> entry.getKey() + " "
                            + RomeTime.compact(entry.getValue().opensAt()))
                    .toList();
            odd.add("i moduli si aprono in momenti diversi (" + String.join(", ", openings) + ")");
        }
        if (services != null) {
            modules.forEach((module, window) -> compare(module, window, services, odd));
        }
        return new GoLiveCheck(
                TITLE,
                odd.isEmpty(),
                false,
                odd.isEmpty()
                        ? "aperture e termini dei moduli e della banca dati vanno d'accordo"
                        : String.join("; ", odd) + ": controllate il calendario");
    }

    private static void compare(String module, Calendar window, Calendar services, List<String> odd) {
        if (window.opensAt().isBefore(services.opensAt())) {
            odd.add("il modulo " + module + " si apre il " + RomeTime.compact(window.opensAt())
                    + ", prima della banca dati dei servizi attivati ("
                    + RomeTime.compact(services.opensAt()) + ")");
        }
        if (window.deadline().isBefore(services.deadline())) {
            odd.add("il modulo " + module + " finisce il " + last(window)
                    + ", prima della banca dati dei servizi attivati (" + last(services) + ")");
        }
    }

    /** The last minute that still counts. */
    private static String last(Calendar window) {
        return RomeTime.compact(window.deadline().minusMillis(1));
    }
}
