package it.sioss.sheet;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a sheet is, with its lawful moves. A sheet that has ended never moves again. */
public enum SheetState {
    COMPILING("IN_COMPILAZIONE", "In compilazione"),
    RETURNED("RESTITUITA", "Restituita con rilievi"),
    JUSTIFYING("IN_MOTIVAZIONE", "Da motivare"),
    IN_REVIEW("IN_VERIFICA", "In verifica regionale"),
    READY("PRONTA", "Pronta da finalizzare"),
    FINALIZED("FINALIZZATA", "Finalizzata"),
    WITHDRAWN("RITIRATA", "Ritirata"),
    LAPSED("TERMINE_SCADUTO", "Termine scaduto");

    /** The states of a sheet that goes on, as a query lists them. */
    public static final String LIVE = Arrays.stream(values())
            .filter(state -> !state.ended())
            .map(state -> "'" + state + "'")
            .collect(Collectors.joining(", ", "(", ")"));

    private final String word;
    private final String label;

    SheetState(String word, String label) {
        this.word = word;
        this.label = label;
    }

    /** The states a sheet may go to from this one. */
    public Set<SheetState> moves() {
        return switch (this) {
            case COMPILING, RETURNED -> EnumSet.of(JUSTIFYING, IN_REVIEW, READY, WITHDRAWN, LAPSED);
            case JUSTIFYING -> EnumSet.of(COMPILING, IN_REVIEW, READY, WITHDRAWN, LAPSED);
            case IN_REVIEW -> EnumSet.of(COMPILING, RETURNED, READY, WITHDRAWN, LAPSED);
            case READY -> EnumSet.of(COMPILING, FINALIZED, WITHDRAWN, LAPSED);
            case FINALIZED, WITHDRAWN, LAPSED -> EnumSet.noneOf(SheetState.class);
        };
    }

    /** Nothing more will happen to the sheet. */
    public boolean ended() {
        return moves().isEmpty();
    }

    /** The compiler is at work. */
    public boolean compilable() {
        return this == COMPILING || this == RETURNED;
    }

    /** The word of the machine interface. */
    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    /** The state a word of the machine interface stands for. */
    public static java.util.Optional<SheetState> of(String word) {
        return java.util.Arrays.stream(values())
                .filter(state -> state.word.equals(word))
                .findFirst();
    }
}
