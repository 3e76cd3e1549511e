package it.sioss.steering;

import it.sioss.access.Scope;
import it.sioss.campaign.ReminderCalendar;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Whom reminders concern: asked when they are due, and by whoever wants to know beforehand. */
public interface Reminding {

    /**
     * A person who would be reminded.
     *
     * @param territories the districts and regions on whose account
     * @param own how many tasks wait for this person
     * @param districts in how many districts of their region something is unfinished
     */
    record Addressee(Instant at, UUID account, String name, List<String> territories, long own, long districts) {}

    /**
     * Who has something unfinished before the deadlines of these reminders and has not been reminded of it, so many days
     * before or fewer.
     *
     * @param scope only sheets and districts of this territory
     */
    List<Addressee> addressees(int year, List<ReminderCalendar.Reminder> reminders, Scope scope);
}
