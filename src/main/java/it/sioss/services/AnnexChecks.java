package it.sioss.services;

import it.sioss.catalogue.Severity;
import it.sioss.registry.Municipality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The checks of Allegato 1: what must hold before it is concluded, and what is only worth a look. */
final class AnnexChecks {

    private static final int NAMED = 5;

    private final Map<String, String> names;
    private final List<AnnexFinding> findings = new ArrayList<>();

    private AnnexChecks(List<Municipality> municipalities) {
        this.names = municipalities.stream()
                .collect(Collectors.toMap(Municipality::code, Municipality::name, (a, b) -> a, java.util.TreeMap::new));
    }

    static List<AnnexFinding> of(
            List<Nomenclature.Line> nomenclature,
            Map<String, Boolean> answers,
            List<ImplementationMode> modes,
            List<Municipality> municipalities) {
        var checks = new AnnexChecks(municipalities);
        Map<String, List<ImplementationMode>> byService =
                modes.stream().collect(Collectors.groupingBy(ImplementationMode::service));
        for (Nomenclature.Line service : nomenclature) {
            if (Boolean.TRUE.equals(answers.get(service.code()))) {
                checks.activated(service, byService.getOrDefault(service.code(), List.of()));
            }
        }
        long open = nomenclature.stream()
                .filter(service -> !answers.containsKey(service.code()))
                .count();
        if (open > 0) {
            checks.findings.add(new AnnexFinding(
                    "SERVIZI_SENZA_RISPOSTA",
                    Severity.WARNING,
                    null,
                    null,
                    (open == 1 ? "Un servizio non ha" : open + " servizi non hanno")
                            + " ancora una risposta: valgono come non attivati."));
        }
        return List.copyOf(checks.findings);
    }

    private void activated(Nomenclature.Line service, List<ImplementationMode> lines) {
        if (lines.isEmpty()) {
            findings.add(new AnnexFinding(
                    "SERVIZIO_SENZA_MODALITA",
                    Severity.BLOCKING,
                    service.code(),
                    null,
                    "«" + service.name() + "» è attivato ma non ha una modalità di attuazione."));
            return;
        }
        for (ImplementationMode line : lines) {
            if (!line.wholeAts() && line.municipalities().isEmpty()) {
                findings.add(new AnnexFinding(
                        "SOGGETTO_SENZA_COMUNI",
                        Severity.BLOCKING,
                        service.code(),
                        line.line(),
                        "Riga " + line.line() + ": per " + line.body().name() + " non è indicato alcun comune."));
            }
        }
        repeated(service, lines);
        gaps(service, lines);
    }

    /** A municipality covered twice by the same service and body would be counted twice. */
    private void repeated(Nomenclature.Line service, List<ImplementationMode> lines) {
        Map<String, ImplementationMode> first = new HashMap<>();
        for (ImplementationMode line : lines) {
            Set<String> twice = new LinkedHashSet<>();
            ImplementationMode other = null;
            for (String municipality : covered(line)) {
                ImplementationMode before =
                        first.putIfAbsent(line.body().level() + line.body().code() + "/" + municipality, line);
                if (before != null && !before.equals(line)) {
                    twice.add(municipality);
                    other = before;
                }
            }
            if (other != null) {
                findings.add(new AnnexFinding(
                        "COMUNE_RIPETUTO",
                        Severity.BLOCKING,
                        service.code(),
                        line.line(),
                        "Riga " + line.line() + ": " + line.body().name() + " copre già con la riga " + other.line()
                                + " " + named(twice) + "."));
            }
        }
    }

    private void gaps(Nomenclature.Line service, List<ImplementationMode> lines) {
        Set<String> missing = new LinkedHashSet<>(names.keySet());
        lines.forEach(line -> covered(line).forEach(missing::remove));
        if (!missing.isEmpty()) {
            findings.add(new AnnexFinding(
                    "COPERTURA_PARZIALE",
                    Severity.WARNING,
                    service.code(),
                    null,
                    "«" + service.name() + "» non raggiunge " + named(missing) + "."));
        }
    }

    private Iterable<String> covered(ImplementationMode line) {
        return line.wholeAts() ? names.keySet() : line.municipalities();
    }

    private String named(Set<String> codes) {
        var some = codes.stream()
                .limit(NAMED)
                .map(code -> names.getOrDefault(code, code))
                .toList();
        return (codes.size() == 1 ? "il comune di " : "i comuni di ")
                + String.join(", ", some)
                + (codes.size() > NAMED ? " e altri " + (codes.size() - NAMED) : "");
    }
}
