package it.sioss.steering;

import java.time.Instant;

/** The calendar of a campaign in the engine. */
public interface CampaignFlow {

    /** Starts the year's calendar; its first step records the opening. */
    void openingDecided(int year);

    /** The opening's batch has ended; a calendar that waits for it goes on, one that is further stays where it is. */
    void openingConcluded(int year);

    /** The closing's batch has ended; a calendar that waits for it goes on. */
    void closingConcluded(int year);

    /** The people of a round of reminders have been reminded; a calendar that waits for it goes on. */
    void remindersConcluded(int year);

    /** The next reminder of a year is due at another instant. */
    void remindAt(int year, Instant next);

    /** The deadlines of a year are other ones: a calendar that waits for one waits until the given instant. */
    void waitUntil(int year, Instant next);

    /** Fires the calendar's timers that are due. */
    void fireDueTimers(int year);
}
