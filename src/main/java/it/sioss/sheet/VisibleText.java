package it.sioss.sheet;

import java.text.Normalizer;

/** What a person has written, as others will see it: NFKC, no control or invisible characters, spaces folded. */
final class VisibleText {

    private VisibleText() {}

    static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\u115F\\u1160\\u3164\\uFFA0\\u2800]+", " ")
                .replaceAll("[\\p{Z}\\s]+", " ")
                .strip();
    }
}
