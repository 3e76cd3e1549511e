package it.sioss.prefill;

import it.sioss.registry.ImportFinding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Judges a publication against the territory of its year and the questions of its forms; nothing is ever guessed. */
final class PublicationCheck {

    private final Map<String, Indicator> indicators = new HashMap<>();
    private final Known known;
    private final List<ImportFinding> findings = new ArrayList<>();

    /**
     * What the house knows of a year.
     *
     * @param districts the codes of its ATS
     * @param atsByMunicipality who belongs to whom
     * @param elsewhere what became of a municipality that belongs to nobody, in words; empty when it never existed
     */
    record Known(
            List<String> sources,
            List<Indicator> indicators,
            java.util.Set<String> districts,
            Map<String, String> atsByMunicipality,
            Function<String, Optional<String>> elsewhere) {}

    private PublicationCheck(String source, Known known) {
        this.known = known;
        known.indicators().stream()
                .filter(indicator -> indicator.source().equals(source))
                .forEach(indicator -> indicators.put(indicator.name(), indicator));
    }

    static List<ImportFinding> judge(Publication publication, Known known) {
        var check = new PublicationCheck(publication.heading().source(), known);
        check.source(publication.heading().source());
        if (check.findings.isEmpty()) {
            check.strangers(publication);
            publication.rows().forEach(check::row);
        }
        return List.copyOf(check.findings);
    }

    private void source(String source) {
        if (!known.sources().contains(source)) {
            wrong(
                    "FONTE_SCONOSCIUTA",
                    1,
                    PublicationRows.SOURCE,
                    "«" + PublicationRows.shown(source) + "» non è una fonte prevista.",
                    "Le fonti sono: " + String.join(", ", known.sources()) + ".");
        } else if (indicators.isEmpty()) {
            wrong(
                    "ANNO_ERRATO",
                    1,
                    PublicationRows.YEAR,
                    "Nessun modulo di quell'annualità aspetta dati da " + source + ".",
                    "Controllate l'annualità.");
        }
    }

    private void strangers(Publication publication) {
        var strangers = new TreeSet<String>();
        publication.rows().forEach(row -> strangers.addAll(row.values().keySet()));
        strangers.removeAll(indicators.keySet());
        strangers.stream()
                .limit(20)
                .forEach(
                        name -> wrong(
                                "INDICATORE_SCONOSCIUTO",
                                1,
                                name,
                                "Nessuna voce dei moduli aspetta l'indicatore «" + name + "».",
                                "Gli indicatori sono elencati nella documentazione: togliete la colonna o correggetene il nome."));
    }

    private void row(PublishedRow row) {
        if (row.scope() == DataScope.ATS) {
            district(row);
        } else {
            municipality(row);
        }
        row.values().forEach((name, value) -> {
            Indicator indicator = indicators.get(name);
            if (indicator != null) {
                value(row, indicator, value);
            }
        });
    }

    private void district(PublishedRow row) {
        String code = row.territory();
        if (!known.districts().contains(code)) {
            wrong(
                    "ATS_SCONOSCIUTO",
                    row.line(),
                    PublicationRows.TERRITORY,
                    "«" + PublicationRows.shown(code) + "» non è un ATS di quell'annualità.",
                    "Usate i codici della pagina Territorio.");
        }
    }

    private void municipality(PublishedRow row) {
        String code = row.territory();
        if (known.atsByMunicipality().containsKey(code)) {
            return;
        }
        if (code.matches("[0-9]{1,5}")) {
            wrong(
                    "ZERI_INIZIALI_PERSI",
                    row.line(),
                    PublicationRows.TERRITORY,
                    "«" + code + "» ha meno di sei cifre: gli zeri iniziali si sono persi.",
                    "Importate la colonna come testo: i codici ISTAT hanno sei cifre.");
            return;
        }
        Optional<String> elsewhere =
                code.matches("[0-9]{6}") ? known.elsewhere().apply(code) : Optional.empty();
        wrong(
                elsewhere.isPresent() ? "COMUNE_NON_PIU_VALIDO" : "COMUNE_SCONOSCIUTO",
                row.line(),
                PublicationRows.TERRITORY,
                elsewhere.orElse("«" + PublicationRows.shown(code) + "» non è il codice ISTAT di un Comune."),
                "Usate i codici ISTAT dei Comuni come stanno negli ATS di quell'annualità.");
    }

    private void value(PublishedRow row, Indicator indicator, BigDecimal value) {
        BigDecimal max = indicator.max();
        if (value.setScale(indicator.decimals(), RoundingMode.DOWN).compareTo(value) != 0) {
            wrong(
                    "NUMERO_NON_VALIDO",
                    row.line(),
                    indicator.name(),
                    value.toPlainString() + (indicator.decimals() == 0 ? " non è intero." : " ha troppi decimali."),
                    "La voce ne ammette " + indicator.decimals() + ".");
        } else if (max != null && value.compareTo(max) > 0) {
            wrong(
                    "NUMERO_NON_VALIDO",
                    row.line(),
                    indicator.name(),
                    value.toPlainString() + " supera il massimo della voce, " + max.toPlainString() + ".",
                    "Controllate la riga con la fonte.");
        }
    }

    private void wrong(String code, @Nullable Integer line, String column, String message, String remedy) {
        if (findings.size() < 1_000) {
            findings.add(new ImportFinding(code, line, column, message, remedy));
        }
    }
}
