package it.sioss.access;

/** What a mandate lets a person do, and on which kind of territory. */
public enum Role {
    ATS_OPERATOR("Operatore ATS", Level.ATS),
    ATS_REFERENT("Referente ATS", Level.ATS),
    REGION_OPERATOR("Operatore regionale", Level.REGION),
    REGION_SUPERVISOR("Supervisore regionale", Level.REGION),
    ADMINISTRATOR("Amministratore", Level.NATION),
    MINISTRY_READER("Lettura ministero", Level.NATION);

    /** The kind of territory a role is held on. */
    public enum Level {
        ATS,
        REGION,
        NATION
    }

    private final String label;
    private final Level level;

    Role(String label, Level level) {
        this.label = label;
        this.level = level;
    }

    public String label() {
        return label;
    }

    public Level level() {
        return level;
    }
}
