package it.sioss.registry;

import static it.sioss.registry.SmallTerritory.AGLIE;
import static it.sioss.registry.SmallTerritory.AIRASCA;
import static it.sioss.registry.SmallTerritory.HEADER;
import static it.sioss.registry.SmallTerritory.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TerritoryFileTest {

    @Test
    void semicolonsAndCommasAreBothRead() {
        String withCommas = (HEADER + "\r\n" + AGLIE + "\r\n").replace(';', ',');

        assertThat(read(HEADER + "\n" + AGLIE).rows()).hasSize(1);
        assertThat(read(withCommas).rows()).singleElement().satisfies(row -> {
            assertThat(row.row()).isEqualTo(2);
            assertThat(row.municipality()).isEqualTo("001001");
            assertThat(row.municipalityName()).isEqualTo("Agliè");
        });
    }

    @Test
    void theMarkAtTheStartOfUtf8IsIgnored() {
        assertThat(read("\uFEFF" + HEADER + "\n" + AGLIE).findings()).isEmpty();
    }

    @Test
    void mixedLineEndsQuotesAndBlankRowsAreRead() {
        TerritoryFile file =
                read(HEADER + "\r\n" + AGLIE + "\n\n;;;;\r\"P1\";\"ATS \"\"Uno\"\"; e basta\";0100;001002;x\n");

        assertThat(file.findings()).isEmpty();
        assertThat(file.rows()).extracting(TerritoryRow::row).containsExactly(2, 5);
        assertThat(file.rows().get(1).atsName()).isEqualTo("ATS \"Uno\"; e basta");
    }

    @Test
    void utf16IsRefusedWithOrWithoutItsMark() {
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            assertOnlyFinding((HEADER + "\n" + AGLIE).getBytes(charset), "CODIFICA_NON_AMMESSA", "UTF-16", "UTF-8");
        }
    }

    @Test
    void windows1252IsRefusedNamingTheRow() {
        byte[] bytes = (HEADER + "\n" + AIRASCA + "\n" + AGLIE).getBytes(Charset.forName("windows-1252"));

        assertOnlyFinding(bytes, "CODIFICA_NON_AMMESSA", "Windows-1252", "CSV UTF-8");
        assertThat(TerritoryFile.read(bytes).findings().get(0).row()).isEqualTo(3);
        assertThat(TerritoryFile.read(bytes).findings().get(0).message()).contains("Agliè");
    }

    @Test
    void aSpreadsheetIsNotACsv() {
        assertOnlyFinding(
                new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0}, "CODIFICA_NON_AMMESSA", "Excel", "Salva con nome");
    }

    @Test
    void aNulIsRefusedNamingTheRow() {
        byte[] bytes = utf8(HEADER + "\n" + AGLIE + "\nP1;ATS\0Uno;0100;001002;Airasca");

        assertOnlyFinding(bytes, "CARATTERE_NON_AMMESSO", "NUL", "Esportate");
        assertThat(TerritoryFile.read(bytes).findings().get(0).row()).isEqualTo(3);
    }

    @Test
    void tabsBarsAndNoSeparatorAtAllAreRefused() {
        assertOnlyFinding(utf8(HEADER.replace(';', '\t')), "SEPARATORE_NON_AMMESSO", "tabulazioni", "punto e virgola");
        assertOnlyFinding(
                utf8(HEADER.replace(';', '|')), "SEPARATORE_NON_AMMESSO", "barre verticali", "punto e virgola");
        assertOnlyFinding(utf8("codice_ats\nP1"), "SEPARATORE_NON_AMMESSO", "né il punto", "codice_istat_comune");
        assertOnlyFinding(utf8("codice_ats;denominazione_ats,x"), "SEPARATORE_NON_AMMESSO", "sia il punto", "Salvate");
    }

    @Test
    void anEmptyFileIsSaidEmpty() {
        assertOnlyFinding(new byte[0], "FILE_VUOTO", "vuoto", "ricaricatelo");
        assertOnlyFinding(utf8("\uFEFF \n\n"), "FILE_VUOTO", "vuoto", "ricaricatelo");
        assertOnlyFinding(utf8(HEADER + "\n"), "FILE_VUOTO", "nessuna riga", "una riga per ogni comune");
    }

    @Test
    void anEnormousFileIsNotEvenRead() {
        byte[] bytes = new byte[TerritoryFile.MAX_BYTES + 1];
        Arrays.fill(bytes, (byte) 'a');

        assertOnlyFinding(bytes, "FILE_TROPPO_GRANDE", "4 MB", "file giusto");
    }

    @Test
    void aMillionColumnsAreRefusedBeforeTheyAreSplit() {
        assertOnlyFinding(
                utf8(HEADER + "\n" + ";".repeat(1_000_000)), "RIGA_NON_VALIDA", "50 celle", "colonne previste");
    }

    @Test
    void aMissingOrRenamedColumnIsNamed() {
        assertOnlyFinding(
                utf8(HEADER.replace("codice_istat_comune", "codice_istat") + "\n" + AGLIE),
                "INTESTAZIONE_ERRATA",
                "Manca la colonna «codice_istat_comune». Non sono riconosciute: «codice_istat»",
                "nomi esatti");
        assertOnlyFinding(utf8(HEADER + ";note\n" + AGLIE + ";x"), "INTESTAZIONE_ERRATA", "«note»", "Toglietele");
        assertOnlyFinding(utf8(HEADER + ";comune\n" + AGLIE + ";x"), "INTESTAZIONE_ERRATA", "due volte", "una sola");
        assertOnlyFinding(utf8(AGLIE + "\n" + AIRASCA), "INTESTAZIONE_ERRATA", "Mancano le colonne", "prima riga");
    }

    @Test
    void capitalsAndSpacesInTheHeaderAreForgiven() {
        assertThat(
                        read("Codice_ATS ; DENOMINAZIONE_ATS;codice_ente_territoriale;codice_istat_comune\nP1;Uno;0100;001001")
                                .findings())
                .isEmpty();
    }

    @Test
    void aRowWithAnotherNumberOfCellsIsNamedAndTheOthersAreRead() {
        TerritoryFile file = read(HEADER + "\nP1;ATS;Uno;0100;001001;Agliè\n" + AIRASCA);

        assertThat(file.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("RIGA_INCOMPLETA");
            assertThat(finding.place()).isEqualTo("Riga 2");
            assertThat(finding.message()).isEqualTo("La riga ha 6 celle, l'intestazione ne ha 5.");
        });
        assertThat(file.rows()).hasSize(1);
    }

    @Test
    void quotesThatNeverCloseAreNamed() {
        assertOnlyFinding(
                utf8(HEADER + "\n" + AGLIE + "\nP1;\"ATS Uno;0100;001002;Airasca"),
                "VIRGOLETTE_NON_CHIUSE",
                "virgolette",
                "Chiudete");
        assertThat(read(HEADER + "\n" + AGLIE + "\nP1;\"ATS\" Uno;0100;001002;x")
                        .findings()
                        .get(0)
                        .row())
                .isEqualTo(3);
    }

    private static TerritoryFile read(String text) {
        return TerritoryFile.read(utf8(text));
    }

    private static void assertOnlyFinding(byte[] bytes, String code, String message, String remedy) {
        assertThat(TerritoryFile.read(bytes).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.message()).contains(message);
            assertThat(finding.remedy()).contains(remedy);
        });
    }
}
