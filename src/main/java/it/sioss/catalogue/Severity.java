package it.sioss.catalogue;

/** Whether a finding stops the transmission or only asks the clerk to look again. */
public enum Severity {
    BLOCKING("BLOCCANTE"),
    WARNING("AVVISO");

    private final String italian;

    Severity(String italian) {
        this.italian = italian;
    }

    /** The word used in the tables of checks and on the wire. */
    public String italian() {
        return italian;
    }

    static Severity ofItalian(String word) {
        for (Severity severity : values()) {
            if (severity.italian.equals(word)) {
                return severity;
            }
        }
        throw new IllegalArgumentException("Gravità «" + word + "» non prevista");
    }
}
