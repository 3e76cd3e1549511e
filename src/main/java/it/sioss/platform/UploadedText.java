package it.sioss.platform;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of an upload as text, or the reason why they are not text we can trust. */
public sealed interface UploadedText {

    Charset WINDOWS = Charset.forName("windows-1252");

    /** UTF-8, with or without its mark at the start. */
    record Readable(String text) implements UploadedText {}

    /** Anything else, with what to do about it. */
    record Refused(String code, @Nullable Integer line, String message, String remedy) implements UploadedText {}

    /** The text of a file that must be in UTF-8. */
    static UploadedText of(byte[] bytes, int maxBytes) {
        return read(bytes, maxBytes, false);
    }

    /** As {@link #of}, and what is not UTF-8 is taken for Windows-1252, as old spreadsheets save it. */
    static UploadedText ofAnyEncoding(byte[] bytes, int maxBytes) {
        return read(bytes, maxBytes, true);
    }

    private static UploadedText read(byte[] bytes, int maxBytes, boolean alsoWindows) {
        if (bytes.length > maxBytes) {
            return refused(
                    "FILE_TROPPO_GRANDE",
                    "Il file supera " + maxBytes / (1024 * 1024) + " MB.",
                    "Controllate di aver scelto il file giusto e che non abbia colonne in più.");
        }
        if (bytes.length == 0) {
            return empty();
        }
        if (startsWith(bytes, 'P', 'K', 3, 4) || startsWith(bytes, 0xD0, 0xCF, 0x11, 0xE0)) {
            return refused(
                    "CODIFICA_NON_AMMESSA",
                    "È una cartella di lavoro di Excel, non un file CSV.",
                    "In Excel scegliete «Salva con nome» e il tipo «CSV UTF-8 (delimitato da virgole)».");
        }
        if (looksLikeUtf16(bytes)) {
            return refused(
                    "CODIFICA_NON_AMMESSA",
                    "Il file è in UTF-16 («Testo Unicode»).",
                    "Salvatelo in UTF-8: in Excel, «Salva con nome» e il tipo «CSV UTF-8 (delimitato da virgole)».");
        }
        int nul = indexOf(bytes, (byte) 0);
        if (nul >= 0) {
            return new Refused(
                    "CARATTERE_NON_AMMESSO",
                    lineAt(bytes, nul),
                    "C'è un carattere nullo (NUL): il file è danneggiato o non è di testo.",
                    "Esportate di nuovo il file dal programma che lo ha prodotto.");
        }
        return decode(bytes, alsoWindows);
    }

    private static UploadedText decode(byte[] bytes, boolean alsoWindows) {
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length - start);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            return alsoWindows ? new Readable(new String(bytes, WINDOWS)) : notUtf8(bytes, in.position());
        }
        String text = out.flip().toString();
        return text.isBlank() ? empty() : new Readable(text);
    }

    private static UploadedText notUtf8(byte[] bytes, int position) {
        int from = position;
        while (from > 0 && bytes[from - 1] != '\n' && position - from < 20) {
            from--;
        }
        int to = position;
        while (to < bytes.length && bytes[to] != '\n' && bytes[to] != '\r' && to - position < 10) {
            to++;
        }
        String around = new String(bytes, from, to - from, WINDOWS);
        return new Refused(
                "CODIFICA_NON_AMMESSA",
                lineAt(bytes, position),
                "Il file non è in UTF-8: qui le lettere accentate sembrano scritte in Windows-1252 («…" + around.strip()
                        + "…»).",
                "Salvatelo in UTF-8: in Excel, «Salva con nome» e il tipo «CSV UTF-8 (delimitato da virgole)».");
    }

    private static boolean looksLikeUtf16(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return true;
        }
        int looked = Math.min(bytes.length, 64);
        int[] zeros = new int[2];
        for (int i = 0; i < looked; i++) {
            if (bytes[i] == 0) {
                zeros[i % 2]++;
            }
        }
        return looked >= 8 && (zeros[0] > looked / 3 || zeros[1] > looked / 3);
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[i] != (byte) prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static UploadedText empty() {
        return refused("FILE_VUOTO", "Il file è vuoto.", "Scegliete il file giusto e ricaricatelo.");
    }

    private static UploadedText refused(String code, String message, String remedy) {
        return new Refused(code, null, message, remedy);
    }
}
