package it.sioss.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import it.sioss.platform.Refusal;
import it.sioss.registry.Municipality;
import it.sioss.services.AnnexChanges;
import it.sioss.services.Exercise;
import it.sioss.services.LegalForm;
import it.sioss.services.Manner;
import it.sioss.services.ModeDraft;
import it.sioss.services.Nomenclature;
import it.sioss.services.SheetLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Allegato 1 goes out as a table and comes back: generated ones without loss, bad ones with the reason why not. */
class AnnexTableTest {

    private static final int CASES = 15;
    private static final String STRANGE = "xl/sharedStrings.xml";
    private static final List<Municipality> TOWNS = List.of(
            town("001272", "Torino"),
            town("001001", "Agliè"),
            town("001002", "Samone"),
            town("022165", "Samone"),
            town("001003", "Sant'Àmbrogio; detto il Vecchio"));
    private static final List<String> NAMES = List.of(
            "Cooperativa «Àgape»",
            "=1+1",
            "'=già con apostrofo",
            "+39 onlus",
            "@sociale",
            "Due\nrighe",
            "Virgolette \"doppie\" ; , |",
            "_x0041_ letterale",
            "<tag> & entità &amp;",
            "0012");

    private static Municipality town(String code, String name) {
        return new Municipality(code, name, "TO", "0100", "A000", null, null);
    }

    /** Allegato 1 of a district that nobody has ever seen, always the same for a seed. */
    private static AnnexTable generated(int seed) {
        var random = new Random(seed);
        List<Nomenclature.Line> services = List.of(
                new Nomenclature.Line("A.01.1", "A", "Segretariato sociale"),
                new Nomenclature.Line("B.07.1", "B", "Pronto intervento sociale (24 ore)"),
                new Nomenclature.Line("E.07.1", "E", "Residenza; protetta"));
        var lines = new ArrayList<AnnexTable.Line>();
        int number = 0;
        for (int n = random.nextInt(12); n > 0; n--) {
            number += 1 + random.nextInt(3);
            lines.add(new AnnexTable.Line(
                    number, new UUID(seed, number), ModeDraft.of(GeneratedModes.one(random, services, TOWNS, NAMES))));
        }
        return new AnnexTable(
                2270,
                "01-001",
                "=ATS «Prova»",
                services.stream()
                        .map(service -> new AnnexTable.Service(service, answer(random)))
                        .toList(),
                lines,
                TOWNS);
    }

    private static @Nullable Boolean answer(Random random) {
        int roll = random.nextInt(3);
        return roll == 0 ? null : roll == 1;
    }

    private static byte[] workbook(AnnexTable table) {
        var out = new ByteArrayOutputStream();
        try {
            AnnexWorkbook.write(table, out);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    private static FilledAnnex csv(AnnexTable table, Charset charset, UnaryOperator<String> edit) {
        return AnnexCsv.read(edit.apply(AnnexCsv.write(table)).getBytes(charset));
    }

    private static AnnexTable empty(AnnexTable table) {
        return new AnnexTable(
                table.year(),
                table.ats(),
                table.atsName(),
                table.services().stream()
                        .map(one -> new AnnexTable.Service(one.service(), null))
                        .toList(),
                List.of(),
                table.municipalities());
    }

    /** As if the person had typed it all in an empty table. */
    private static FilledAnnex withoutNumbers(FilledAnnex filled) {
        return new FilledAnnex(
                filled.year(),
                filled.ats(),
                filled.stamp(),
                filled.services(),
                filled.lines().stream()
                        .map(row -> new FilledAnnex.Row(
                                row.place(),
                                IntStream.range(0, row.cells().size())
                                        .mapToObj(column -> column == 0
                                                ? new FilledCell(null, row.place())
                                                : row.cells().get(column))
                                        .toList()))
                        .toList());
    }

    @Test
    void whatWasNotTouchedIsNoChange() {
        for (int seed = 0; seed < CASES; seed++) {
            AnnexTable table = generated(seed);
            for (FilledAnnex filled : List.of(
                    AnnexWorkbook.read(workbook(table)),
                    csv(table, StandardCharsets.UTF_8, text -> text),
                    csv(table, StandardCharsets.UTF_8, text -> text.replace("\";\"", "\",\"")))) {
                AnnexMerge merge = new AnnexMerge(table).take(filled);
                assertThat(merge.faults().isEmpty())
                        .as("seed %d: %s", seed, merge.faults().first())
                        .isTrue();
                assertThat(merge.changes()).as("seed %d", seed).isEmpty();
                assertThat(merge.toWrite().isEmpty()).isTrue();
                assertThat(filled.stamp()).isEqualTo(table.stamp());
            }
        }
    }

    @Test
    void whatIsTypedInAnEmptyTableIsTheVeryAllegato() {
        for (int seed = 0; seed < CASES; seed++) {
            AnnexTable table = generated(seed);
            for (FilledAnnex filled :
                    List.of(AnnexWorkbook.read(workbook(table)), csv(table, StandardCharsets.UTF_8, text -> text))) {
                AnnexMerge merge = new AnnexMerge(empty(table)).take(withoutNumbers(filled));
                assertThat(merge.faults().first()).as("seed %d", seed).isEmpty();
                AnnexChanges wanted = merge.toWrite();
                assertThat(wanted.removed()).isEmpty();
                assertThat(wanted.lines())
                        .as("seed %d", seed)
                        .extracting(AnnexChanges.Written::mode)
                        .containsExactlyElementsOf(table.lines().stream()
                                .map(line -> asRead(line.mode()))
                                .toList());
                table.services()
                        .forEach(one -> assertThat(
                                        wanted.answers().get(one.service().code()))
                                .isEqualTo(one.activated()));
            }
        }
    }

    /** What the desk finds out by itself is not asked in the table. */
    private static ModeDraft asRead(ModeDraft mode) {
        SheetLevel level = AnnexCells.level(mode.legalForm());
        return new ModeDraft(
                mode.service(),
                mode.manner(),
                mode.exercise(),
                mode.legalForm(),
                level == SheetLevel.MUNICIPALITY ? mode.body() : "",
                level == SheetLevel.OTHER_BODY ? String.valueOf(mode.bodyName()).strip() : "",
                Objects.requireNonNullElse(mode.taxCode(), ""),
                mode.wholeAts(),
                mode.municipalities());
    }

    @Test
    void aSpreadsheetOfOldThatSavesInWindows1252LosesNothing() {
        AnnexTable table = generated(3);
        FilledAnnex filled = csv(
                table,
                Charset.forName("windows-1252"),
                text -> text.replace("\uFEFF", "").replace("«", "\"\"").replace("»", "\"\""));
        assertThat(new AnnexMerge(table).take(filled).faults().isEmpty()).isTrue();
        assertThat(filled.services().get(0).text(1)).isIn("Sì", "No", "");
    }

    private static void refused(byte[] file, String code) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> AnnexWorkbook.read(file));
        assertThat(refusal).as(code).isNotNull();
        @SuppressWarnings("unchecked")
        var errors =
                (List<ExchangeFault>) Objects.requireNonNull(refusal.details().get("errori"));
        assertThat(errors).extracting(ExchangeFault::code).contains(code);
        assertThat(errors).allSatisfy(fault -> assertThat(fault.remedy()).isNotBlank());
    }

    @Test
    void aFileThatIsNotTheDownloadedOneIsRefused() throws IOException {
        byte[] good = workbook(generated(7));
        assertThat(AnnexWorkbook.read(good).ats()).isEqualTo("01-001");
        refused(
                Workbooks.edited(good, STRANGE, xml -> xml.replace(">Copertura<", ">Estensione<")),
                "COLONNA_RINOMINATA");
        refused(Workbooks.edited(good, STRANGE, xml -> xml.replace(">Attivato<", ">Presente<")), "COLONNA_RINOMINATA");
        refused(
                Workbooks.edited(
                        good, "xl/workbook.xml", xml -> xml.replaceFirst("name=\"Modalit[^\"]*\"", "name=\"Foglio1\"")),
                "FOGLIO_MANCANTE");
        refused(
                Workbooks.edited(good, "xl/workbook.xml", xml -> xml.replace("name=\"Istruzioni\"", "name=\"Conti\"")),
                "FOGLIO_SCONOSCIUTO");
        refused(
                Workbooks.edited(good, STRANGE, xml -> xml.replace(FilledAnnex.FORMAT, "SIOSS-1")),
                "FOGLIO_NON_DI_SIOSS");
        refused(Workbooks.with(good, "xl/vbaProject.bin", new byte[10]), "MACRO_NON_AMMESSE");
        refused(
                Workbooks.edited(
                        good,
                        "xl/worksheets/sheet3.xml",
                        xml -> xml.replaceFirst("(<c r=\"B5\"[^>]*?)(/>|>.*?</c>)", "$1><f>1+1</f><v>2</v></c>")),
                "FORMULA_NON_AMMESSA");
        refused(Workbooks.with(good, "xl/media/zero.png", new byte[60 * 1024 * 1024]), "FILE_TROPPO_GRANDE");
        refused(
                Workbooks.with(
                        good,
                        STRANGE,
                        "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst>&x;</sst>"
                                .getBytes(StandardCharsets.UTF_8)),
                "FOGLIO_DANNEGGIATO");
    }

    @Test
    void aCsvWithOtherColumnsIsRefused() {
        String good = AnnexCsv.write(generated(7));
        for (String bad : List.of(
                good.replace("\"copertura\"", "\"estensione\""),
                good.replace(FilledAnnex.FORMAT, "SIOSS-1"),
                good.replaceFirst("\"sioss.anno\";\"2270\"", "\"sioss.anno\";\"duemila\""),
                good + "\"nota\";\"ciao\"",
                good + "\"aperta",
                "chiave;riga;risposta\na;b;c\n",
                "nome;cognome\na;b\n")) {
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> AnnexCsv.read(bad.getBytes(StandardCharsets.UTF_8)));
            assertThat(refusal)
                    .as(bad.substring(Math.max(0, bad.length() - 40)))
                    .isNotNull();
            assertThat(refusal.status()).isEqualTo(422);
        }
    }

    @Test
    void everyCellThatCannotBeMeantIsNamed() {
        AnnexTable table = new AnnexTable(
                2270,
                "01-001",
                "ATS",
                List.of(new AnnexTable.Service(new Nomenclature.Line("A.01.1", "A", "Segretariato"), true)),
                List.of(new AnnexTable.Line(
                        4,
                        new UUID(0, 4),
                        new ModeDraft(
                                "A.01.1",
                                Manner.DIRECT.word(),
                                Exercise.SINGLE.word(),
                                LegalForm.DISTRICT.word(),
                                "01-001",
                                "ATS",
                                null,
                                true,
                                List.of()))),
                TOWNS);
        String good = AnnexCsv.write(table);
        String line = good.lines()
                .filter(one -> one.startsWith("\"riga\""))
                .findFirst()
                .orElseThrow();
        String answer = good.lines()
                .filter(one -> one.startsWith("\"servizio\""))
                .findFirst()
                .orElseThrow();
        var expected = new java.util.LinkedHashMap<String, String>();
        expected.put(good.replace(line, line.replace("Tutto l’ambito", "boh")), "COPERTURA_NON_INDICATA");
        expected.put(good.replace(line, line.replace("\"4\"", "\"5\"")), "RIGA_SCONOSCIUTA");
        expected.put(good + line, "RIGA_RIPETUTA");
        expected.put(good.replace(answer, answer.replace("Sì", "forse")), "RISPOSTA_NON_AMMESSA");
        expected.put(good.replace(answer, answer.replace("Sì", "")), "RISPOSTA_NON_AMMESSA");
        expected.put(good.replace(answer, answer.replace("A.01.1", "Z.99.9")), "SERVIZIO_SCONOSCIUTO");
        expected.put(good.replace(answer + "\r\n", ""), "SERVIZIO_MANCANTE");
        expected.put(good + answer, "SERVIZIO_RIPETUTO");
        expected.put(
                good.replace(line, line.substring(0, line.lastIndexOf("\"\"")) + "\"Torino\""),
                "CELLA_DA_LASCIARE_VUOTA");
        expected.forEach((text, code) -> {
            AnnexMerge merge = new AnnexMerge(table).take(AnnexCsv.read(text.getBytes(StandardCharsets.UTF_8)));
            assertThat(merge.faults().first())
                    .as(code)
                    .extracting(ExchangeFault::code)
                    .contains(code);
        });
    }

    @Test
    void namesThatTwoMunicipalitiesShareAreNotGuessed() {
        var cells = new AnnexCells(generated(1));
        List<String> line = List.of(
                "",
                "A.01.1",
                "affidamento (appalto)",
                "SINGOLA",
                "Comune",
                "torino",
                "",
                "",
                "solo i comuni indicati",
                "Agliè; 001272;Samone; Samone (022165)");
        ModeDraft draft = cells.draft(line);
        assertThat(draft.body()).isEqualTo("001272");
        assertThat(draft.manner()).isEqualTo("AFFIDAMENTO");
        assertThat(draft.municipalities()).containsExactly("001001", "001272", "022165", "Samone");
    }
}
