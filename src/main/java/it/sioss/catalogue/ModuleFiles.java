package it.sioss.catalogue;

import it.sioss.catalogue.ModuleRevision.CheckFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The modules of this release, as they stand in {@code forms/<year>/} and {@code processes/checks/<year>/}. Each part
 * (form, common checks, own checks) is the newest not later than the year, so nothing is copied to stay the same; a
 * year in which any part changes is an edition.
 */
final class ModuleFiles {

    static final String COMMON = "common.dmn";
    private static final Pattern FORM = Pattern.compile(".*/forms/(\\d{4})/([a-z0-9]+)\\.form");
    private static final Pattern CHECKS = Pattern.compile(".*/processes/checks/(\\d{4})/([a-z0-9]+\\.dmn)");

    private final Map<String, SortedMap<Integer, byte[]>> forms;
    private final Map<String, SortedMap<Integer, CheckFile>> checks = new TreeMap<>();

    private ModuleFiles(Map<String, SortedMap<Integer, byte[]>> forms, Map<String, SortedMap<Integer, byte[]>> checks) {
        this.forms = forms;
        checks.forEach((name, byYear) -> byYear.forEach((year, content) ->
                this.checks.computeIfAbsent(name, file -> new TreeMap<>()).put(year, new CheckFile(name, content))));
    }

    static ModuleFiles onClassPath() {
        return new ModuleFiles(
                read("classpath*:forms/*/*.form", FORM), read("classpath*:processes/checks/*/*.dmn", CHECKS));
    }

    /** Every edition of every module, not yet published: number 0 and a fresh id. */
    List<ModuleRevision> editions() {
        List<ModuleRevision> editions = new ArrayList<>();
        forms.forEach((file, byYear) -> {
            String own = file + ".dmn";
            SortedSet<Integer> years = new TreeSet<>(byYear.keySet());
            years.addAll(yearsOf(own));
            years.addAll(yearsOf(COMMON));
            for (int year : years.tailSet(byYear.firstKey())) {
                List<CheckFile> files = new ArrayList<>();
                for (String name : List.of(COMMON, own)) {
                    CheckFile checkFile = newest(checks.getOrDefault(name, new TreeMap<>()), year);
                    if (checkFile != null) {
                        files.add(checkFile);
                    }
                }
                byte[] form = Objects.requireNonNull(newest(byYear, year));
                editions.add(new ModuleRevision(UUID.randomUUID(), year, 0, Instant.EPOCH, form, files));
            }
        });
        return editions;
    }

    private SortedSet<Integer> yearsOf(String checkFile) {
        return new TreeSet<>(checks.getOrDefault(checkFile, new TreeMap<>()).keySet());
    }

    private static <T> @Nullable T newest(SortedMap<Integer, T> byYear, int year) {
        SortedMap<Integer, T> upTo = byYear.headMap(year + 1);
        return upTo.isEmpty() ? null : upTo.get(upTo.lastKey());
    }

    private static Map<String, SortedMap<Integer, byte[]>> read(String pattern, Pattern path) {
        Map<String, SortedMap<Integer, byte[]>> files = new TreeMap<>();
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                Matcher matcher = path.matcher(resource.getURL().toString());
                if (matcher.matches()) {
                    files.computeIfAbsent(matcher.group(2), name -> new TreeMap<>())
                            .put(Integer.valueOf(matcher.group(1)), resource.getContentAsByteArray());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
