package it.sioss.exchange;

import java.util.Arrays;
import java.util.Optional;

/** Which value stays where file and SIOSS were both changed; by default neither: the upload waits for a decision. */
public enum ConflictChoice {
    ASK("chiedi"),
    FILE("foglio"),
    SIOSS("sioss");

    private final String word;

    ConflictChoice(String word) {
        this.word = word;
    }

    /** The word of the machine interface. */
    public String word() {
        return word;
    }

    public static Optional<ConflictChoice> of(String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.word.equals(word))
                .findFirst();
    }
}
