package it.sioss.delegation;

/** How far a region acts for an ATS. */
public enum DelegationScope {
    COMPILATION("Compilazione"),
    COMPILATION_AND_FINALIZATION("Compilazione e finalizzazione");

    private final String label;

    DelegationScope(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
