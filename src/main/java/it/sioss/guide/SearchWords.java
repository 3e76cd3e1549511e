package it.sioss.guide;

import it.sioss.platform.PlainText;
import java.util.Arrays;
import java.util.List;

/** Words somebody looks for, whatever their accents, apostrophes and capitals; a text fits when it holds them all. */
record SearchWords(List<String> words) {

    private static final int MOST = 10;

    static SearchWords of(String typed) {
        return new SearchWords(Arrays.stream(PlainText.folded(typed).split("[\\s.,;:!?()«»\"]+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST)
                .toList());
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    boolean in(String text) {
        String folded = PlainText.folded(text);
        return words.stream().allMatch(folded::contains);
    }
}
