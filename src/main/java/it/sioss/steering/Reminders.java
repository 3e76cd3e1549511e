package it.sioss.steering;

import it.sioss.access.Scope;
import it.sioss.campaign.Campaign;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.ReminderCalendar;
import it.sioss.campaign.ReminderCalendar.Reminder;
import it.sioss.campaign.RemindersChanged;
import it.sioss.campaign.WindowMoved;
import it.sioss.platform.BatchFinished;
import it.sioss.platform.Batches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The reminders of a year, round after round: when the next is due, whom it concerns, the batch that reminds them one person
 * per transaction. A round sees to every reminder since the one before, so that none is lost while nobody was at work.
 */
@Service
public class Reminders {

    /** The kind of the batch; its subject is the year and the instant up to which reminders are seen to, its items accounts. */
    public static final String KIND = "promemoria";

    /** How long after the last deadline the calendar looks whether there is still something to remind of. */
    private static final Duration IDLE = Duration.ofHours(1);

    private final Campaigns campaigns;
    private final ReminderCalendar calendar;
    private final Reminding reminding;
    private final Batches batches;
    private final CampaignFlow flow;
    private final JdbcClient jdbc;
    private final Clock clock;

    Reminders(
            Campaigns campaigns,
            ReminderCalendar calendar,
            @Lazy Reminding reminding,
            Batches batches,
            @Lazy CampaignFlow flow,
            JdbcClient jdbc,
            Clock clock) {
        this.campaigns = campaigns;
        this.calendar = calendar;
        this.reminding = reminding;
        this.batches = batches;
        this.flow = flow;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** People to be reminded at an instant. */
    public record Round(Instant at, List<Reminder> reminders, List<Reminding.Addressee> people) {}

    /** When the next reminder of a year is due; an hour after its next deadline when none is left. */
    @Transactional(readOnly = true)
    public Instant next(int year) {
        return calendar.next(year, seenTo(year))
                .orElseGet(() -> campaigns
                        .nextDeadline(year, clock.instant())
                        .orElseGet(clock::instant)
                        .plus(IDLE));
    }

    /** Up to which instant the reminders of a year have been seen to; at first, those before its opening. */
    private Instant seenTo(int year) {
        return jdbc.sql("select max(up_to) from reminder_round where year = ?")
                .param(year)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .or(() -> campaigns.require(year).openedAt())
                .orElseGet(clock::instant);
    }

    /**
     * The step "Registra i promemoria": one item per person to remind. Asking again for the same round adds nobody; when
     * nothing is due the batch is empty.
     */
    @Transactional
    public void record(int year) {
        Instant after = seenTo(year);
        List<Reminder> due = calendar.between(year, after, clock.instant());
        if (due.isEmpty()) {
            batches.record(KIND, Integer.toString(year), List.of(), "Sistema");
            return;
        }
        Instant upTo = due.get(due.size() - 1).at();
        jdbc.sql("insert into reminder_round (year, after, up_to, recorded_at) values (?, ?, ?, ?)")
                .params(year, utc(after), utc(upTo), utc(clock.instant()))
                .update();
        List<String> people = reminding.addressees(year, nearest(due), Scope.ITALY).stream()
                .map(person -> person.account().toString())
                .distinct()
                .toList();
        batches.record(KIND, year + "/" + upTo, people, "Sistema");
    }

    /** The reminders of a recorded round, one per deadline: the nearest to it. */
    @Transactional(readOnly = true)
    public List<Reminder> ofRound(int year, Instant upTo) {
        Instant after = jdbc.sql("select after from reminder_round where year = ? and up_to = ?")
                .params(year, utc(upTo))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        return nearest(calendar.between(year, after, upTo));
    }

    private static List<Reminder> nearest(List<Reminder> due) {
        Map<Instant, Reminder> byDeadline = new HashMap<>();
        due.forEach(reminder -> byDeadline.merge(
                reminder.deadline(), reminder, (one, other) -> one.days() < other.days() ? one : other));
        return List.copyOf(byDeadline.values());
    }

    /** Who would be reminded from now until an instant, if nobody did anything more: one query for all rounds. */
    @Transactional(readOnly = true)
    public List<Round> forecast(int year, Instant until, Scope scope) {
        Campaign campaign = campaigns.require(year);
        if (!campaign.state().running()) {
            return List.of();
        }
        Map<Instant, List<Reminder>> byInstant = calendar.between(year, seenTo(year), until).stream()
                .collect(Collectors.groupingBy(Reminder::at, TreeMap::new, Collectors.toList()));
        var asked = new ArrayList<Reminder>();
        byInstant.values().forEach(due -> asked.addAll(nearest(due)));
        if (asked.isEmpty()) {
            return List.of();
        }
        Map<Instant, List<Reminding.Addressee>> people = reminding.addressees(year, asked, scope).stream()
                .collect(Collectors.groupingBy(Reminding.Addressee::at));
        return byInstant.entrySet().stream()
                .map(round ->
                        new Round(round.getKey(), round.getValue(), people.getOrDefault(round.getKey(), List.of())))
                .toList();
    }

    /** A deadline has moved: the calendar waits for the reminder that is next now. */
    @EventListener
    void windowMoved(WindowMoved moved) {
        follow(moved.year());
    }

    @EventListener
    void remindersChanged(RemindersChanged changed) {
        follow(changed.year());
    }

    private void follow(int year) {
        if (campaigns.find(year).map(campaign -> campaign.state().running()).orElse(false)) {
            flow.remindAt(year, next(year));
        }
    }

    /** The people of a round have been reminded; the calendar goes on to the next. */
    @EventListener
    void batchFinished(BatchFinished finished) {
        if (KIND.equals(finished.kind())) {
            flow.remindersConcluded(Integer.parseInt(finished.subject().substring(0, 4)));
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
