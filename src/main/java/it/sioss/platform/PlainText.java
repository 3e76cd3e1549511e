package it.sioss.platform;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words typed by a person, fit to be kept: of a reasonable length, without control characters or broken ones. */
public final class PlainText {

    private static final Pattern MARKS = Pattern.compile("\\p{M}");

    private PlainText() {}

    /**
     * The words without blanks around them.
     *
     * @throws Refusal 422 when missing, too short, too long or not text
     */
    public static String required(String field, @Nullable String words, int shortest, int longest) {
        String kept = words == null ? "" : words.strip();
        if (!readable(kept)) {
            throw refused(field, "«" + field + "» contiene caratteri non ammessi: riscrivetelo a mano.");
        }
        if (kept.length() < shortest || kept.length() > longest) {
            throw refused(
                    field,
                    kept.isEmpty()
                            ? "Manca «" + field + "»."
                            : "«" + field + "» deve avere da " + shortest + " a " + longest + " caratteri.");
        }
        return kept;
    }

    /** As {@link #required}, for what may be left out. */
    public static @Nullable String optional(String field, @Nullable String words, int longest) {
        return words == null || words.isBlank() ? null : required(field, words, 1, longest);
    }

    /** Words to search for: what cannot be searched is left out. */
    public static String search(@Nullable String words) {
        String given = words == null ? "" : words.strip();
        return readable(given) ? given.substring(0, Math.min(given.length(), 120)) : "";
    }

    /** Words as a search compares them: without case, accents and apostrophes; the database's {@code fold} does the same. */
    public static String folded(String words) {
        return MARKS.matcher(Normalizer.normalize(words, Normalizer.Form.NFD))
                .replaceAll("")
                .replaceAll("['’`]", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** Neither control characters nor halves of a character. */
    public static boolean readable(String words) {
        return words.codePoints()
                .noneMatch(point -> Character.isISOControl(point) && point != '\n' && point != '\r' && point != '\t'
                        || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static Refusal refused(String field, String message) {
        return new Refusal(422, "VALORE_NON_VALIDO", message).with("campo", field);
    }
}
