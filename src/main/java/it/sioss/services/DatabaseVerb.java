package it.sioss.services;

/** What can be done to a services database, with the name the machine interface gives it. */
public enum DatabaseVerb {
    EDIT("modifica"),
    CONCLUDE("conclusione"),
    RESUME("ripresa"),
    FINALIZE("finalizzazione"),
    ADD_SHEET("aggiunta-scheda");

    private final String word;

    DatabaseVerb(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
