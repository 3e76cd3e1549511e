package it.sioss.services;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The list of services an ATS may have activated, by macro-activity ({@code reference/nomenclatura.csv}). The five
 * macro-activities are public; the single lines are reconstructed, and the pages say so.
 */
@Component
public class Nomenclature {

    /** The macro-activities, with the names people know. */
    public static final Map<String, String> MACRO_ACTIVITIES = macroActivities();

    private final Map<String, Line> byCode = new LinkedHashMap<>();

    Nomenclature() {
        try (var text = new InputStreamReader(
                        new ClassPathResource("reference/nomenclatura.csv").getInputStream(), StandardCharsets.UTF_8);
                var lines = CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(text)) {
            for (CSVRecord row : lines) {
                String code = row.get("codice");
                byCode.put(code, new Line(code, row.get("macroattivita"), row.get("denominazione")));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the nomenclature could not be read", failure);
        }
    }

    private static Map<String, String> macroActivities() {
        var names = new LinkedHashMap<String, String>();
        names.put("A", "Accesso, valutazione e progettazione");
        names.put("B", "Misure per il sostegno e l'inclusione sociale");
        names.put("C", "Interventi per la domiciliarità");
        names.put("D", "Centri servizi, diurni e semiresidenziali");
        names.put("E", "Strutture comunitarie e residenziali");
        return java.util.Collections.unmodifiableMap(names);
    }

    /** One service of the nomenclature. */
    public record Line(String code, String macroActivity, String name) {}

    /** All of it, in the order of the codes. */
    public List<Line> lines() {
        return List.copyOf(byCode.values());
    }

    public Optional<Line> line(String code) {
        return Optional.ofNullable(byCode.get(code));
    }
}
