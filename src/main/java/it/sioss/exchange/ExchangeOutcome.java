package it.sioss.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a whole file does, or would do: all its sheets, or none. */
public record ExchangeOutcome(boolean applied, List<SheetOutcome> sheets) {

    public int changeCount() {
        return sheets.stream().mapToInt(sheet -> sheet.changes().size()).sum();
    }

    public long sheetsChanged() {
        return sheets.stream().filter(sheet -> !sheet.changes().isEmpty()).count();
    }

    /** Equal when the very same answers change in the very same way. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            sheets.forEach(sheet -> {
                digest.update((sheet.sheet() + "\n").getBytes(StandardCharsets.UTF_8));
                sheet.changes()
                        .forEach(change -> digest.update(
                                (change.field() + "\u0001" + change.before() + "\u0001" + change.after() + "\u0002")
                                        .getBytes(StandardCharsets.UTF_8)));
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform offers SHA-256", e);
        }
    }
}
