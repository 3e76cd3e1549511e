package it.sioss.sheet;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import it.sioss.catalogue.Peers;
import it.sioss.registry.Registry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What districts of similar size declared: for each figure of a closed year, the median of the district-level sheets
 * transmitted with contents, and how far apart they are. Read once per year and module, never from drafts; fewer than
 * five districts say nothing.
 */
@Component
class PeerFigures {

    private static final int FEWEST = 5;
    private static final int ALL = 100_000;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final Registry registry;
    private final JdbcClient jdbc;
    private final LoadingCache<Asked, TreeMap<Long, Map<String, Peers>>> figures = Caffeine.newBuilder()
            .maximumSize(200)
            .refreshAfterWrite(Duration.ofHours(1))
            .build(this::read);

    PeerFigures(Registry registry, JdbcClient jdbc) {
        this.registry = registry;
        this.jdbc = jdbc;
    }

    private record Asked(int year, String module) {}

    private record Declared(String ats, String key, BigDecimal value) {}

    /** By key of the question, for a district of so many residents. */
    Map<String, Peers> of(int closedYear, String module, long residents) {
        var classes = figures.get(new Asked(closedYear, module)).floorEntry(residents);
        return classes == null ? Map.of() : classes.getValue();
    }

    /** A sheet reopened in a closed year changes what it says of itself. */
    @TransactionalEventListener(fallbackExecution = true)
    void forget(SheetFinalized finalized) {
        figures.invalidate(new Asked(finalized.year(), finalized.module()));
    }

    private TreeMap<Long, Map<String, Peers>> read(Asked asked) {
        var bounds = new TreeSet<>(jdbc.sql("select from_residents from size_class")
                .query(Long.class)
                .list());
        var residents = new HashMap<String, Long>();
        registry.summaries(asked.year(), null, 0, ALL)
                .forEach(district -> residents.put(
                        district.ats().code(), district.population().residents()));
        var values = new TreeMap<Long, Map<String, List<BigDecimal>>>();
        for (Declared declared : declared(asked)) {
            Long size = bounds.floor(residents.getOrDefault(declared.ats(), -1L));
            if (size != null) {
                values.computeIfAbsent(size, bound -> new HashMap<>())
                        .computeIfAbsent(declared.key(), key -> new ArrayList<>())
                        .add(declared.value());
            }
        }
        var peers = new TreeMap<Long, Map<String, Peers>>();
        bounds.forEach(bound -> peers.put(bound, summed(values.getOrDefault(bound, Map.of()))));
        return peers;
    }

    private List<Declared> declared(Asked asked) {
        return jdbc.sql("""
                        select s.ats, e.key, (e.value ->> 'value')::numeric
                        from sheet s join transmission t on t.sheet_id = s.id,
                             lateral jsonb_each(convert_from(t.canonical, 'UTF8')::jsonb -> 'risposte') e
                        where s.year = ? and s.module = ? and s.level = 'ATS' and s.state = 'FINALIZED' and not t.empty
                          and jsonb_typeof(e.value -> 'value') = 'number'
                          and not exists (select from sheet n where n.year = s.year and n.ats = s.ats and n.module = s.module
                                          and n.level = s.level and n.body = s.body and n.sequence > s.sequence
                                          and n.state = 'FINALIZED')""")
                .params(asked.year(), asked.module())
                .query((row, n) -> new Declared(row.getString(1), row.getString(2), row.getBigDecimal(3)))
                .list();
    }

    private static Map<String, Peers> summed(Map<String, List<BigDecimal>> values) {
        var peers = new HashMap<String, Peers>();
        values.forEach((key, all) -> {
            if (all.size() >= FEWEST) {
                BigDecimal median = median(all);
                List<BigDecimal> distances =
                        all.stream().map(value -> value.subtract(median).abs()).toList();
                peers.put(key, new Peers(all.size(), median, median(distances)));
            }
        });
        return Map.copyOf(peers);
    }

    static BigDecimal median(List<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        BigDecimal upper = sorted.get(middle);
        return sorted.size() % 2 == 1
                ? upper
                : upper.add(sorted.get(middle - 1)).divide(TWO, 2, RoundingMode.HALF_UP);
    }
}
