package it.sioss.sheet;

/** What can be done to a sheet, with the name the machine interface gives it. */
public enum Verb {
    SAVE("salvataggio"),
    SUBMIT("invio"),
    DECLARE_EMPTY("senza-contenuti"),
    UNDO_EMPTY("annulla-senza-contenuti"),
    JUSTIFY("motivazione"),
    RESUME("ripresa"),
    APPROVE("approvazione"),
    RETURN("restituzione"),
    WIDEN("ampliamento"),
    FINALIZE("finalizzazione"),
    CLAIM("presa-in-carico"),
    RELEASE("rilascio"),
    TAKE_BACK("ritiro"),
    REOPEN("riapertura");

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
