package it.sioss.guide;

import java.util.Arrays;
import java.util.Optional;

/** Whose turn it is in a request of assistance: the desk's, the asker's, nobody's any more. */
public enum AssistanceState {
    OPEN("APERTA", "in attesa di risposta"),
    ANSWERED("RISPOSTA", "con risposta"),
    CLOSED("CHIUSA", "chiusa");

    private final String word;
    private final String label;

    AssistanceState(String word, String label) {
        this.word = word;
        this.label = label;
    }

    /** The word of the machine interface. */
    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    public static Optional<AssistanceState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }
}
