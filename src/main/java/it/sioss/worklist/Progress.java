package it.sioss.worklist;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** How far the work on a sheet is, computed from its completeness; never stored. */
public enum Progress {
    NOT_STARTED("NON_INIZIATA", "Non iniziata"),
    NOT_NEEDED("FACOLTATIVA", "Facoltativa, non iniziata"),
    PARTIAL("PARZIALE", "Parzialmente compilata"),
    COMPLETE("COMPLETA", "Compilata, da inviare"),
    SENT_ON("INOLTRATA", "Inviata, da concludere"),
    ENDED("CONCLUSA", "Conclusa");

    /** Begun and not ended, as the dashboard counts it. */
    public static final String UNDER_WAY = "IN_CORSO";

    private final String word;
    private final String label;

    Progress(String word, String label) {
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

    /** The degrees a word of the machine interface stands for. */
    public static Optional<Set<Progress>> ofWord(String word) {
        if (word.equals(UNDER_WAY)) {
            return Optional.of(EnumSet.of(PARTIAL, COMPLETE, SENT_ON));
        }
        return Arrays.stream(values())
                .filter(progress -> progress.word.equals(word))
                .findFirst()
                .map(EnumSet::of);
    }
}
