package it.sioss.steering;

/** The calendar of a campaign in the engine. */
public interface CampaignFlow {

    /** Starts the year's calendar; its first step records the opening. */
    void openingDecided(int year);

    /** A batch of the year has ended; the calendar goes on. */
    void workConcluded(int year);

    /** Fires the calendar's timers that are due. */
    void fireDueTimers(int year);
}
