package it.sioss.services;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What Allegato 1 of an ATS says of one module: whether it is activated, on which lines, carried out by whom. */
@Component
public class ModuleInAnnex {

    private final ServiceDatabaseRepository databases;
    private final ActivatedServiceRepository services;
    private final ImplementationModeRepository modes;
    private final Nomenclature nomenclature;
    private final DueSheetsDecision decision;

    ModuleInAnnex(
            ServiceDatabaseRepository databases,
            ActivatedServiceRepository services,
            ImplementationModeRepository modes,
            Nomenclature nomenclature,
            DueSheetsDecision decision) {
        this.databases = databases;
        this.services = services;
        this.modes = modes;
        this.nomenclature = nomenclature;
        this.decision = decision;
    }

    /** One line of Allegato 1 about a service that the module describes. */
    public record Line(int number, String service, String body, String bodyName) {}

    /**
     * What is said of the module.
     *
     * @param activated the services answered with yes, by name
     */
    public record Said(List<String> activated, List<Line> lines) {

        /** "riga 12", "righe 3 e 5". */
        public String rows() {
            SortedSet<Integer> numbers =
                    lines.stream().map(Line::number).collect(Collectors.toCollection(TreeSet::new));
            return DueSheets.rows(numbers);
        }

        /** The bodies, each once. */
        public List<String> bodies() {
            return lines.stream().map(Line::bodyName).distinct().toList();
        }

        /** The lines of one body only. */
        public Said of(String body) {
            List<Line> own =
                    lines.stream().filter(line -> line.body().equals(body)).toList();
            return new Said(activated, own);
        }
    }

    /** The services of the nomenclature that a module describes; those that only touch it are not among them. */
    public Set<String> servicesOf(int year, String module) {
        return nomenclature.lines().stream()
                .map(Nomenclature.Line::code)
                .filter(service -> decision.modulesOf(year, service).stream()
                        .anyMatch(
                                link -> link.bond() == Bond.OWN && link.module().equals(module)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Transactional(readOnly = true)
    public Said of(int year, String ats, String module) {
        Optional<ServiceDatabase> database = databases.findByYearAndAts(year, ats);
        if (database.isEmpty()) {
            return new Said(List.of(), List.of());
        }
        Set<String> described = servicesOf(year, module);
        Set<String> activated = services.findByDatabaseId(database.get().id()).stream()
                .filter(service -> service.activated() && described.contains(service.service()))
                .map(ActivatedService::service)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Line> lines = modes.findByDatabaseIdOrderByLine(database.get().id()).stream()
                .filter(mode -> activated.contains(mode.service()))
                .map(mode -> new Line(
                        mode.line(),
                        mode.service(),
                        mode.body().code(),
                        mode.body().name()))
                .toList();
        return new Said(
                activated.stream()
                        .map(code -> nomenclature
                                .line(code)
                                .map(Nomenclature.Line::name)
                                .orElse(code))
                        .toList(),
                lines);
    }
}
