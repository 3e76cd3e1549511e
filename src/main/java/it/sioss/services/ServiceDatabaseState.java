package it.sioss.services;

/** How far the services database of an ATS is. */
public enum ServiceDatabaseState {
    COMPILING("In compilazione"),
    READY("Pronta da finalizzare"),
    FINALIZED("Finalizzata"),
    LAPSED("Termine scaduto");

    private final String label;

    ServiceDatabaseState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
