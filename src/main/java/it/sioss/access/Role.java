package it.sioss.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** The word of the machine interface and of the CSV: {@code REFERENTE_ATS}. */
    public String word() {
        return label.toUpperCase(Locale.ROOT).replace(' ', '_');
    }

    /** The role a word or label stands for, however it is capitalised. */
    public static Optional<Role> of(String words) {
        String wanted = words.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
        return Arrays.stream(values())
                .filter(role -> role.word().equals(wanted))
                .findFirst();
    }

    public Level level() {
        return level;
    }
}
