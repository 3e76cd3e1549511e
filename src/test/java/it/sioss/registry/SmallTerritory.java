package it.sioss.registry;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A territory small enough to read: three municipalities of Piemonte, two of Lazio, two districts. */
final class SmallTerritory {

    static final String HEADER = "codice_ats;denominazione_ats;codice_ente_territoriale;codice_istat_comune;comune";
    static final String AGLIE = "P1;ATS Uno;0100;001001;Agliè";
    static final String AIRASCA = "P1;ATS Uno;0100;001002;Airasca";
    static final String ALA = "P2;ATS Due;0100;001003;Ala di Stura";
    static final int YEAR = 2026;

    private SmallTerritory() {}

    static KnownTerritory known() {
        return known(
                List.of(ats("P1", "ATS Uno", "0100"), ats("P2", "ATS Due", "0100"), ats("L1", "ATS Roma", "1200")));
    }

    static KnownTerritory known(List<Ats> ats) {
        Map<String, RegionalBody> bodies = new HashMap<>();
        bodies.put("0100", new RegionalBody("0100", RegionalBody.Kind.REGION, "Piemonte", "01"));
        bodies.put("1200", new RegionalBody("1200", RegionalBody.Kind.REGION, "Lazio", "12"));
        Map<String, Municipality> municipalities = new HashMap<>();
        for (Municipality m : List.of(
                municipality("001001", "Agliè", "0100"),
                municipality("001002", "Airasca", "0100"),
                municipality("001003", "Ala di Stura", "0100"),
                municipality("058091", "Roma", "1200"),
                municipality("058001", "Affile", "1200"))) {
            municipalities.put(m.code(), m);
        }
        Map<String, FormerMunicipality> former = new HashMap<>();
        former.put("001099", new FormerMunicipality("001099", "Vecchia", FormerMunicipality.Reason.MERGED, "001003"));
        former.put("096001", new FormerMunicipality("096001", "Airasca", FormerMunicipality.Reason.RECODED, "001002"));
        Map<String, Ats> districts = new HashMap<>();
        ats.forEach(a -> districts.put(a.code(), a));
        return new KnownTerritory(bodies, municipalities, former, districts);
    }

    static Ats ats(String code, String name, String body) {
        return new Ats(code, name, body, null, 2024, null, true);
    }

    private static Municipality municipality(String code, String name, String body) {
        return new Municipality(code, name, "XX", body, "A000", 1000, 1000);
    }

    static byte[] file(String... rows) {
        return utf8(HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static TerritoryCheck.Verdict judge(byte[] content, @Nullable String region) {
        return TerritoryCheck.judge(TerritoryFile.read(content), known(), YEAR, region);
    }

    static TerritoryCheck.Verdict judgePiemonte(String... rows) {
        return judge(file(rows), "0100");
    }
}
