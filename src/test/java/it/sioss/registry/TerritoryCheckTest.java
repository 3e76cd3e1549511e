package it.sioss.registry;

import static it.sioss.registry.SmallTerritory.AGLIE;
import static it.sioss.registry.SmallTerritory.AIRASCA;
import static it.sioss.registry.SmallTerritory.ALA;
import static it.sioss.registry.SmallTerritory.file;
import static it.sioss.registry.SmallTerritory.judge;
import static it.sioss.registry.SmallTerritory.judgePiemonte;
import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.registry.TerritoryCheck.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerritoryCheckTest {

    @Test
    void aFileThatSaysEverythingRightHasNoErrors() {
        Verdict verdict = judgePiemonte(AGLIE, AIRASCA, ALA);

        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.warnings()).isEmpty();
        assertThat(verdict.articulation().ats()).containsOnlyKeys("P1", "P2");
        assertThat(verdict.articulation().membership())
                .containsEntry("001001", "P1")
                .containsEntry("001003", "P2")
                .hasSize(3);
    }

    @Test
    void aLostLeadingZeroIsRecognised() {
        Verdict verdict = judge(file("L1;ATS Roma;1200;58091;Roma", "L1;ATS Roma;1200;058001;Affile"), "1200");

        assertOnly(
                verdict,
                "ZERO_INIZIALE_PERSO",
                "Riga 2, colonna codice_istat_comune",
                "58091 ha 5 cifre: Excel ha tolto lo zero iniziale?",
                "Scrivete 058091 (Roma).");
    }

    @Test
    void twoLostZerosAndALostZeroOfTheBodyAreRecognised() {
        assertOnly(
                judgePiemonte("P1;ATS Uno;0100;1001;Agliè", AIRASCA, ALA),
                "ZERO_INIZIALE_PERSO",
                "Riga 2, colonna codice_istat_comune",
                "1001 ha 4 cifre",
                "001001 (Agliè)");
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, "P2;ATS Due;100;001003;Ala di Stura"),
                "ZERO_INIZIALE_PERSO",
                "Riga 4, colonna codice_ente_territoriale",
                "100 ha 3 cifre",
                "Scrivete 0100 (Piemonte).");
    }

    @Test
    void anUnknownCodeIsNeverGuessed() {
        for (String code : List.of("999999", "12", "H501", "1.001", "0010010", "٠٠١٠٠١")) {
            Verdict verdict = judgePiemonte(AGLIE, AIRASCA, ALA, "P2;ATS Due;0100;" + code + ";Ignoto");

            assertOnly(verdict, "COMUNE_SCONOSCIUTO", "Riga 5, colonna codice_istat_comune", code, "codice");
        }
    }

    @Test
    void aCeasedMunicipalityNamesItsSuccessor() {
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, "P2;ATS Due;0100;001099;Vecchia"),
                "COMUNE_CESSATO",
                "Riga 4, colonna codice_istat_comune",
                "Il comune 001099 (Vecchia) è cessato: il suo territorio è oggi in 001003 (Ala di Stura).",
                "Togliete la riga");
        assertOnly(
                judgePiemonte(AGLIE, "P1;ATS Uno;0100;096001;Airasca", ALA),
                "COMUNE_CESSATO",
                "Riga 3, colonna codice_istat_comune",
                "il comune ha oggi il codice 001002",
                "Scrivete 001002.");
    }

    @Test
    void aMunicipalityInTwoDistrictsIsRefused() {
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, ALA, "P2;ATS Due;0100;001001;Agliè"),
                "COMUNE_IN_DUE_ATS",
                "Riga 5, colonna codice_ats",
                "Il comune 001001 (Agliè) è nell'ATS P2, ma alla riga 2 è nell'ATS P1.",
                "in un anno un comune sta in un solo ATS");
    }

    @Test
    void aRepeatedRowIsRefused() {
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, ALA, AGLIE),
                "RIGA_RIPETUTA",
                "Riga 5",
                "è già alla riga 2, nello stesso ATS",
                "Togliete una");
    }

    @Test
    void municipalitiesLeftOutAreNamed() {
        assertOnly(
                judgePiemonte(AGLIE),
                "COMUNE_MANCANTE",
                "Tutto il file",
                "Mancano 2 comuni di Piemonte (0100): 001002 Airasca, 001003 Ala di Stura.",
                "Aggiungete una riga per ciascuno");
        assertOnly(
                judge(file(AGLIE, AIRASCA, ALA, "L1;ATS Roma;1200;058091;Roma"), null),
                "COMUNE_MANCANTE",
                "Tutto il file",
                "Manca un comune di Lazio (1200): 058001 Affile.",
                "un ente alla volta");
    }

    @Test
    void aDistrictStaysInOneRegion() {
        assertOnly(
                judge(file(AGLIE, AIRASCA, ALA, "L1;ATS Roma;1200;058091;Roma", "P1;ATS Uno;0100;058001;Affile"), null),
                "COMUNE_DI_ALTRO_ENTE",
                "Riga 6, colonna codice_istat_comune",
                "appartiene a Lazio (1200), non a Piemonte (0100)",
                "un ATS sta in una sola regione");
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, ALA, "L1;ATS Roma;1200;058091;Roma"),
                "ENTE_FUORI_CARICAMENTO",
                "Riga 5, colonna codice_ente_territoriale",
                "il caricamento riguarda Piemonte (0100)",
                "Togliete la riga");
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, "P2;ATS Due;0199;001003;Ala di Stura"),
                "ENTE_SCONOSCIUTO",
                "Riga 4, colonna codice_ente_territoriale",
                "0199",
                "quattro cifre");
    }

    @Test
    void aDistrictSaysTheSameInAllItsRows() {
        assertOnly(
                judgePiemonte(AGLIE, "P1;ATS Primo;0100;001002;Airasca", ALA),
                "ATS_DISCORDE",
                "Riga 3, colonna denominazione_ats",
                "qui si chiama «ATS Primo», alla riga 2 «ATS Uno»",
                "stessa denominazione");
    }

    @Test
    void aCodeIsNotTakenFromAnotherDistrict() {
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, "L1;ATS Due;0100;001003;Ala di Stura"),
                "CODICE_ATS_GIA_USATO",
                "Riga 4, colonna codice_ats",
                "è già di ATS Roma (sintetico), Lazio (1200)",
                "unici in tutta Italia");
        KnownTerritory known =
                SmallTerritory.known(List.of(new Ats("P2", "ATS Vecchio", "0100", null, 2020, 2023, false)));
        assertOnly(
                TerritoryCheck.judge(TerritoryFile.read(file(AGLIE, AIRASCA, ALA)), known, 2026, "0100"),
                "CODICE_ATS_GIA_USATO",
                "Riga 4, colonna codice_ats",
                "cessato dopo il 2023",
                "codice nuovo");
    }

    @Test
    void codesNamesAndSourceAreReadable() {
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, "gen-01;ATS Due;0100;001003;Ala di Stura"),
                "CODICE_ATS_NON_VALIDO",
                "Riga 4, colonna codice_ats",
                "sembra una data",
                "formato Testo");
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, "../p2;ATS Due;0100;001003;Ala di Stura"),
                "CODICE_ATS_NON_VALIDO",
                "Riga 4, colonna codice_ats",
                "../p2",
                "da 1 a 20 caratteri");
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, "p1;ATS Due;0100;001003;Ala di Stura"),
                "CODICE_ATS_NON_VALIDO",
                "Riga 4, colonna codice_ats",
                "solo per maiuscole",
                "nello stesso modo");
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, "P2;\u200B;0100;001003;Ala di Stura"),
                "VALORE_MANCANTE",
                "Riga 4, colonna denominazione_ats",
                "Manca la denominazione",
                "Scrivete il nome");
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, "P2;\"ATS\nDue\";0100;001003;Ala di Stura"),
                "CARATTERE_NON_AMMESSO",
                "Riga 4, colonna denominazione_ats",
                "invisibili",
                "una sola riga");
        assertOnly(
                judgePiemonte(AGLIE, AIRASCA, "P2;" + "è".repeat(201) + ";0100;001003;Ala di Stura"),
                "VALORE_NON_VALIDO",
                "Riga 4, colonna denominazione_ats",
                "201 caratteri",
                "200");
    }

    @Test
    void everyWrongRowIsReportedAtOnce() {
        Verdict verdict = judgePiemonte("P1;;0100;1001;Agliè", AIRASCA, "P2;ATS Due;0100;999999;x");

        assertThat(verdict.errors())
                .extracting(ImportFinding::code)
                .containsExactly("VALORE_MANCANTE", "ZERO_INIZIALE_PERSO", "COMUNE_SCONOSCIUTO", "COMUNE_MANCANTE");
    }

    @Test
    void aDifferentNameIsOnlyPointedOut() {
        Verdict verdict = judgePiemonte(AGLIE.replace("Agliè", "AGLIE'"), AIRASCA, ALA.replace("Ala di Stura", "Ala"));

        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message())
                        .isEqualTo("Il codice 001003 è di Ala di Stura, ma c'è scritto «Ala»."));
    }

    private static void assertOnly(Verdict verdict, String code, String place, String message, String remedy) {
        assertThat(verdict.errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.place()).isEqualTo(place);
            assertThat(error.message()).contains(message);
            assertThat(error.remedy()).contains(remedy);
        });
    }
}
