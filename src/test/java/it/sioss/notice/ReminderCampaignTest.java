package it.sioss.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.ReminderCalendar.Reminder;
import it.sioss.platform.PresentClock;
import it.sioss.platform.RomeTime;
import it.sioss.registry.ReferenceData;
import it.sioss.steering.Extension;
import it.sioss.steering.Extensions;
import it.sioss.steering.Reminders;
import it.sioss.steering.Steering;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * A whole country for ninety days: districts finish at random, one region is given more time, timers repeat, the carrier of
 * the post dies before and after sending. What is recorded is compared with a second, naive reckoning; every letter arrives.
 */
@SiossTest
@Tag("benchmark")
class ReminderCampaignTest {

    private static final int YEAR = 2029;
    private static final long SEED = 20_260_917;
    private static final String EXTENDED = "0100";
    private static final Instant OPENED = Instant.parse("2031-01-16T06:00:00Z");
    private static final LocalDate LAST_DAY = LocalDate.of(2031, 4, 16);
    private static final Instant DEADLINE = RomeTime.endOf(LAST_DAY);
    private static final Instant LATER = RomeTime.endOf(LAST_DAY.plusDays(15));
    private static final LocalDate EXTENDED_ON = LocalDate.of(2031, 4, 10);
    private static final int[] DAYS = {30, 10, 3, 1};

    @Autowired
    House house;

    @Autowired
    ReferenceData reference;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Steering steering;

    @Autowired
    Reminders reminders;

    @Autowired
    Extensions extensions;

    @Autowired
    Postman postman;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    PresentClock clock;

    @Autowired
    JdbcClient jdbc;

    private final Random random = new Random(SEED);

    /** Who looks at which districts; and what they have been reminded of, so many days before. */
    private record Watcher(UUID account, Set<String> districts, Map<String, Integer> reminded) {}

    @Test
    void everybodyIsRemindedOfExactlyWhatIsLeftAndEveryLetterArrives() throws Exception {
        reference.load();
        clock.moveTo(OPENED);
        Calendar dates = Calendar.between(OPENED.minusSeconds(60), DEADLINE);
        campaigns.create(new Campaigns.Plan(YEAR, List.of("A5"), List.of(), dates, Map.of(), dates, false), "prova");
        steering.open(YEAR, "prova");
        house.workOff();
        Map<String, String> regions = new TreeMap<>();
        jdbc.sql("select ats, region from service_database where year = ?")
                .param(YEAR)
                .query((row, n) -> regions.put(row.getString(1), row.getString(2)))
                .list();
        assertThat(regions).hasSizeGreaterThan(590);
        List<Watcher> people = people(regions);
        Set<String> open = new TreeSet<>(regions.keySet());
        Map<UUID, Set<Instant>> expected = new HashMap<>();
        Map<String, Integer> arrived = new HashMap<>();
        GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
        server.start();
        sender.setPort(server.getSmtp().getPort());
        long begun = System.nanoTime();
        try {
            LocalDate day = OPENED.atZone(RomeTime.ROME).toLocalDate();
            boolean extended = false;
            for (; !day.isAfter(LAST_DAY.plusDays(15)); day = day.plusDays(1)) {
                Instant morning = day.atTime(8, 0, 1).atZone(RomeTime.ROME).toInstant();
                clock.moveTo(day.atTime(7, 0).atZone(RomeTime.ROME).toInstant());
                finishSome(open);
                if (day.equals(EXTENDED_ON)) {
                    extensions.grant(
                            YEAR,
                            new Extension(List.of(), true, EXTENDED, null, LATER, "Richiesta della Regione", "DD 5"),
                            "prova");
                    extended = true;
                }
                clock.moveTo(morning);
                reckon(morning, extended, regions, open, people, expected);
                for (int times = 1 + random.nextInt(2); times > 0; times--) {
                    reminders.record(YEAR);
                }
                house.workOff();
                carryWithAccidents();
            }
            finishThePost();
            for (MimeMessage message : server.getReceivedMessages()) {
                arrived.merge(message.getMessageID(), 1, Integer::sum);
            }
        } finally {
            server.stop();
            sender.setPort(9);
            clock.stopMoving();
        }
        Map<UUID, Set<Instant>> recorded = new HashMap<>();
        jdbc.sql("select n.account_id, n.key from notice n join account a on a.id = n.account_id"
                        + " where n.year = ? and n.kind = 'REMINDER' and a.username like 'giro-%'")
                .param(YEAR)
                .query((row, n) -> recorded.computeIfAbsent(row.getObject(1, UUID.class), key -> new HashSet<>())
                        .add(Instant.parse(row.getString(2).substring("promemoria:0000/".length()))))
                .list();
        assertThat(recorded).isEqualTo(expected);
        List<UUID> letters = jdbc.sql("select id from notice where year = ? and kind = 'REMINDER'")
                .param(YEAR)
                .query(UUID.class)
                .list();
        MailSettings settings = new MailSettings("sioss@esempio.it", null);
        assertThat(letters).allSatisfy(letter -> assertThat(arrived).containsKey(Postman.messageId(letter, settings)));
        System.out.printf(
                "reminders: %d people, %d notices, %d letters arrived (%d twice or more), %.1f s%n",
                people.size(),
                letters.size(),
                arrived.values().stream().mapToInt(Integer::intValue).sum(),
                arrived.values().stream().filter(times -> times > 1).count(),
                (System.nanoTime() - begun) / 1e9);
    }

    private List<Watcher> people(Map<String, String> regions) {
        var people = new ArrayList<Watcher>();
        Map<String, Set<String>> districts = new TreeMap<>();
        regions.forEach((ats, region) -> {
            districts.computeIfAbsent(region, key -> new TreeSet<>()).add(ats);
            people.add(person("ATS_OPERATOR", ats, Set.of(ats)));
            people.add(person("ATS_REFERENT", ats, Set.of(ats)));
        });
        districts.forEach((region, all) -> people.add(person("REGION_SUPERVISOR", region, all)));
        return people;
    }

    private Watcher person(String role, String territory, Set<String> districts) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "insert into account (id, username, display_name, email, password_hash, created_at) values (?, ?, ?, ?, 'x', now())")
                .params(id, "giro-" + id, "Persona " + id, "giro-" + id + "@esempio.it")
                .update();
        jdbc.sql("insert into mandate (id, account_id, role, territory, valid_from, created_by)"
                        + " values (?, ?, ?, ?, '2026-01-01', 'prova')")
                .params(UUID.randomUUID(), id, role, territory)
                .update();
        return new Watcher(id, districts, new HashMap<>());
    }

    /** About two districts in a hundred finish on a day, sheets and services database together. */
    private void finishSome(Set<String> open) {
        List<String> done = open.stream().filter(ats -> random.nextInt(100) < 2).toList();
        done.forEach(open::remove);
        String[] codes = done.toArray(String[]::new);
        jdbc.sql("update sheet set state = 'FINALIZED' where year = ? and ats = any(?)")
                .params(YEAR, codes)
                .update();
        jdbc.sql("update service_database set state = 'FINALIZED' where year = ? and ats = any(?)")
                .params(YEAR, codes)
                .update();
    }

    /** The naive reckoning: person by person, district by district. */
    private static void reckon(
            Instant morning,
            boolean extended,
            Map<String, String> regions,
            Set<String> open,
            List<Watcher> people,
            Map<UUID, Set<Instant>> expected) {
        Instant at = morning.minusSeconds(1);
        for (Watcher person : people) {
            for (String ats : person.districts()) {
                Instant deadline = extended && EXTENDED.equals(regions.get(ats)) ? LATER : DEADLINE;
                int due = Integer.MAX_VALUE;
                for (int days : DAYS) {
                    if (Reminder.of(deadline, days).at().equals(at)) {
                        due = Math.min(due, days);
                    }
                }
                if (open.contains(ats)
                        && due < Integer.MAX_VALUE
                        && person.reminded().getOrDefault(ats, Integer.MAX_VALUE) > due) {
                    person.reminded().put(ats, due);
                    expected.computeIfAbsent(person.account(), key -> new HashSet<>())
                            .add(at);
                }
            }
        }
    }

    /** One letter in ten is lost before it goes out, one in ten is sent and then forgotten. */
    private void carryWithAccidents() {
        for (var letter = postman.claim(); letter.isPresent(); letter = postman.claim()) {
            int accident = random.nextInt(10);
            if (accident == 0) {
                continue;
            }
            postman.deliver(letter.get());
            if (accident == 1) {
                jdbc.sql("update mail set state = 'WAITING' where notice_id = ?")
                        .param(letter.get().notice())
                        .update();
            }
        }
    }

    private void finishThePost() {
        for (int round = 0; round < 40; round++) {
            clock.moveTo(clock.instant().plus(Duration.ofMinutes(6)));
            carryWithAccidents();
        }
        assertThat(jdbc.sql("select count(*) from mail m join notice n on n.id = m.notice_id where n.year = ?"
                                + " and m.state <> 'SENT'")
                        .param(YEAR)
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
