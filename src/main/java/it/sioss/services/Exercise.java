package it.sioss.services;

import java.util.Arrays;
import java.util.Optional;

/** The form in which municipalities exercise a service: alone, together, together for some services only. */
public enum Exercise {
    SINGLE("SINGOLA", "Singola"),
    ASSOCIATED("ASSOCIATA", "Associata per tutti i servizi"),
    ASSOCIATED_FOR_SOME("ASSOCIATA_ALCUNI_SERVIZI", "Associata solo per alcuni servizi");

    private final String word;
    private final String label;

    Exercise(String word, String label) {
        this.word = word;
        this.label = label;
    }

    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    static Optional<Exercise> of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word) || one.label.equalsIgnoreCase(word))
                .findFirst();
    }
}
