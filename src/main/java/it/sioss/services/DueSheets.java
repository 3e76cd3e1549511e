package it.sioss.services;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which sheets an ATS owes, may add or need not compile, and why: what the decision's tables say of its Allegato 1. */
@Component
public class DueSheets {

    private final DueSheetsDecision decision;
    private final AnnexLines lines;
    private final Nomenclature nomenclature;
    private final PublishedData published;

    DueSheets(DueSheetsDecision decision, AnnexLines lines, Nomenclature nomenclature, PublishedData published) {
        this.decision = decision;
        this.lines = lines;
        this.nomenclature = nomenclature;
        this.published = published;
    }

    /** A body and what joins it to a module. */
    private static final class Tie {

        private final ImplementingBody body;
        private Bond bond = Bond.NONE;
        private final SortedSet<Integer> rows = new TreeSet<>();
        private final SortedSet<String> services = new TreeSet<>();

        Tie(ImplementingBody body) {
            this.body = body;
        }

        void add(AnnexLines.Line line, Bond by) {
            if (by == Bond.OWN && bond != Bond.OWN) {
                rows.clear();
                services.clear();
                bond = Bond.OWN;
            } else if (bond == Bond.NONE) {
                bond = by;
            }
            if (by == bond) {
                rows.add(line.number());
                services.add(line.service());
            }
        }
    }

    /** The sheets of the given modules that follow from Allegato 1 as it stands; always one of the ATS for each module. */
    @SuppressWarnings("NullAway") // the tie of every module named by a line was put there before
    public List<DueSheet> of(ServiceDatabase database, Collection<String> modules) {
        Map<String, Map<String, Tie>> byModule = new LinkedHashMap<>();
        modules.forEach(module -> byModule.put(module, new LinkedHashMap<>()));
        for (AnnexLines.Line line : lines.of(database.id())) {
            for (DueSheetsDecision.Link link : decision.modulesOf(database.year(), line.service())) {
                if (byModule.containsKey(link.module())) {
                    byModule.get(link.module())
                            .computeIfAbsent(
                                    line.body().level() + "/" + line.body().code(), key -> new Tie(line.body()))
                            .add(line, link.bond());
                }
            }
        }
        var due = new ArrayList<DueSheet>();
        byModule.forEach((module, ties) -> due.addAll(ofModule(database, module, ties.values())));
        return List.copyOf(due);
    }

    /** What joins a body to a module when its data are published though Allegato 1 does not list it. */
    private static Collection<Tie> withPublished(Collection<Tie> ties, PublishedData.Known data) {
        var all = new ArrayList<>(ties);
        if (data.level().usesMunicipalities()) {
            data.municipalities().forEach((code, name) -> {
                if (ties.stream()
                        .noneMatch(tie -> tie.body.level() == SheetLevel.MUNICIPALITY
                                && tie.body.code().equals(code))) {
                    all.add(new Tie(new ImplementingBody(LegalForm.MUNICIPALITY, code, name, null)));
                }
            });
        }
        return all;
    }

    private List<DueSheet> ofModule(ServiceDatabase database, String module, Collection<Tie> listed) {
        PublishedData.Known data = published.of(database.year(), database.ats(), module);
        Collection<Tie> ties = withPublished(listed, data);
        Tie itself = ties.stream()
                .filter(tie -> tie.body.level() == SheetLevel.ATS)
                .findFirst()
                .orElseGet(() ->
                        new Tie(new ImplementingBody(LegalForm.DISTRICT, database.ats(), database.atsName(), null)));
        List<Tie> others = ties.stream()
                .filter(tie -> tie.body.level() != SheetLevel.ATS)
                .sorted(Comparator.comparing((Tie tie) -> tie.body.level())
                        .thenComparing(tie -> tie.body.name())
                        .thenComparing(tie -> tie.body.code()))
                .toList();
        var owners = others.stream().filter(tie -> tie.bond == Bond.OWN).toList();
        var due = new ArrayList<DueSheet>();
        Tie ofTheAts = itself.bond == Bond.OWN ? itself : new Tie(itself.body);
        if (ofTheAts.bond != Bond.OWN) {
            owners.forEach(tie -> ofTheAts.rows.addAll(tie.rows));
        }
        due.add(sheet(database.year(), module, ofTheAts, owners.size(), data));
        others.forEach(tie -> due.add(sheet(database.year(), module, tie, owners.size(), data)));
        return due;
    }

    private DueSheet sheet(int year, String module, Tie tie, int bodiesListed, PublishedData.Known data) {
        SheetLevel level = tie.body.level();
        DueSheetsDecision.Verdict verdict = decision.decide(
                year,
                level,
                tie.bond,
                bodiesListed,
                data.level(),
                level == SheetLevel.MUNICIPALITY && data.municipalities().containsKey(tie.body.code()));
        return new DueSheet(
                module, level, tie.body.code(), tie.body.name(), verdict.dueness(), words(verdict.reason(), tie));
    }

    private String words(String reason, Tie tie) {
        return reason.replace("{soggetto}", tie.body.name())
                .replace("{servizi}", services(tie.services))
                .replace("{righe}", rows(tie.rows));
    }

    private String services(SortedSet<String> codes) {
        return codes.stream()
                .map(code -> "«"
                        + nomenclature.line(code).map(Nomenclature.Line::name).orElse(code) + "»")
                .collect(Collectors.joining(" e "));
    }

    /** "riga 12", "righe 3, 5 e 12". */
    static String rows(SortedSet<Integer> rows) {
        var words = rows.stream().map(String::valueOf).toList();
        return words.size() == 1
                ? "riga " + words.get(0)
                : "righe " + String.join(", ", words.subList(0, Math.max(0, words.size() - 1))) + " e "
                        + (words.isEmpty() ? "" : words.get(words.size() - 1));
    }

    /** Why a body that Allegato 1 no longer lists for a module owes no sheet. */
    public String noLongerListed(int year, SheetLevel level, String bodyName) {
        return decision.decide(year, level, Bond.NONE, 0).reason().replace("{soggetto}", bodyName);
    }
}
