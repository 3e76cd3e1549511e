package it.sioss.steering;

import it.sioss.access.Scope;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.WindowSubject;
import it.sioss.platform.RomeTime;
import it.sioss.registry.Ats;
import it.sioss.registry.Registry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The deadlines of a year as they are on somebody's territory: the one that holds there, and where another one does. */
@Component
public class TerritoryDeadlines {

    private final Campaigns campaigns;
    private final Registry registry;

    TerritoryDeadlines(Campaigns campaigns, Registry registry) {
        this.campaigns = campaigns;
        this.registry = registry;
    }

    /**
     * What holds on a territory.
     *
     * @param windows per module, the services database under the empty key
     * @param others where, within the territory, a deadline differs
     */
    public record Deadlines(Map<String, Calendar> windows, List<Other> others) {}

    /**
     * A deadline that differs from the one of the territory as a whole.
     *
     * @param modules of which; the services database is the empty code
     * @param where in words, with the modules when they are not all
     */
    public record Other(List<String> modules, List<String> regions, List<String> ats, Instant deadline, String where) {

        /** "modulo A5, 3 ATS: fino a venerdì 9 ottobre 2026, ore 23:59". */
        public String words() {
            return where + ": fino a " + RomeTime.deadline(deadline);
        }
    }

    private record Place(@Nullable String region, @Nullable String ats) {}

    private record Difference(Instant deadline, List<String> modules) {}

    /** The deadlines of a year within what a person may see; for the whole country the general one comes first. */
    @Transactional(readOnly = true)
    public Deadlines of(int year, Scope scope) {
        List<Place> places = places(year, scope);
        var byPlace = new LinkedHashMap<Place, Map<String, Calendar>>();
        places.forEach(place -> byPlace.put(place, campaigns.windowsAt(year, place.region(), place.ats())));
        Map<String, Calendar> windows = Objects.requireNonNull(byPlace.get(places.get(0)));
        var same = new LinkedHashMap<Difference, List<Place>>();
        byPlace.forEach((place, here) -> {
            Map<String, Calendar> above =
                    place.ats() == null ? windows : byPlace.getOrDefault(new Place(place.region(), null), windows);
            differences(above, here)
                    .forEach(one ->
                            same.computeIfAbsent(one, d -> new ArrayList<>()).add(place));
        });
        var others = new ArrayList<>(ofModules(windows));
        List<String> ofModules =
                windows.keySet().stream().filter(module -> !module.isEmpty()).toList();
        same.forEach((difference, there) -> others.add(other(year, difference, there, ofModules.size())));
        return new Deadlines(windows, List.copyOf(others));
    }

    /** The territory itself, then its parts with a window of their own. */
    private List<Place> places(int year, Scope scope) {
        var places = new ArrayList<Place>();
        if (scope.nation() || scope.regions().isEmpty() && scope.ats().isEmpty()) {
            places.add(new Place(null, null));
        }
        scope.regions().stream().sorted().forEach(region -> places.add(new Place(region, null)));
        scope.ats().stream().sorted().map(code -> place(year, code)).forEach(places::add);
        if (scope.nation() || !scope.regions().isEmpty()) {
            campaigns.decided(year).stream()
                    .map(Campaigns.Decided::subject)
                    .filter(subject -> subject.region() != null || subject.ats() != null)
                    .map(subject -> place(year, subject))
                    .filter(place -> scope.nation() || scope.regions().contains(String.valueOf(place.region())))
                    .sorted(Comparator.comparing((Place place) -> place.ats() == null ? "" : place.ats())
                            .thenComparing(place -> String.valueOf(place.region())))
                    .forEach(places::add);
        }
        return places.stream().distinct().toList();
    }

    private Place place(int year, WindowSubject subject) {
        return subject.ats() == null ? new Place(subject.region(), null) : place(year, subject.ats());
    }

    private Place place(int year, String ats) {
        return new Place(registry.ats(ats, year).map(Ats::regionalBody).orElse(null), ats);
    }

    private static List<Difference> differences(Map<String, Calendar> above, Map<String, Calendar> here) {
        var modules = new TreeMap<Instant, List<String>>();
        here.forEach((module, calendar) -> {
            Calendar usual = above.get(module);
            if (usual == null || !usual.deadline().equals(calendar.deadline())) {
                modules.computeIfAbsent(calendar.deadline(), d -> new ArrayList<>())
                        .add(module);
            }
        });
        return modules.entrySet().stream()
                .map(one -> new Difference(one.getKey(), List.copyOf(one.getValue())))
                .toList();
    }

    /** Modules that end before the last one does, on the territory as a whole. */
    private static List<Other> ofModules(Map<String, Calendar> windows) {
        var byDeadline = windows.entrySet().stream()
                .filter(window -> !window.getKey().isEmpty())
                .collect(Collectors.groupingBy(
                        window -> window.getValue().deadline(),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        if (!byDeadline.isEmpty()) {
            byDeadline.pollLastEntry();
        }
        return byDeadline.entrySet().stream()
                .map(one -> new Other(one.getValue(), List.of(), List.of(), one.getKey(), modules(one.getValue())))
                .toList();
    }

    private Other other(int year, Difference difference, List<Place> places, int all) {
        List<String> regions = places.stream()
                .filter(place -> place.ats() == null)
                .map(place -> String.valueOf(place.region()))
                .toList();
        List<String> ats = places.stream()
                .filter(place -> place.ats() != null)
                .map(place -> String.valueOf(place.ats()))
                .toList();
        var where = new ArrayList<String>();
        List<String> ofModules = difference.modules().stream()
                .filter(module -> !module.isEmpty())
                .toList();
        if (difference.modules().contains("")) {
            where.add("banca dati dei servizi attivati");
        }
        if (!ofModules.isEmpty() && ofModules.size() < all) {
            where.add(modules(ofModules));
        }
        if (!regions.isEmpty()) {
            where.add(
                    regions.size() == 1
                            ? registry.regionalBody(regions.get(0))
                                    .map(body -> body.name())
                                    .orElse(regions.get(0))
                            : regions.size() + " Regioni o Province autonome");
        }
        if (!ats.isEmpty()) {
            where.add(
                    ats.size() == 1
                            ? "ATS " + ats.get(0)
                                    + registry.ats(ats.get(0), year)
                                            .map(one -> " – " + one.label())
                                            .orElse("")
                            : ats.size() + " ATS");
        }
        return new Other(difference.modules(), regions, ats, difference.deadline(), String.join(", ", where));
    }

    private static String modules(List<String> modules) {
        return (modules.size() == 1 ? "modulo " : "moduli ") + String.join(", ", modules);
    }
}
