package it.sioss.services;

/** Whether a sheet must be transmitted. */
public enum Dueness {
    REQUIRED("DOVUTA"),
    OPTIONAL("FACOLTATIVA"),
    NOT_REQUIRED("NON_RICHIESTA");

    private final String word;

    Dueness(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
