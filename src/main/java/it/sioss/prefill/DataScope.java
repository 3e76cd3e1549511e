package it.sioss.prefill;

/** Whom a published row speaks of: a whole district or one of its municipalities. */
public enum DataScope {
    ATS("ATS"),
    MUNICIPALITY("COMUNE");

    private final String word;

    DataScope(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
