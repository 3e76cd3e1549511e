package it.sioss.sheet;

import it.sioss.platform.CanonicalJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recomputes the fingerprint of a transmitted content away from SIOSS, with no database: whoever holds the JSON, even
 * one that a program has laid out anew, checks it against the receipt.
 */
public final class FingerprintCommand {

    private static final long LARGEST = 20_000_000;

    private FingerprintCommand() {}

    /** Prints the fingerprint (SHA-256 of the canonical JSON, RFC 8785, in hexadecimal); 0 when done, 1 when not. */
    public static int run(Path file, PrintStream out, PrintStream complaints) {
        try {
            if (Files.size(file) > LARGEST) {
                complaints.println("Il file " + file + " è troppo grande per essere il contenuto di una scheda.");
                return 1;
            }
            String json = Files.readString(file, StandardCharsets.UTF_8);
            out.println(CanonicalJson.fingerprint(CanonicalJson.bytes(json)));
            return 0;
        } catch (IOException unreadable) {
            complaints.println("Non riesco a leggere il file " + file + ": deve esistere ed essere un testo UTF-8.");
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            complaints.println("Il file " + file + " non contiene un JSON valido.");
        }
        return 1;
    }
}
