package it.sioss.prefill;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.FormDefinition;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Origin;
import it.sioss.catalogue.Received;
import it.sioss.prefill.PublicationStore.Content;
import it.sioss.registry.Registry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Fills a sheet with what our own tables hold; never waits for anybody. */
@Service
public class Prefill {

    private static final String MUNICIPALITIES_ROLE = "comuni";
    private static final Origin TERRITORY = Origin.of("anagrafe");

    private final Registry registry;
    private final PublicationStore store;

    Prefill(Registry registry, PublicationStore store) {
        this.registry = registry;
        this.store = store;
    }

    /**
     * The answers known at the opening: the municipalities covered are, by default, all those of the ATS; of the other
     * questions what their sources have published about this place.
     */
    public Answers initial(ModuleRevision revision, Place place) {
        Answers answers = Answers.NONE;
        for (FormItem item : revision.form().withRole(MUNICIPALITIES_ROLE)) {
            answers = answers.with(item.key(), covered(place).from(TERRITORY));
        }
        return rebase(revision, place, answers).answers();
    }

    private Answer covered(Place place) {
        String municipality = place.municipality();
        return Answer.of(
                municipality == null ? registry.municipalityCodesOf(place.ats(), place.year()) : List.of(municipality));
    }

    /** Compares what a sheet declares with what its sources say now; changes nothing by itself. */
    public Rebase rebase(ModuleRevision revision, Place place, Answers mine) {
        return Rebase.of(mine, news(revision.form(), place));
    }

    /** What the sources say now that the sheet has not taken in: to decide upon, or only to know. */
    public List<Proposal> differences(ModuleRevision revision, Place place, Answers mine) {
        return Rebase.differences(mine, news(revision.form(), place));
    }

    /** The new value of one question takes the place of the declared one; nothing when its source says nothing. */
    public Answers accept(ModuleRevision revision, Place place, Answers mine, String key) {
        Rebase.News now = news(revision.form(), place).get(key);
        return now == null ? mine : Rebase.accepted(mine, key, now);
    }

    /** The declared value stays; what the source says now stands beside it. */
    public Answers refuse(ModuleRevision revision, Place place, Answers mine, String key, @Nullable String reason) {
        Rebase.News now = news(revision.form(), place).get(key);
        return now == null ? mine : Rebase.refused(mine, key, now, reason);
    }

    /** The sections in which a source's values stand and which a person must confirm. */
    public Set<String> toConfirm(ModuleRevision revision, Answers answers) {
        return Indicator.of(revision.form()).stream()
                .filter(Indicator::supervised)
                .filter(indicator -> {
                    Answer answer = answers.answer(indicator.key());
                    return answer != null && answer.received() != null;
                })
                .map(Indicator::section)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The section of a question that a source answers; null for the others. */
    public @Nullable String sectionOf(ModuleRevision revision, String key) {
        return Indicator.of(revision.form()).stream()
                .filter(indicator -> indicator.supervised() && indicator.key().equals(key))
                .map(Indicator::section)
                .findFirst()
                .orElse(null);
    }

    /** At which level the sources of the sections to be supervised speak of a district; it decides which sheets are due. */
    public DataLevel levelOf(ModuleRevision revision, int year, String ats) {
        List<Indicator> supervised = Indicator.of(revision.form()).stream()
                .filter(Indicator::supervised)
                .toList();
        if (supervised.isEmpty()) {
            return DataLevel.NONE;
        }
        return level(store.ofAts(year, ats), supervised);
    }

    /** The municipalities of a district of which those sources speak. */
    public Set<String> municipalitiesWithData(ModuleRevision revision, int year, String ats) {
        Map<String, Set<String>> names = names(Indicator.of(revision.form()).stream()
                .filter(Indicator::supervised)
                .toList());
        return store.ofAts(year, ats).stream()
                .filter(row -> row.scope() == DataScope.MUNICIPALITY)
                .filter(row -> row.says(names.getOrDefault(row.source(), Set.of())))
                .map(Content::territory)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Set<String>> names(List<Indicator> indicators) {
        return indicators.stream()
                .collect(Collectors.groupingBy(
                        Indicator::source, Collectors.mapping(Indicator::name, Collectors.toSet())));
    }

    /**
     * What a source has published of a place, above zero, in the sections that a person supervises.
     *
     * @param figures how many values
     */
    public record Announced(String source, LocalDate extractedOn, String period, int figures) {}

    /** Whether a source speaks of something where a sheet may say there is nothing; the sources in their order. */
    public List<Announced> announced(ModuleRevision revision, Place place) {
        Map<String, Rebase.News> news = news(revision.form(), place);
        Map<String, List<Rebase.News>> bySource = Indicator.of(revision.form()).stream()
                .filter(Indicator::supervised)
                .map(indicator -> news.get(indicator.key()))
                .filter(Objects::nonNull)
                .filter(one -> one.received().value().signum() > 0)
                .collect(Collectors.groupingBy(Rebase.News::source, TreeMap::new, Collectors.toList()));
        return bySource.entrySet().stream()
                .map(entry -> {
                    Received first = entry.getValue().get(0).received();
                    return new Announced(
                            entry.getKey(),
                            first.extractedOn(),
                            first.period(),
                            entry.getValue().size());
                })
                .toList();
    }

    /** The names by which each source calls what the supervised sections of a form ask. */
    public static Map<String, Set<String>> supervisedNames(ModuleRevision revision) {
        return names(Indicator.of(revision.form()).stream()
                .filter(Indicator::supervised)
                .toList());
    }

    private static DataLevel level(List<Content> rows, List<Indicator> indicators) {
        Map<String, Set<String>> names = names(indicators);
        List<DataScope> scopes = rows.stream()
                .filter(row -> row.says(names.getOrDefault(row.source(), Set.of())))
                .map(Content::scope)
                .toList();
        return DataLevel.of(scopes.contains(DataScope.ATS), scopes.contains(DataScope.MUNICIPALITY));
    }

    private Map<String, Rebase.News> news(FormDefinition form, Place place) {
        List<Indicator> indicators = Indicator.of(form);
        if (indicators.isEmpty() || !place.known()) {
            return Map.of();
        }
        List<Content> rows = store.ofAts(place.year(), place.ats());
        Map<String, Rebase.News> news = new LinkedHashMap<>();
        indicators.stream()
                .collect(Collectors.groupingBy(Indicator::source))
                .forEach((source, asked) -> rows.stream()
                        .filter(row -> row.source().equals(source))
                        .filter(row -> speaksOf(row, place, level(rows, asked)))
                        .findFirst()
                        .ifPresent(row -> asked.forEach(indicator -> add(news, indicator, row))));
        return news;
    }

    /** Where both levels are published, the district's own data win. */
    private static boolean speaksOf(Content row, Place place, DataLevel level) {
        String municipality = place.municipality();
        return municipality == null
                ? row.scope() == DataScope.ATS
                : level.usesMunicipalities()
                        && row.scope() == DataScope.MUNICIPALITY
                        && row.territory().equals(municipality);
    }

    private static void add(Map<String, Rebase.News> news, Indicator indicator, Content row) {
        BigDecimal value = row.values().get(indicator.name());
        if (value != null) {
            news.put(
                    indicator.key(),
                    new Rebase.News(row.source(), new Received(value, row.extractedOn(), row.period(), null)));
        }
    }
}
