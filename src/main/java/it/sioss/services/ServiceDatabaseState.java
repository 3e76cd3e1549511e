package it.sioss.services;

/** How far the services database of an ATS is. */
public enum ServiceDatabaseState {
    COMPILING("IN_COMPILAZIONE", "In compilazione"),
    READY("PRONTA", "Pronta da finalizzare"),
    FINALIZED("FINALIZZATA", "Finalizzata"),
    LAPSED("TERMINE_SCADUTO", "Termine scaduto");

    private final String word;
    private final String label;

    ServiceDatabaseState(String word, String label) {
        this.word = word;
        this.label = label;
    }

    /** Nothing more will happen to the database. */
    public boolean ended() {
        return this == FINALIZED || this == LAPSED;
    }

    /** The word of the machine interface. */
    public String word() {
        return word;
    }

    public String label() {
        return label;
    }
}
