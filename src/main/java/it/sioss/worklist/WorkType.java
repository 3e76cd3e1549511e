package it.sioss.worklist;

import it.sioss.sheet.SheetState;
import java.util.Arrays;
import java.util.Optional;

/** What is to be done to a sheet, in the word the clerk reads in the list. */
public enum WorkType {
    CORRECT(SheetState.RETURNED, "CORREZIONE", "Correggere"),
    COMPILE(SheetState.COMPILING, "COMPILAZIONE", "Compilare"),
    JUSTIFY(SheetState.JUSTIFYING, "MOTIVAZIONE", "Motivare"),
    REVIEW(SheetState.IN_REVIEW, "VERIFICA", "Verificare"),
    FINALIZE(SheetState.READY, "FINALIZZAZIONE", "Finalizzare");

    private final SheetState state;
    private final String word;
    private final String label;

    WorkType(SheetState state, String word, String label) {
        this.state = state;
        this.word = word;
        this.label = label;
    }

    /** The state in which a sheet asks for this. */
    public SheetState state() {
        return state;
    }

    /** The word of the machine interface. */
    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    /** What a sheet in this state asks for; nothing once it has ended. */
    public static Optional<WorkType> of(SheetState state) {
        return Arrays.stream(values()).filter(type -> type.state == state).findFirst();
    }

    public static Optional<WorkType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
