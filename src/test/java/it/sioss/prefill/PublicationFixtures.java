package it.sioss.prefill;

import it.sioss.registry.ImportFinding;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Publications as sources send them, in words. */
final class PublicationFixtures {

    static final String HEADER =
            "fonte;annualita;estratto_il;periodo_dal;periodo_al;livello;codice;famiglie_incluse;incontri_equipe_medi";
    static final String ROW = "RPM;2024;2025-06-30;2024-01-01;2024-12-31;ATS;13-001;12;3.75";
    static final String TOWN = "RPM;2024;2025-06-30;2024-01-01;2024-12-31;COMUNE;058091;7;";
    static final String JSON = """
            {"fonte": "RPM", "annualita": 2024, "estrattoIl": "2025-06-30",
             "periodo": {"dal": "2024-01-01", "al": "2024-12-31"},
             "righe": [
               {"livello": "ATS", "codice": "13-001", "indicatori": {"famiglie_incluse": 12, "incontri_equipe_medi": 3.75}},
               {"livello": "COMUNE", "codice": "058091", "indicatori": {"famiglie_incluse": 7, "incontri_equipe_medi": null}}
             ]}""";

    private static final PublicationCheck.Known KNOWN = new PublicationCheck.Known(
            List.of("ASSISTENTI-SOCIALI", "RPM"),
            List.of(indicator("famiglie_incluse", 0), indicator("incontri_equipe_medi", 2)),
            Set.of("13-001", "13-002"),
            Map.of("058091", "13-001"),
            code -> code.equals("058999")
                    ? Optional.of("058999 non è più in uso: ora è 058091 (Roma).")
                    : Optional.empty());

    private PublicationFixtures() {}

    private static Indicator indicator(String name, int decimals) {
        return new Indicator("RPM", name, "key_" + name, "s3", true, decimals, new BigDecimal("9999999"));
    }

    static PublicationFile read(String text) {
        return PublicationFile.read(text.getBytes(StandardCharsets.UTF_8));
    }

    static PublicationFile lines(String... lines) {
        return read(String.join("\n", lines) + "\n");
    }

    /** Every finding of a file, its own and those of the check. */
    static List<ImportFinding> judged(PublicationFile file) {
        @Nullable Publication publication = file.publication();
        return publication == null || !file.findings().isEmpty()
                ? file.findings()
                : PublicationCheck.judge(publication, KNOWN);
    }

    static String hash(PublicationFile file) {
        @Nullable Publication publication = file.publication();
        return publication == null ? "" : publication.hash();
    }
}
