package it.sioss.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import it.sioss.catalogue.ModuleRevision.CheckFile;
import it.sioss.platform.Refusal;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A form or a table of checks somebody would like to publish: read to be compared, never stored nor deployed. Whoever
 * made it is told plainly what is wrong with it.
 */
final class CandidateFile {

    static final int LARGEST = 2 * 1024 * 1024;

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final Pattern DEFINITIONS = Pattern.compile("<(?:\\w+:)?definitions\\b[^>]*?\\bid=\"([^\"]*)\"");

    private CandidateFile() {}

    /**
     * The revision as it would be with this file in the place of the one it replaces.
     *
     * @throws Refusal 422 saying why the file is not one that could be published
     */
    static ModuleRevision inPlaceOf(ModuleRevision current, byte[] file) {
        if (file.length > LARGEST) {
            throw refused("FILE_TROPPO_GRANDE", "Il file supera 2 MB.");
        }
        String text = new String(file, StandardCharsets.UTF_8).strip();
        if (text.startsWith("{")) {
            return withForm(current, file);
        }
        if (text.startsWith("<")) {
            return withChecks(current, file, text);
        }
        throw refused(
                "FILE_NON_RICONOSCIUTO",
                file.length == 0
                        ? "Il file è vuoto."
                        : "Il file non è un modulo (.form, JSON) né una tabella di controlli (.dmn, XML).");
    }

    private static ModuleRevision withForm(ModuleRevision current, byte[] form) {
        ModuleRevision candidate = read("MODULO_NON_VALIDO", current, form, current.checks());
        if (!candidate.module().equals(current.module())) {
            throw refused(
                    "MODULO_DIVERSO",
                    "Il file è del modulo «" + candidate.module() + "», il confronto è con " + current.module() + ".");
        }
        if (candidate.form().items().isEmpty()) {
            throw refused("MODULO_NON_VALIDO", "Il modulo non contiene nessuna voce.");
        }
        return candidate;
    }

    private static ModuleRevision withChecks(ModuleRevision current, byte[] dmn, String text) {
        readableXml(dmn);
        String definitions = definitions(text);
        var files = new ArrayList<CheckFile>();
        boolean replaced = false;
        for (CheckFile file : current.checks()) {
            boolean same = definitions.equals(definitions(new String(file.content(), StandardCharsets.UTF_8)));
            files.add(same ? new CheckFile(file.name(), dmn) : file);
            replaced |= same;
        }
        if (!replaced) {
            throw refused(
                    "CONTROLLI_DIVERSI",
                    "La tabella «" + definitions + "» non è di questo modulo: le sue sono "
                            + String.join(
                                    ", ",
                                    current.checks().stream()
                                            .map(file ->
                                                    definitions(new String(file.content(), StandardCharsets.UTF_8)))
                                            .toList())
                            + ".");
        }
        return read("CONTROLLI_NON_VALIDI", current, current.formBytes(), files);
    }

    private static String definitions(String xml) {
        Matcher id = DEFINITIONS.matcher(xml);
        return id.find() ? id.group(1) : "";
    }

    /** The readers of forms and tables fail in ways of their own; to who sent the file each is a reason to refuse it. */
    private static ModuleRevision read(String code, ModuleRevision current, byte[] form, List<CheckFile> checks) {
        try {
            return new ModuleRevision(
                    UUID.randomUUID(), current.editionYear(), current.number() + 1, Instant.EPOCH, form, checks);
        } catch (UnknownComponent unknown) {
            throw refused("COMPONENTE_NON_AMMESSO", unknown.getMessage() + ".");
        } catch (RuntimeException unreadable) {
            throw refused(code, "Il file non si può usare: " + reason(unreadable) + ".");
        }
    }

    /** What our own readers say is Italian; of what a library says only the place is told. */
    private static String reason(RuntimeException failure) {
        String words = "contenuto non leggibile";
        String place = "";
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at == failure && ours(failure)) {
                words = String.valueOf(failure.getMessage()).lines().findFirst().orElse(words);
            }
            place = place(at).orElse(place);
        }
        return words.replaceAll("\\.$", "") + place;
    }

    private static boolean ours(RuntimeException failure) {
        StackTraceElement[] raised = failure.getStackTrace();
        return raised.length > 0 && raised[0].getClassName().startsWith("it.sioss.");
    }

    private static Optional<String> place(Throwable failure) {
        if (failure instanceof JsonProcessingException json && json.getLocation() != null) {
            return Optional.of(
                    place(json.getLocation().getLineNr(), json.getLocation().getColumnNr()));
        }
        return failure instanceof SAXParseException xml
                ? Optional.of(place(xml.getLineNumber(), xml.getColumnNumber()))
                : Optional.empty();
    }

    private static String place(int line, int column) {
        return " (riga " + line + ", colonna " + column + ")";
    }

    private static void readableXml(byte[] xml) {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.newSAXParser().parse(new ByteArrayInputStream(xml), new DefaultHandler());
        } catch (SAXParseException malformed) {
            throw malformed.getException() instanceof CharConversionException
                    ? notAsDeclared(xml)
                    : malformed(malformed);
        } catch (SAXException | ParserConfigurationException failure) {
            throw new IllegalStateException("no XML reader of this platform refuses a DOCTYPE", failure);
        } catch (UnsupportedEncodingException unknown) {
            throw refused(
                    "XML_NON_LEGGIBILE",
                    "Il file dichiara una codifica dei caratteri che non si conosce: salvatelo in UTF-8.");
        } catch (IOException otherwise) {
            throw notAsDeclared(xml);
        }
    }

    private static Refusal malformed(SAXParseException malformed) {
        String why = String.valueOf(malformed.getMessage());
        return why.contains("DOCTYPE")
                ? refused(
                        "ENTITA_NON_AMMESSE",
                        "Il file dichiara un DOCTYPE: entità e riferimenti esterni non sono ammessi.")
                : refused(
                        "XML_NON_LEGGIBILE",
                        "Il file non è XML ben formato: riga " + malformed.getLineNumber() + ", colonna "
                                + malformed.getColumnNumber() + ".");
    }

    private static Refusal notAsDeclared(byte[] xml) {
        return refused(
                "XML_NON_LEGGIBILE",
                "Il file non è scritto nella codifica dei caratteri che dichiara" + firstNotUtf8(xml)
                        + ": salvatelo di nuovo in UTF-8.");
    }

    private static String firstNotUtf8(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharBuffer before = CharBuffer.allocate(file.length);
        if (!StandardCharsets.UTF_8.newDecoder().decode(bytes, before, true).isError()) {
            return "";
        }
        String[] lines = before.flip().toString().split("\n", -1);
        return place(lines.length, lines[lines.length - 1].length() + 1);
    }

    private static Refusal refused(String code, String message) {
        return new Refusal(422, code, message);
    }
}
