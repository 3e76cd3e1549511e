package it.sioss.worklist;

import it.sioss.access.Scope;
import it.sioss.registry.Ats;
import it.sioss.registry.RegionalBody;
import it.sioss.registry.Registry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names of regions and districts for filters and headers; they change seldom, so they are read once a minute. */
@Component
public class Territories {

    private final Registry registry;
    private final Remembered<String, List<RegionalBody>> regions;
    private final Remembered<Integer, List<Ats>> districts;

    Territories(Registry registry, Clock clock) {
        this.registry = registry;
        this.regions = new Remembered<>(clock, Duration.ofMinutes(1));
        this.districts = new Remembered<>(clock, Duration.ofMinutes(1));
    }

    public List<RegionalBody> regions() {
        return regions.get("", all -> registry.regionalBodies());
    }

    public Optional<RegionalBody> region(String code) {
        return regions().stream().filter(region -> region.code().equals(code)).findFirst();
    }

    public Optional<Ats> district(String code, int year) {
        return all(year).stream().filter(ats -> ats.code().equals(code)).findFirst();
    }

    /** The districts one may choose among: those of the region asked for, or of one's own regions, or one's own. */
    public List<Ats> districts(Scope scope, @Nullable String region, int year) {
        Stream<Ats> seen = all(year).stream().filter(ats -> scope.covers(ats.regionalBody(), ats.code()));
        if (region != null) {
            return seen.filter(ats -> ats.regionalBody().equals(region)).toList();
        }
        return scope.nation() ? List.of() : seen.toList();
    }

    private List<Ats> all(int year) {
        return districts.get(year, registry::atsOf);
    }
}
