package it.sioss.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.platform.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Files that nobody should send, each with the reason it is refused; and numbers in every shape. */
class BadFilesTest {

    private static final ModuleRevision MODULE = ModuleFixtures.module("A5");
    private static final String ANSWERS = "xl/worksheets/sheet2.xml";
    private static final String TEXTS = "xl/sharedStrings.xml";

    private final byte[] good = workbook();

    private static byte[] workbook() {
        try {
            return Workbooks.workbook(MODULE, ModuleFixtures.complete(MODULE));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Refusal refused(byte[] file) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> WorkbookReader.read(file, id -> MODULE));
        assertThat(refusal).as("the file is refused").isNotNull();
        return refusal;
    }

    private static void refused(byte[] file, int status, String code) {
        Refusal refusal = refused(file);
        assertThat(refusal.status()).as(refusal.message()).isEqualTo(status);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(errors(refusal)).allSatisfy(fault -> {
            assertThat(fault.message()).isNotBlank();
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    @SuppressWarnings("unchecked")
    private static List<ExchangeFault> errors(Refusal refusal) {
        return (List<ExchangeFault>) Objects.requireNonNull(refusal.details().get("errori"));
    }

    /** The faults of the table, when that is what is wrong. */
    private static void faulty(byte[] file, String code) {
        Refusal refusal = refused(file);
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(errors(refusal)).extracting(ExchangeFault::code).contains(code);
    }

    private byte[] texts(UnaryOperator<String> edit) throws IOException {
        return Workbooks.edited(good, TEXTS, edit);
    }

    @Test
    void theGoodFileIsGood() {
        assertThat(WorkbookReader.read(good, id -> MODULE)).hasSize(1);
    }

    @Test
    void whatIsNoWorkbookIsRefused() throws IOException {
        refused("PK\3\4 niente".getBytes(StandardCharsets.ISO_8859_1), 422, "FOGLIO_DANNEGGIATO");
        refused(Workbooks.zip(Map.of("ciao.txt", new byte[3])), 415, "FORMATO_NON_AMMESSO");
        byte[] cut = java.util.Arrays.copyOf(good, good.length / 2);
        refused(cut, 422, "FOGLIO_DANNEGGIATO");
        for (int seed = 0; seed < 40; seed++) {
            byte[] noisy = good.clone();
            var random = new java.util.Random(seed);
            for (int i = 0; i < 20; i++) {
                noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
            }
            Throwable thrown = catchThrowable(() -> WorkbookReader.read(noisy, id -> MODULE));
            assertThat(thrown == null || thrown instanceof Refusal)
                    .as("seed %d: %s", seed, thrown)
                    .isTrue();
        }
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0};
        assertThat(WorkbookInspection.isCompoundFile(old)).isTrue();
        assertThat(WorkbookInspection.compoundFile(old).status()).isEqualTo(415);
        var encrypted = new ByteArrayOutputStream();
        encrypted.write(old);
        encrypted.write("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE));
        assertThat(WorkbookInspection.compoundFile(encrypted.toByteArray()).code())
                .isEqualTo("FOGLIO_CIFRATO");
    }

    @Test
    void macrosLinksAndFormulasAreRefused() throws IOException {
        refused(Workbooks.with(good, "xl/vbaProject.bin", new byte[10]), 422, "MACRO_NON_AMMESSE");
        refused(
                Workbooks.edited(
                        good,
                        "[Content_Types].xml",
                        xml -> xml.replace(
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                                "application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
                422,
                "MACRO_NON_AMMESSE");
        refused(
                Workbooks.with(good, "xl/externalLinks/externalLink1.xml", "<a/>".getBytes(StandardCharsets.UTF_8)),
                422,
                "COLLEGAMENTI_NON_AMMESSI");
        refused(
                Workbooks.with(
                        good,
                        "xl/worksheets/_rels/sheet9.xml.rels",
                        "<Relationships><Relationship Type=\"x/image\" TargetMode=\"External\" Target=\"http://x\"/></Relationships>"
                                .getBytes(StandardCharsets.UTF_8)),
                422,
                "COLLEGAMENTI_NON_AMMESSI");
        refused(
                Workbooks.edited(
                        good,
                        ANSWERS,
                        xml -> xml.replaceFirst("(<c r=\"F10\"[^>]*?)(/>|>.*?</c>)", "$1><f>1+1</f><v>2</v></c>")),
                422,
                "FORMULA_NON_AMMESSA");
    }

    @Test
    void aMailAddressThatASpreadsheetTurnsIntoALinkIsNoHarm() throws IOException {
        byte[] linked = Workbooks.with(
                good,
                "xl/worksheets/_rels/sheet9.xml.rels",
                ("<Relationships><Relationship Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\""
                                + " TargetMode=\"External\" Target=\"mailto:maria@comune.it\"/></Relationships>")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(WorkbookReader.read(linked, id -> MODULE)).hasSize(1);
    }

    @Test
    void bombsAndHostileXmlAreStoppedEarly() throws IOException {
        refused(Workbooks.with(good, "xl/media/zero.png", new byte[60 * 1024 * 1024]), 413, "FILE_TROPPO_GRANDE");
        byte[] rows = ("<worksheet><sheetData>" + "<row><c/></row>".repeat(700_000) + "</sheetData></worksheet>")
                .getBytes(StandardCharsets.UTF_8);
        refused(Workbooks.with(good, ANSWERS, rows), 413, "FILE_TROPPO_GRANDE");
        refused(
                Workbooks.edited(good, ANSWERS, xml -> xml.replaceFirst("<c r=\"F10\"", "<c r=\"ZZZZ10\"")),
                422,
                "FOGLIO_TROPPO_GRANDE");
        refused(
                Workbooks.edited(good, ANSWERS, xml -> xml.replaceFirst("<c r=\"F10\"", "<c r=\"ZZZZZZZZZZ10\"")),
                422,
                "FOGLIO_DANNEGGIATO");
        String entity =
                "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst>&x;</sst>";
        refused(Workbooks.with(good, TEXTS, entity.getBytes(StandardCharsets.UTF_8)), 422, "FOGLIO_DANNEGGIATO");
        Map<String, byte[]> many = new LinkedHashMap<>(Workbooks.entries(good));
        for (int n = 0; n < 300; n++) {
            many.put("xl/n" + n + ".txt", new byte[0]);
        }
        refused(Workbooks.zip(many), 422, "FOGLIO_DANNEGGIATO");
        refused(
                Workbooks.with(good, "xl/../../fuori.xml", "<a/>".getBytes(StandardCharsets.UTF_8)),
                422,
                "FOGLIO_DANNEGGIATO");
    }

    @Test
    void columnsAndRowsMustBeTheOnesOfTheDownload() throws IOException {
        faulty(texts(xml -> xml.replace(">Risposte ammesse<", ">Ammesse<")), "COLONNA_RINOMINATA");
        faulty(texts(xml -> xml.replace(">Scheda 1<", ">Totale<")), "COLONNA_SCONOSCIUTA");
        faulty(texts(xml -> xml.replace(">Scheda 1<", ">Totale<")), "COLONNA_MANCANTE");
        faulty(texts(xml -> xml.replace(">a5_3_3_donne<", ">a5_3_3_uomini<")), "VOCE_MANCANTE");
        faulty(texts(xml -> xml.replace(">a5_3_3_donne<", ">a5_3_3_altro<")), "CHIAVE_SCONOSCIUTA");
        faulty(texts(xml -> xml.replace(">profilo<", ">professione<")), "COLONNA_RINOMINATA");
        faulty(texts(xml -> xml.replace(">r2<", ">r1<").replace(">Riga", ">Riga")), "RIGA_RIPETUTA");
        faulty(
                Workbooks.edited(good, ANSWERS, xml -> duplicated(xml, "a5_3_3_donne", "a5_3_3_uomini")),
                "CHIAVE_RIPETUTA");
        faulty(
                Workbooks.edited(good, "xl/workbook.xml", xml -> xml.replace("name=\"Risposte\"", "name=\"Foglio1\"")),
                "FOGLIO_MANCANTE");
        faulty(
                Workbooks.edited(good, "xl/workbook.xml", xml -> xml.replace("name=\"Istruzioni\"", "name=\"Conti\"")),
                "FOGLIO_SCONOSCIUTO");
        refused(
                Workbooks.edited(good, "xl/workbook.xml", xml -> xml.replace("name=\"SIOSS\"", "name=\"Mio\"")),
                422,
                "FOGLIO_NON_DI_SIOSS");
        refused(texts(xml -> xml.replace(">SIOSS-1<", ">SIOSS-9<")), 422, "FOGLIO_NON_DI_SIOSS");
        Refusal unknown = catchThrowableOfType(
                Refusal.class,
                () -> WorkbookReader.read(good, id -> {
                    throw new NoSuchElementException();
                }));
        assertThat(unknown.code()).isEqualTo("REVISIONE_SCONOSCIUTA");
    }

    /** The key of one question written in the row of the other, leaving its own untouched. */
    private String duplicated(String xml, String key, String other) {
        try {
            String texts = new String(Workbooks.entries(good).get(TEXTS), StandardCharsets.UTF_8);
            List<String> all = List.of(texts.split("<si>", -1));
            int from = index(all, other);
            int to = index(all, key);
            return xml.replaceFirst("(<c r=\"A[0-9]+\"[^>]*><v>)" + from + "(</v>)", "$1" + to + "$2");
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static int index(List<String> texts, String wanted) {
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).contains(">" + wanted + "<")) {
                return i - 1;
            }
        }
        throw new AssertionError(wanted);
    }

    @Test
    void tenThousandRowsAreTooMany() throws IOException {
        Answers many = ModuleFixtures.with(
                Answers.NONE,
                "a5_5_1",
                new it.sioss.catalogue.Grid(java.util.stream.IntStream.range(0, 10_000)
                        .mapToObj(n -> ModuleFixtures.row("r" + n, "operatori", n))
                        .toList()));
        FilledSheet filled = WorkbookReader.read(Workbooks.workbook(MODULE, many), id -> MODULE)
                .get(0);
        SheetMerge merge = new SheetMerge(
                        MODULE.form(),
                        new AnswerCells(Map.of()),
                        DownloadedAnswers.unchanged(Answers.NONE),
                        Answers.NONE,
                        ConflictChoice.ASK)
                .take(filled);
        Refusal refusal = catchThrowableOfType(Refusal.class, merge::patch);
        assertThat(refusal.message()).contains("più di 200 righe");
    }

    @Test
    void numbersAreReadInOneWayOrNotAtAll() {
        Map<String, Optional<String>> shapes = new LinkedHashMap<>();
        shapes.put("1.234", Optional.of("1234"));
        shapes.put("1,5", Optional.of("1.5"));
        shapes.put("1.234.567,89", Optional.of("1234567.89"));
        shapes.put("1 234", Optional.of("1234"));
        shapes.put("€ 12,50", Optional.of("12.5"));
        shapes.put("-0", Optional.of("0"));
        shapes.put("−3", Optional.of("-3"));
        for (String unreadable : List.of(
                "1.5",
                "1e9",
                "٣",
                "NaN",
                "9223372036854775808",
                "Infinity",
                "1,2,3",
                "1.23,4",
                "0x10",
                "1_000",
                "½",
                "1/2",
                ",5",
                "5.",
                "--1",
                "+5",
                "1 2",
                "12 persone",
                "\u200F3")) {
            shapes.put(unreadable, Optional.empty());
        }
        shapes.forEach((typed, value) -> assertThat(ItalianCells.number(typed).map(BigDecimal::toPlainString))
                .as(typed)
                .isEqualTo(value));
        assertThat(ItalianCells.native15(new BigDecimal("1.1000000000000001")).map(BigDecimal::toPlainString))
                .contains("1.1");
        assertThat(ItalianCells.native15(new BigDecimal("9.2233720368547758E18")))
                .isEmpty();
        assertThat(ItalianCells.native15(new BigDecimal("1E+400"))).isEmpty();
        assertThat(ItalianCells.native15(new BigDecimal("1E-400"))).isEmpty();
    }

    @Test
    void whatCannotBeReadIsKeptAsTypedForTheFormToJudge() {
        var donne = Objects.requireNonNull(MODULE.form().question("a5_3_3_donne"));
        var cells = new AnswerCells(Map.of());
        var place = Place.at("Risposte", 0, 0);
        assertThat(cells.read(new FilledCell("1.5", place), donne)).isEqualTo(Answer.unreadable("1.5"));
        assertThat(cells.read(new FilledCell(new BigDecimal("9.2233720368547758E18"), place), donne))
                .isEqualTo(Answer.unreadable("9223372036854775800"));
        assertThat(cells.read(new FilledCell(java.time.LocalDate.of(2025, 2, 1), place), donne))
                .isEqualTo(Answer.unreadable("01/02/2025"));
        assertThat(Place.at("x", 0, 25).cell()
                        + Place.at("x", 0, 26).cell()
                        + Place.at("x", 9, 701).cell())
                .isEqualTo("Z1AA1ZZ10");
    }

    @Test
    void aCsvOfSomethingElseIsRefused() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(new byte[100]);
        }
        Map<byte[], Integer> files = new LinkedHashMap<>();
        files.put(zipped.toByteArray(), 415);
        files.put(new byte[0], 415);
        files.put("%PDF-1.7 x".getBytes(StandardCharsets.UTF_8), 422);
        files.put("nome;cognome\na;b\n".getBytes(StandardCharsets.UTF_8), 422);
        files.put("chiave;riga;risposta\n\"aperta".getBytes(StandardCharsets.UTF_8), 422);
        files.put("chiave;riga;risposta\na;b;c\n".getBytes(StandardCharsets.UTF_8), 422);
        files.put(("chiave;riga;risposta\n" + ";".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8), 413);
        files.put(("chiave" + ",".repeat(5_000_000)).getBytes(StandardCharsets.UTF_8), 413);
        files.forEach((file, status) -> {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> CsvSheet.read(file, id -> MODULE));
            assertThat(refusal).isNotNull();
            assertThat(refusal.status()).as(refusal.message()).isEqualTo(status);
        });
    }
}
