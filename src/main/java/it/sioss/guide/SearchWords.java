package it.sioss.guide;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Words somebody looks for, whatever their accents, apostrophes and capitals; a text fits when it holds them all. */
record SearchWords(List<String> words) {

    private static final int MOST = 10;

    static SearchWords of(String typed) {
        return new SearchWords(Arrays.stream(fold(typed).split("[\\s.,;:!?()«»\"]+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST)
                .toList());
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    boolean in(String text) {
        String folded = fold(text);
        return words.stream().allMatch(folded::contains);
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("['’`]", " ")
                .toLowerCase(Locale.ROOT);
    }
}
