package it.sioss.sheet;

/** Who compiles a sheet: the ATS itself, or its region on its behalf. */
public enum Compiler {
    ATS("ats"),
    REGION("regione");

    private final String word;

    Compiler(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
