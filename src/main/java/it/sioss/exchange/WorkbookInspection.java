package it.sioss.exchange;

import it.sioss.platform.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Looks into a workbook before anybody reads it: how much it unpacks to, and whether it brings what no sheet needs
 * (macros, formulas, links to other files). Streams are bounded; nothing is written anywhere.
 */
final class WorkbookInspection {

    private static final int MOST_ENTRIES = 200;
    private static final long MOST_BYTES = 48L * 1024 * 1024;
    private static final long MOST_BYTES_OF_TEXTS = 16L * 1024 * 1024;
    private static final int MOST_CELLS = 600_000;
    private static final int LAST_ROW = 100_000;
    private static final int LAST_COLUMN = WorkbookLayout.FIRST_SHEET_COLUMN + WorkbookLayout.MOST_SHEETS + 20;
    private static final Pattern REFERENCE = Pattern.compile("([A-Z]{1,4})([0-9]{1,7})");
    private static final Pattern FOREIGN = Pattern.compile(
            "(?i).*(vbaproject|/macrosheets/|/dialogsheets/|/activex/|/ctrlprops/).*|.*\\.(bin\\.exe|exe|js|vbs)");
    private static final Pattern LINKED =
            Pattern.compile("(?i).*(/externallinks/|/embeddings/|/connections\\.xml|/querytables/|/model/).*");
    private static final XMLInputFactory XML = xml();

    private long unpacked;
    private int cells;

    private WorkbookInspection() {}

    /**
     * Looks through the whole workbook.
     *
     * @throws Refusal 413, 415 or 422 with the reason and the remedy
     */
    static void inspect(byte[] workbook) {
        WorkbookInspection inspection = new WorkbookInspection();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get()) {
            inspection.entries(zip);
        } catch (IOException | XMLStreamException | IllegalArgumentException damaged) {
            throw damaged(damaged);
        }
    }

    /** As {@link #damaged()}, keeping what the libraries said of it. */
    static Refusal damaged(Exception cause) {
        Refusal refusal = damaged();
        refusal.initCause(cause);
        return refusal;
    }

    private static Refusal damaged() {
        return Faults.ofFile(
                422,
                "FOGLIO_DANNEGGIATO",
                "Il file non è una cartella di lavoro XLSX leggibile.",
                "Apritelo nel foglio di calcolo, salvatelo come XLSX e ricaricatelo.");
    }

    private void entries(ZipFile zip) throws IOException, XMLStreamException {
        Set<String> names = new HashSet<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            String name = "/" + entry.getName().replace('\\', '/');
            boolean strange =
                    !names.add(name.toLowerCase(Locale.ROOT)) || name.contains("/../") || entry.isUnixSymlink();
            if (strange
                    || names.size() > MOST_ENTRIES
                    || entry.getGeneralPurposeBit().usesEncryption()) {
                throw damaged();
            }
            foreign(name);
            if (!entry.isDirectory()) {
                inspect(name, zip.getInputStream(entry));
            }
        }
        if (!names.contains("/[content_types].xml")
                || names.stream().noneMatch(name -> name.endsWith("/workbook.xml"))) {
            throw Faults.ofFile(
                    415,
                    "FORMATO_NON_AMMESSO",
                    "Il file è un archivio, ma non una cartella di lavoro XLSX.",
                    "Caricate il file XLSX scaricato da SIOSS, o un CSV con le stesse colonne.");
        }
    }

    private static void foreign(String name) {
        if (FOREIGN.matcher(name).matches()) {
            throw macros();
        }
        if (LINKED.matcher(name).matches()) {
            throw links();
        }
    }

    private static Refusal macros() {
        return Faults.ofFile(
                422,
                "MACRO_NON_AMMESSE",
                "La cartella di lavoro contiene macro o controlli.",
                "Salvatela come «Cartella di lavoro di Excel (*.xlsx)», senza macro.");
    }

    private static Refusal links() {
        return Faults.ofFile(
                422,
                "COLLEGAMENTI_NON_AMMESSI",
                "La cartella di lavoro contiene collegamenti ad altri file o dati esterni.",
                "Incollate i valori in una copia appena scaricata da SIOSS.");
    }

    private void inspect(String name, InputStream content) throws IOException, XMLStreamException {
        long most = name.toLowerCase(Locale.ROOT).endsWith("/sharedstrings.xml") ? MOST_BYTES_OF_TEXTS : MOST_BYTES;
        try (InputStream bounded = new Bounded(content, most)) {
            boolean xml = name.endsWith(".xml") || name.endsWith(".rels");
            if (xml) {
                elements(name, XML.createXMLStreamReader(bounded));
            } else {
                bounded.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private void elements(String name, XMLStreamReader reader) throws XMLStreamException {
        String cell = "";
        boolean worksheet = name.contains("/worksheets/");
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw damaged();
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "c" -> cell = worksheet ? cell(reader) : cell;
                case "f" -> formula(name, worksheet, cell);
                case "row" -> within(reader.getAttributeValue(null, "r"), worksheet);
                case "Relationship" -> relationship(reader);
                case "Override", "Default" ->
                    contentType(String.valueOf(reader.getAttributeValue(null, "ContentType")));
                default -> {
                    // nothing else is dangerous: it is only read
                }
            }
        }
    }

    private String cell(XMLStreamReader reader) {
        if (++cells > MOST_CELLS) {
            throw tooLarge();
        }
        String reference = reader.getAttributeValue(null, "r");
        if (reference == null) {
            return "";
        }
        Matcher parts = REFERENCE.matcher(reference);
        if (!parts.matches()) {
            throw damaged();
        }
        int column = 0;
        for (char letter : parts.group(1).toCharArray()) {
            column = column * 26 + letter - 'A' + 1;
        }
        if (column > LAST_COLUMN || Integer.parseInt(parts.group(2)) > LAST_ROW) {
            throw outside(reference);
        }
        return reference;
    }

    private static void within(@org.jspecify.annotations.Nullable String row, boolean worksheet) {
        if (worksheet && row != null && (!row.matches("[0-9]{1,7}") || Integer.parseInt(row) > LAST_ROW)) {
            throw outside("riga " + row);
        }
    }

    private static Refusal outside(String reference) {
        return Faults.ofFile(
                422,
                "FOGLIO_TROPPO_GRANDE",
                "C'è qualcosa molto lontano dalla tabella (" + reference + ").",
                "Usate una copia appena scaricata da SIOSS, senza altre tabelle.");
    }

    private static void formula(String name, boolean worksheet, String cell) {
        if (worksheet) {
            Faults faults = new Faults();
            faults.add(new ExchangeFault(
                    "FORMULA_NON_AMMESSA",
                    null,
                    cell,
                    "Nella cella " + cell + " (" + name.substring(name.lastIndexOf('/') + 1) + ") c'è una formula.",
                    "Copiate la cella e incollatela come valore: SIOSS legge ciò che è scritto, non i calcoli."));
            throw faults.refusal(
                    422,
                    "FORMULA_NON_AMMESSA",
                    "Nella cella " + cell + " c'è una formula: copiatela e incollatela come valore.");
        }
    }

    private static void relationship(XMLStreamReader reader) {
        String type = String.valueOf(reader.getAttributeValue(null, "Type"));
        boolean external = "External".equalsIgnoreCase(reader.getAttributeValue(null, "TargetMode"));
        if (type.endsWith("/vbaProject")) {
            throw macros();
        }
        if (external && !type.endsWith("/hyperlink")) {
            throw links();
        }
    }

    private static void contentType(String type) {
        if (type.toLowerCase(Locale.ROOT).contains("macroenabled") || type.contains("vbaProject")) {
            throw macros();
        }
        if (type.contains("sheet.binary")) {
            throw Faults.ofFile(
                    415,
                    "FORMATO_NON_AMMESSO",
                    "La cartella di lavoro è in formato binario (XLSB).",
                    "Salvatela come «Cartella di lavoro di Excel (*.xlsx)».");
        }
    }

    static Refusal tooLarge() {
        return Faults.ofFile(
                413,
                "FILE_TROPPO_GRANDE",
                "La cartella di lavoro, una volta aperta, è molto più grande di quelle di SIOSS.",
                "Usate una copia appena scaricata da SIOSS e incollatevi solo i valori.");
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** Counts what is unpacked and stops when it is too much, whatever the archive declares. */
    private final class Bounded extends FilterInputStream {

        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = super.read(target, from, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) {
            left -= bytes;
            unpacked += bytes;
            if (left < 0 || unpacked > MOST_BYTES) {
                throw tooLarge();
            }
        }
    }

    static boolean isPackage(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    /** The container of old or encrypted workbooks. */
    static boolean isCompoundFile(byte[] bytes) {
        return bytes.length > 3
                && (bytes[0] & 0xFF) == 0xD0
                && (bytes[1] & 0xFF) == 0xCF
                && (bytes[2] & 0xFF) == 0x11
                && (bytes[3] & 0xFF) == 0xE0;
    }

    static Refusal compoundFile(byte[] bytes) {
        byte[] wanted = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        boolean encrypted = new String(bytes, StandardCharsets.ISO_8859_1)
                .contains(new String(wanted, StandardCharsets.ISO_8859_1));
        return encrypted
                ? Faults.ofFile(
                        422,
                        "FOGLIO_CIFRATO",
                        "La cartella di lavoro è protetta da una parola d'ordine.",
                        "Togliete la cifratura (File, Informazioni, Proteggi cartella) e ricaricatela.")
                : Faults.ofFile(
                        415,
                        "FORMATO_NON_AMMESSO",
                        "Il file è nel vecchio formato XLS, che può contenere macro.",
                        "Salvatelo come «Cartella di lavoro di Excel (*.xlsx)».");
    }
}
