package it.sioss.registry;

/** An ISTAT code no longer in use, because the municipality merged or because it was given another code. */
record FormerMunicipality(String code, String name, Reason reason, String successor) {

    enum Reason {
        MERGED,
        RECODED
    }
}
