package it.sioss.notice;

import it.sioss.campaign.ReminderCalendar;
import it.sioss.platform.BatchWork;
import it.sioss.steering.Reminders;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reminds one person of what is still unfinished, in one digest; doing it twice tells nobody twice. */
@Component
class ReminderWork implements BatchWork {

    private final Reminders reminders;
    private final ReminderCalendar calendar;
    private final Unfinished unfinished;
    private final NoticeBook notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    ReminderWork(
            Reminders reminders,
            ReminderCalendar calendar,
            Unfinished unfinished,
            NoticeBook notices,
            JdbcClient jdbc,
            Clock clock) {
        this.reminders = reminders;
        this.calendar = calendar;
        this.unfinished = unfinished;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Reminders.KIND;
    }

    @Override
    public String title(String subject) {
        return "Promemoria";
    }

    @Override
    public String leftAside() {
        return "Queste persone non hanno ricevuto il promemoria.";
    }

    @Override
    public String words(String item) {
        return jdbc.sql("select display_name from account where id = ?")
                .param(UUID.fromString(item))
                .query(String.class)
                .optional()
                .orElse(item);
    }

    @Override
    public String perform(String subject, String item) {
        int year = Integer.parseInt(subject.substring(0, 4));
        Instant upTo = Instant.parse(subject.substring(5));
        UUID account = UUID.fromString(item);
        List<Unfinished.Item> items =
                unfinished.digest(year, account, reminders.ofRound(year, upTo), calendar.deadlinesInForce(year));
        if (items.isEmpty()) {
            return "nulla da fare";
        }
        Draft draft = ReminderText.reminder(year, "promemoria:" + subject, items, clock.instant());
        Optional<UUID> told = notices.tell(account, draft);
        told.ifPresent(notice -> remember(account, notice, items));
        return told.isPresent() ? draft.title() : "già avvisato";
    }

    private void remember(UUID account, UUID notice, List<Unfinished.Item> items) {
        List<Unfinished.Item> due =
                items.stream().filter(item -> item.days() != null).toList();
        jdbc.sql("""
                        insert into reminded (account_id, subject, days, notice_id)
                        select :account, r.subject, r.days, :notice
                        from unnest(cast(:subjects as uuid[]), cast(:days as int[])) as r (subject, days)
                        on conflict do nothing""")
                .param("account", account)
                .param("notice", notice)
                .param("subjects", due.stream().map(one -> one.id().toString()).toArray(String[]::new))
                .param("days", due.stream().map(Unfinished.Item::days).toArray(Integer[]::new))
                .update();
    }
}
