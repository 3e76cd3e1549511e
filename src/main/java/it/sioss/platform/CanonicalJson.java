package it.sioss.platform;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** One text, one fingerprint: the form (RFC 8785) in which what was transmitted is kept and can be proved. */
public final class CanonicalJson {

    private CanonicalJson() {}

    /** The canonical bytes of a JSON text of our own making. */
    public static byte[] bytes(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedUTF8();
        } catch (IOException failure) {
            throw new IllegalStateException("a JSON of our own making cannot be made canonical", failure);
        }
    }

    /** SHA-256 in hexadecimal. */
    public static String fingerprint(byte[] canonical) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform offers SHA-256", impossible);
        }
    }
}
