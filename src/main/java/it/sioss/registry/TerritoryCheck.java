package it.sioss.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges an uploaded articulation row by row; preview and application ask this same judge. */
final class TerritoryCheck {

    private static final int NAMES_LISTED = 20;

    private final KnownTerritory known;
    private final @Nullable String region;
    private final Findings findings = new Findings();
    private final AtsColumns atsColumns;
    private final MunicipalityColumn municipalityColumn;
    private final Map<String, TerritoryRow> firstRowOf = new HashMap<>();
    private final Map<String, String> membership = new TreeMap<>();

    private TerritoryCheck(KnownTerritory known, int year, @Nullable String region) {
        this.known = known;
        this.region = region;
        this.atsColumns = new AtsColumns(known, year, region, findings);
        this.municipalityColumn = new MunicipalityColumn(known, findings);
    }

    /** What the judge found, and the articulation as far as it could be read. */
    record Verdict(List<ImportFinding> errors, List<ImportFinding> warnings, Articulation articulation) {}

    static Verdict judge(TerritoryFile file, KnownTerritory known, int year, @Nullable String region) {
        var check = new TerritoryCheck(known, year, region);
        check.findings.addAll(file.findings());
        file.rows().forEach(check::row);
        if (file.findings().isEmpty()) {
            check.coverage();
        }
        return new Verdict(
                check.findings.errors(),
                check.findings.warnings(),
                new Articulation(check.atsColumns.declared(), check.membership));
    }

    private void row(TerritoryRow row) {
        String body = atsColumns.regionalBody(row);
        DeclaredAts ats = body == null ? null : atsColumns.ats(row, body);
        Municipality municipality = municipalityColumn.read(row);
        if (municipality == null) {
            return;
        }
        boolean first = firstTime(row, municipality);
        if (body != null && !body.equals(municipality.regionalBody())) {
            findings.error(
                    row,
                    TerritoryFile.MUNICIPALITY,
                    "COMUNE_DI_ALTRO_ENTE",
                    "Il comune " + municipality.code() + " (" + municipality.name() + ") appartiene a "
                            + known.bodyLabel(municipality.regionalBody()) + ", non a " + known.bodyLabel(body) + ".",
                    "Correggete il codice del comune o quello dell'ente: un ATS sta in una sola regione o provincia"
                            + " autonoma.");
        } else if (first && ats != null) {
            membership.put(municipality.code(), ats.code());
        }
        municipalityColumn.compareName(row, municipality);
    }

    private boolean firstTime(TerritoryRow row, Municipality municipality) {
        TerritoryRow earlier = firstRowOf.putIfAbsent(municipality.code(), row);
        if (earlier == null) {
            return true;
        }
        String who = municipality.code() + " (" + municipality.name() + ")";
        if (earlier.atsCode().equals(row.atsCode())) {
            findings.error(
                    row,
                    null,
                    "RIGA_RIPETUTA",
                    "Il comune " + who + " è già alla riga " + earlier.row() + ", nello stesso ATS.",
                    "Togliete una delle due righe.");
        } else {
            findings.error(
                    row,
                    TerritoryFile.ATS_CODE,
                    "COMUNE_IN_DUE_ATS",
                    "Il comune " + who + " è nell'ATS " + CellText.shown(row.atsCode()) + ", ma alla riga "
                            + earlier.row() + " è nell'ATS " + CellText.shown(earlier.atsCode()) + ".",
                    "Lasciate una sola riga: in un anno un comune sta in un solo ATS.");
        }
        return false;
    }

    private void coverage() {
        Map<String, List<Municipality>> missing = new TreeMap<>();
        for (Municipality municipality : known.municipalities().values()) {
            if (known.concerns(municipality, region)
                    && !firstRowOf.containsKey(municipality.code())
                    && !municipalityColumn.meant(municipality.code())) {
                missing.computeIfAbsent(municipality.regionalBody(), body -> new ArrayList<>())
                        .add(municipality);
            }
        }
        missing.forEach((body, municipalities) -> findings.addAll(List.of(missing(body, municipalities))));
    }

    private ImportFinding missing(String body, List<Municipality> municipalities) {
        municipalities.sort(Comparator.comparing(Municipality::code));
        List<String> names = municipalities.stream()
                .limit(NAMES_LISTED)
                .map(municipality -> municipality.code() + " " + municipality.name())
                .toList();
        int others = municipalities.size() - names.size();
        String count =
                municipalities.size() == 1 ? "Manca un comune di " : "Mancano " + municipalities.size() + " comuni di ";
        return ImportFinding.ofFile(
                "COMUNE_MANCANTE",
                count + known.bodyLabel(body) + ": " + String.join(", ", names)
                        + (others > 0 ? " e altri " + others : "") + ".",
                region == null
                        ? "Aggiungete una riga per ciascuno, oppure caricate un ente alla volta."
                        : "Aggiungete una riga per ciascuno: ogni comune deve stare in un ATS.");
    }
}
