package it.sioss.prefill;

/**
 * At which level a source speaks of a district. Where it speaks at both, the district's own data win and nothing is
 * counted twice (circular, on the RPM data of P.I.P.P.I.).
 */
public enum DataLevel {
    NONE,
    ATS,
    MUNICIPALITIES,
    BOTH;

    static DataLevel of(boolean district, boolean municipalities) {
        return district ? municipalities ? BOTH : ATS : municipalities ? MUNICIPALITIES : NONE;
    }

    /** The level whose data are used. */
    public boolean usesMunicipalities() {
        return this == MUNICIPALITIES;
    }

    public boolean isConflict() {
        return this == BOTH;
    }
}
