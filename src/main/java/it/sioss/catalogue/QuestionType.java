package it.sioss.catalogue;

/** How the clerk answers a question. */
public enum QuestionType {
    TEXT,
    LONG_TEXT,
    NUMBER,
    SINGLE_CHOICE,
    MULTIPLE_CHOICE,
    DATE;

    public boolean isChoice() {
        return this == SINGLE_CHOICE || this == MULTIPLE_CHOICE;
    }
}
