package it.sioss.services;

/** Whom a sheet is about: the whole ATS, one municipality, another implementing body. */
public enum SheetLevel {
    ATS("AMBITO", "Ambito"),
    MUNICIPALITY("COMUNE", "Comune"),
    OTHER_BODY("ALTRO_SOGGETTO", "Altro soggetto attuatore");

    private final String word;
    private final String label;

    SheetLevel(String word, String label) {
        this.word = word;
        this.label = label;
    }

    public String word() {
        return word;
    }

    public String label() {
        return label;
    }
}
