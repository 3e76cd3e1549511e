package it.sioss.registry;

import java.text.Normalizer;
import java.util.Locale;

/** How a cell of an uploaded file is repeated to the person who must correct it. */
final class CellText {

    private static final int LONGEST = 60;

    private CellText() {}

    /** The cell as typed, cut if long, with what cannot be seen made visible. */
    static String shown(String cell) {
        var visible = new StringBuilder();
        cell.codePoints().forEach(c -> visible.appendCodePoint(isInvisible(c) ? 0xFFFD : c));
        return visible.length() <= LONGEST
                ? visible.toString()
                : visible.substring(0, visible.offsetByCodePoints(0, LONGEST / 2)) + "…";
    }

    /** "058091" lost its zero on the way through a spreadsheet. */
    static String lostZero(String code) {
        return code + " ha " + digits(code) + ": Excel ha tolto lo zero iniziale?";
    }

    static String digits(String code) {
        return code.length() == 1 ? "1 cifra" : code.length() + " cifre";
    }

    /** Letters and digits only, without accents: what two spellings of a name have in common. */
    static String bare(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    static boolean hasInvisible(String cell) {
        return cell.codePoints().anyMatch(CellText::isInvisible);
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> c == 0xFFFD;
        };
    }
}
