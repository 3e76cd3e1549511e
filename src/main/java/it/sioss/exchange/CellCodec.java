package it.sioss.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters that XML cannot carry travel in a workbook as _x0007_, and what looks like that is escaped too. */
final class CellCodec {

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private CellCodec() {}

    static String encode(String text) {
        String safe = ESCAPED.matcher(text).replaceAll("_x005F_x$1_");
        StringBuilder encoded = new StringBuilder(safe.length());
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            boolean carried = c >= ' ' && c != 0xFFFE && c != 0xFFFF || c == '\t' || c == '\n';
            encoded.append(carried ? String.valueOf(c) : String.format(java.util.Locale.ROOT, "_x%04X_", (int) c));
        }
        return encoded.toString();
    }

    static String decode(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        return ESCAPED.matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }
}
