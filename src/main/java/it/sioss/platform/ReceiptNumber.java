package it.sioss.platform;

import java.util.Locale;
import java.util.regex.Pattern;

/** The number of a receipt as people read it: "SIOSS-2025-00000042". */
public final class ReceiptNumber {

    private static final Pattern WRITTEN = Pattern.compile("(?:SIOSS-\\d{4}-)?(\\d{1,12})", Pattern.CASE_INSENSITIVE);

    private ReceiptNumber() {}

    public static String of(int year, long sequence) {
        return String.format(Locale.ROOT, "SIOSS-%d-%08d", year, sequence);
    }

    /** The sequence in a number somebody wrote, with or without its year; −1 when it is no number of ours. */
    public static long sequence(String number) {
        var match = WRITTEN.matcher(number.strip());
        return match.matches() ? Long.parseLong(match.group(1)) : -1;
    }
}
