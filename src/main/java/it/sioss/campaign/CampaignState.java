package it.sioss.campaign;

/** How far a collection year is. */
public enum CampaignState {
    DRAFT("In preparazione"),
    OPENING("Apertura in corso"),
    OPEN("Aperta"),
    CLOSED("Chiusa");

    private final String label;

    CampaignState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether the year's calendar is under way. */
    public boolean running() {
        return this == OPENING || this == OPEN;
    }
}
