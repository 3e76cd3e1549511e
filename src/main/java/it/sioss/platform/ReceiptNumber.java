package it.sioss.platform;

import java.util.Locale;
import java.util.regex.Pattern;

/** The number of a receipt as people read it: "SIOSS-2025-00000042". */
public final class ReceiptNumber {

    private static final Pattern WRITTEN = Pattern.compile("(?:SIOSS-(\\d{4})-)?(\\d{1,12})", Pattern.CASE_INSENSITIVE);

    private ReceiptNumber() {}

    public static String of(int year, long sequence) {
        return String.format(Locale.ROOT, "SIOSS-%d-%08d", year, sequence);
    }

    /** Whether somebody who wrote this number may mean a receipt of that year: the year written, when there is one, is right. */
    public static boolean mayBeOf(int year, String number) {
        var match = WRITTEN.matcher(number.strip());
        return match.matches() && (match.group(1) == null || Integer.parseInt(match.group(1)) == year);
    }

    /** The sequence in a number somebody wrote, with or without its year; −1 when it is no number of ours. */
    public static long sequence(String number) {
        var match = WRITTEN.matcher(number.strip());
        return match.matches() ? Long.parseLong(match.group(2)) : -1;
    }
}
