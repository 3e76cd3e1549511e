package it.sioss.prefill;

import static it.sioss.prefill.PublicationFixtures.HEADER;
import static it.sioss.prefill.PublicationFixtures.JSON;
import static it.sioss.prefill.PublicationFixtures.ROW;
import static it.sioss.prefill.PublicationFixtures.TOWN;
import static it.sioss.prefill.PublicationFixtures.hash;
import static it.sioss.prefill.PublicationFixtures.judged;
import static it.sioss.prefill.PublicationFixtures.lines;
import static it.sioss.prefill.PublicationFixtures.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A publication is read as it is or refused with a reason; the same content is the same whatever its shape. */
class PublicationFileTest {

    @Test
    void aPublicationSaysWhoOfWhenAndWhat() {
        PublicationFile file = lines(HEADER, ROW, TOWN);
        assertThat(judged(file)).isEmpty();
        Publication publication = Objects.requireNonNull(file.publication());
        assertThat(publication.heading().toString()).contains("RPM", "2024", "2025-06-30", "2024-12-31");
        assertThat(publication.rows())
                .extracting(PublishedRow::place, PublishedRow::indicators)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "ATS/13-001", "{\"famiglie_incluse\":12,\"incontri_equipe_medi\":3.75}"),
                        org.assertj.core.groups.Tuple.tuple("MUNICIPALITY/058091", "{\"famiglie_incluse\":7}"));
    }

    @Test
    void theSameContentIsTheSamePermutedOrInAnotherFormat() {
        String known = hash(lines(HEADER, ROW, TOWN));
        assertThat(known).hasSize(64);
        assertThat(hash(lines(HEADER, TOWN, ROW))).isEqualTo(known);
        assertThat(hash(read("\uFEFF" + HEADER + "\r\n" + ROW + "\r\n\r\n" + TOWN)))
                .isEqualTo(known);
        assertThat(hash(read((HEADER + "\n" + ROW + "\n" + TOWN).replace(';', ','))))
                .isEqualTo(known);
        assertThat(hash(lines(HEADER, ROW.replace("3.75", "3.750"), TOWN))).isEqualTo(known);
        assertThat(hash(read(JSON))).isEqualTo(known);
        assertThat(hash(lines(HEADER, ROW.replace(";12;", ";13;"), TOWN))).isNotEqualTo(known);
        assertThat(hash(read((HEADER + "\n" + ROW + "\n" + TOWN).replace("2025-06-30", "2025-07-01"))))
                .isNotEqualTo(known);
    }

    static Stream<Arguments> families() {
        byte[] whole = (HEADER + "\n" + ROW + "\n").getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("UTF-16", (HEADER + "\n" + ROW).getBytes(StandardCharsets.UTF_16), "CODIFICA_NON_AMMESSA"),
                Arguments.of(
                        "Windows-1252",
                        (HEADER + ";qualità\n").getBytes(Charset.forName("windows-1252")),
                        "CODIFICA_NON_AMMESSA"),
                Arguments.of("an Excel workbook or any zip", new byte[] {'P', 'K', 3, 4, 0, 0}, "CODIFICA_NON_AMMESSA"),
                Arguments.of("an empty file", new byte[0], "FILE_VUOTO"),
                Arguments.of("a header without rows", text(HEADER), "FILE_VUOTO"),
                Arguments.of("a NUL", text(HEADER + "\n" + ROW + "\0"), "CARATTERE_NON_AMMESSO"),
                Arguments.of(
                        "more bytes than allowed",
                        Arrays.copyOf(whole, PublicationFile.MAX_BYTES + 1),
                        "FILE_TROPPO_GRANDE"),
                Arguments.of("both separators", text(HEADER + ",a\n" + ROW), "SEPARATORE_NON_AMMESSO"),
                Arguments.of("tabs", text((HEADER + "\n" + ROW).replace(';', '\t')), "SEPARATORE_NON_AMMESSO"),
                Arguments.of("a million columns", text(HEADER + ";".repeat(1_000_000)), "RIGA_NON_VALIDA"),
                Arguments.of("quotes left open", text(HEADER + "\n\"" + ROW), "VIRGOLETTE_NON_CHIUSE"),
                Arguments.of(
                        "a missing column", text(HEADER.replace("codice;", "") + "\n" + ROW), "INTESTAZIONE_ERRATA"),
                Arguments.of(
                        "a column twice", text(HEADER + ";famiglie_incluse\n" + ROW + ";1"), "INTESTAZIONE_ERRATA"),
                Arguments.of("a row too short", text(HEADER + "\n" + ROW.replace(";3.75", "")), "RIGA_INCOMPLETA"),
                Arguments.of("decimal commas", text(HEADER + "\n" + ROW.replace("3.75", "3,75")), "NUMERO_NON_VALIDO"),
                Arguments.of(
                        "a negative number", text(HEADER + "\n" + ROW.replace(";12;", ";-1;")), "NUMERO_NON_VALIDO"),
                Arguments.of(
                        "a broken person", text(HEADER + "\n" + ROW.replace(";12;", ";12.5;")), "NUMERO_NON_VALIDO"),
                Arguments.of("a formula", text(HEADER + "\n" + ROW.replace(";12;", ";=1+1;")), "NUMERO_NON_VALIDO"),
                Arguments.of(
                        "a lost leading zero",
                        text(HEADER + "\n" + TOWN.replace("058091", "58091")),
                        "ZERI_INIZIALI_PERSI"),
                Arguments.of(
                        "an unknown municipality",
                        text(HEADER + "\n" + TOWN.replace("058091", "999999")),
                        "COMUNE_SCONOSCIUTO"),
                Arguments.of(
                        "a ceased municipality",
                        text(HEADER + "\n" + TOWN.replace("058091", "058999")),
                        "COMUNE_NON_PIU_VALIDO"),
                Arguments.of(
                        "an unknown ATS", text(HEADER + "\n" + ROW.replace("13-001", "99-001")), "ATS_SCONOSCIUTO"),
                Arguments.of("a year that is none", text(HEADER + "\n" + ROW.replace("2024;", "1924;")), "ANNO_ERRATO"),
                Arguments.of(
                        "a date of another calendar",
                        text(HEADER + "\n" + ROW.replace("2025-06-30", "30/06/2025")),
                        "DATA_NON_VALIDA"),
                Arguments.of(
                        "two publications in one",
                        text(HEADER + "\n" + ROW + "\n" + TOWN.replace("2025-06-30", "2025-07-30")),
                        "PUBBLICAZIONI_MISTE"),
                Arguments.of("a territory twice", text(HEADER + "\n" + ROW + "\n" + ROW), "RIGA_DOPPIA"),
                Arguments.of(
                        "an unknown source", text(HEADER + "\n" + ROW.replace("RPM", "ALTRO")), "FONTE_SCONOSCIUTA"),
                Arguments.of("an unknown indicator", text(HEADER + ";altro\n" + ROW + ";1"), "INDICATORE_SCONOSCIUTO"),
                Arguments.of("a tax code", text(HEADER + "\n" + ROW + "\n" + "RSSMRA80A01H501U"), "DATI_PERSONALI"),
                Arguments.of("a surname column", text(HEADER + ";Cognome\n" + ROW + ";x"), "DATI_PERSONALI"),
                Arguments.of("a birthday column", text(HEADER + ";data_di_nascita\n" + ROW + ";x"), "DATI_PERSONALI"),
                Arguments.of(
                        "an address of a person", text(HEADER + "\n" + ROW + ";m.rossi@esempio.it"), "DATI_PERSONALI"),
                Arguments.of("JSON cut short", text(JSON.substring(0, 200)), "JSON_NON_VALIDO"),
                Arguments.of("JSON followed by more", text(JSON + "{}"), "JSON_NON_VALIDO"),
                Arguments.of("a number as text", text(JSON.replace(": 12,", ": \"12\",")), "JSON_NON_VALIDO"),
                Arguments.of(
                        "a key twice",
                        text(JSON.replace("\"annualita\"", "\"fonte\": \"X\", \"annualita\"")),
                        "JSON_NON_VALIDO"),
                Arguments.of(
                        "a name in JSON",
                        text(JSON.replace("\"livello\": \"ATS\"", "\"nome\": \"x\"")),
                        "DATI_PERSONALI"),
                Arguments.of("a million brackets", text("{\"fonte\":" + "[".repeat(1_000_000)), "JSON_NON_VALIDO"));
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("families")
    void aBadFileIsRefusedWithItsReasonAndRemedy(String family, byte[] content, String code) {
        var findings = judged(PublicationFile.read(content));
        assertThat(findings).as(family).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.message()).isNotBlank().hasSizeLessThan(400);
            assertThat(finding.remedy()).isNotBlank();
        });
        assertThat(findings).as(family).extracting(finding -> finding.code()).contains(code);
    }

    @Test
    void aPersonIsNeverRepeatedInTheReport() {
        var findings = judged(lines(HEADER, ROW, "RSSMRA80A01H501U;;;;;;;;"));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.row()).isEqualTo(3);
            assertThat(finding.toString()).doesNotContain("RSSMRA");
        });
    }

    @Test
    void aTaxCodeOfACompanyOrAHashIsNoPerson() {
        assertThat(PersonalData.in("01234567890;a1b2c3d4e5f60718293a4b5c6d7e8f90"))
                .isEmpty();
        assertThat(PersonalData.in("x;rssmra80a01h501u;y")).isPresent();
        assertThat(PersonalData.in("RSSMRAULALMHRLMU")).isPresent();
    }

    @Test
    void aNationalFileStaysSmallInMemory() {
        StringBuilder national = new StringBuilder(HEADER);
        for (int row = 0; row < 8_600; row++) {
            national.append('\n').append(TOWN.replace("058091", String.format(java.util.Locale.ROOT, "%06d", row)));
        }
        PublicationFile file = read(national.toString());
        assertThat(file.findings()).isEmpty();
        assertThat(Objects.requireNonNull(file.publication()).rows()).hasSize(8_600);
    }
}
