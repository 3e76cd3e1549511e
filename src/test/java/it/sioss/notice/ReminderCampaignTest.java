package it.sioss.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import it.sioss.campaign.ReminderCalendar.Reminder;
import it.sioss.platform.RomeTime;
import it.sioss.support.Child;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A whole country for ninety days: districts finish at random, one region is given more time, timers repeat, two nodes remind
 * at once, and SIOSS, in JVMs of its own, is killed while it records and while it talks to the mail server. What is recorded
 * is compared with a second, naive reckoning; every letter arrives.
 */
@Tag("benchmark")
class ReminderCampaignTest {

    private static final int YEAR = ReminderChild.YEAR;
    private static final long SEED = 20_260_917;
    private static final int DISTRICTS = Integer.getInteger("sioss.bench.reminders.ats", 600);
    private static final int LENGTH = Integer.getInteger("sioss.bench.reminders.days", 90);
    private static final int KILLS = Integer.getInteger("sioss.bench.reminders.kills", 6);

    private static final String EXTENDED = "0100";
    private static final LocalDate LAST_DAY = LocalDate.of(2031, 4, 16);
    private static final Instant DEADLINE = RomeTime.endOf(LAST_DAY);
    private static final LocalDate VERY_LAST_DAY = LAST_DAY.plusDays(15);
    private static final Instant LATER = RomeTime.endOf(VERY_LAST_DAY);
    private static final LocalDate EXTENDED_ON = LocalDate.of(2031, 4, 10);
    private static final int[] DAYS = {30, 10, 3, 1};
    private static final MailSettings SETTINGS = new MailSettings("sioss@esempio.it", "https://sioss.esempio.it");

    /** Among the mornings on which somebody is reminded, the one on which two nodes are at work. */
    private static final int TOGETHER = 1;

    private final Random random = new Random(SEED);
    private final Path folder =
            Path.of("target", "reminders-" + System.currentTimeMillis()).toAbsolutePath();
    private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, String> regions = new TreeMap<>();
    private final List<Watcher> people = new ArrayList<>();
    private final Set<String> open = new TreeSet<>();
    private final List<Told> expected = new ArrayList<>();

    private @Nullable String url;
    private @Nullable SingleConnectionDataSource connection;
    private volatile @Nullable Strike strike;
    private Instant present =
            LAST_DAY.minusDays(LENGTH).atTime(6, 0).atZone(RomeTime.ROME).toInstant();
    private boolean extended;
    private int kills;
    private int killsAtThePost;
    private int starts;
    private int refusals;

    /** Who looks at which districts; and what they have been reminded of, so many days before. */
    private record Watcher(UUID account, Set<String> districts, Map<String, Integer> reminded) {}

    private record Told(UUID account, Instant at) {}

    /** A SIOSS at work; one of them keeps the database. */
    private record Node(Child child, boolean keeper) {}

    /** When a SIOSS is killed. */
    private enum Moment {
        RECORDING,
        IN_THE_TRANSACTION_OF_ONE_PERSON,
        IN_A_CONVERSATION_BEFORE_THE_LETTER_IS_KEPT,
        IN_A_CONVERSATION_AFTER_THE_LETTER_IS_KEPT,
        BETWEEN_LETTERS;

        boolean atThePost() {
            return this != RECORDING && this != IN_THE_TRANSACTION_OF_ONE_PERSON;
        }
    }

    private record Accident(int round, Moment moment) {}

    /** At a letter of this number the mail server lets a SIOSS be killed, and goes on only then. */
    private static final class Strike {

        private final AtomicInteger left;
        private final Moment moment;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        Strike(int letters, Moment moment) {
            this.left = new AtomicInteger(letters);
            this.moment = moment;
        }

        void letterCame() throws MessagingException {
            if (left.decrementAndGet() != 0) {
                return;
            }
            reached.countDown();
            if (moment == Moment.BETWEEN_LETTERS) {
                return;
            }
            try {
                assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            if (moment == Moment.IN_A_CONVERSATION_BEFORE_THE_LETTER_IS_KEPT) {
                throw new MessagingException("the caller is gone");
            }
        }
    }

    @BeforeEach
    void aMailServerListens() {
        server.start();
        server.getUserManager().setMessageDeliveryHandler(this::received);
    }

    private GreenMailUser received(MovingMessage message, MailAddress address)
            throws MessagingException, UserException {
        Strike now = strike;
        if (now != null) {
            now.letterCame();
        }
        var users = server.getUserManager();
        GreenMailUser known = users.getUserByEmail(address.getEmail());
        return known == null ? users.createUser(address.getEmail(), address.getEmail(), "x") : known;
    }

    @AfterEach
    void everybodyGoesHome() throws Exception {
        leaveTheDatabase();
        for (Node node : nodes) {
            node.child().close();
        }
        server.stop();
    }

    @Test
    void everybodyIsRemindedOfExactlyWhatIsLeftAndEveryLetterArrives() throws Exception {
        begin();
        List<Accident> accidents = accidents();
        int round = 0;
        long begun = System.nanoTime();
        for (LocalDate day = LAST_DAY.minusDays(LENGTH); !day.isAfter(VERY_LAST_DAY); day = day.plusDays(1)) {
            moveTo(day.atTime(7, 0).atZone(RomeTime.ROME).toInstant());
            finishSome();
            if (day.equals(EXTENDED_ON)) {
                all("extend " + EXTENDED + " " + LATER);
                extended = true;
            }
            Instant morning = day.atTime(8, 0, 1).atZone(RomeTime.ROME).toInstant();
            moveTo(morning);
            int reminded = reckon(morning.minusSeconds(1));
            if (round == TOGETHER && reminded > 0) {
                join();
            }
            int thisRound = round;
            List<Moment> today = accidents.stream()
                    .filter(accident -> accident.round() == thisRound && reminded > 0)
                    .map(Accident::moment)
                    .toList();
            record(today, reminded);
            carry(today, reminded);
            if (round == TOGETHER && reminded > 0) {
                part();
            }
            round += reminded > 0 ? 1 : 0;
        }
        finishThePost();
        compare((System.nanoTime() - begun) / 1e9);
    }

    private void begin() throws Exception {
        start();
        all("load");
        all("open " + DEADLINE + chosenRegions());
        jdbc().sql("select ats, region from service_database where year = ?")
                .param(YEAR)
                .query((row, n) -> regions.put(row.getString(1), row.getString(2)))
                .list();
        assertThat(regions).hasSizeGreaterThan(Math.min(DISTRICTS, 590) - 1);
        open.addAll(regions.keySet());
        settle();
    }

    /** As many regions as it takes for so many districts, the smaller ones first; none named means all of Italy. */
    private String chosenRegions() {
        var sizes = new LinkedHashMap<String, Integer>();
        jdbc().sql("select regional_body, count(*) from ats group by 1 order by regional_body <> ?, 2, 1")
                .param(EXTENDED)
                .query((row, n) -> sizes.put(row.getString(1), row.getInt(2)))
                .list();
        var chosen = new StringBuilder();
        int districts = 0;
        for (var region : sizes.entrySet()) {
            if (districts < DISTRICTS) {
                chosen.append(' ').append(region.getKey());
                districts += region.getValue();
            }
        }
        return districts < DISTRICTS ? "" : chosen.toString();
    }

    /** Six accidents and one more, the most telling ones first; what is asked for is the beginning of them. */
    private List<Accident> accidents() {
        var alone = new ArrayList<>(List.of(0, 2, 3));
        Collections.shuffle(alone, random);
        return List.of(
                        new Accident(alone.get(0), Moment.IN_A_CONVERSATION_BEFORE_THE_LETTER_IS_KEPT),
                        new Accident(alone.get(1), Moment.IN_THE_TRANSACTION_OF_ONE_PERSON),
                        new Accident(TOGETHER, Moment.BETWEEN_LETTERS),
                        new Accident(alone.get(1), Moment.IN_A_CONVERSATION_AFTER_THE_LETTER_IS_KEPT),
                        new Accident(alone.get(2), Moment.RECORDING),
                        new Accident(alone.get(2), Moment.BETWEEN_LETTERS),
                        new Accident(alone.get(0), Moment.RECORDING))
                .subList(0, KILLS);
    }

    /** Whoever starts on a database of their own is in real time at first. */
    private void start() throws IOException {
        nodes.add(new Node(child(Child.keptIn(folder)), true));
        url = nodes.get(0).child().waitFor("BASE ");
        moveTo(present.plusSeconds(30));
    }

    private void moveTo(Instant instant) {
        present = instant;
        all("move " + instant);
    }

    private void join() throws IOException {
        Node second = new Node(child(Child.joining(String.valueOf(url))), false);
        nodes.add(second);
        second.child().waitFor("BASE ");
    }

    /** From two nodes to one, which keeps the database. */
    private void part() throws Exception {
        leaveTheDatabase();
        for (Node node : List.copyOf(nodes)) {
            if (!node.keeper()) {
                node.child().close();
                nodes.remove(node);
            }
        }
        if (nodes.isEmpty()) {
            start();
        }
    }

    private Child child(List<String> database) throws IOException {
        starts++;
        var arguments = new ArrayList<>(database);
        arguments.addAll(List.of(
                "--sioss.batch.enabled=false",
                "--camunda.bpm.job-execution.enabled=false",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + server.getSmtp().getPort(),
                "--sioss.mail.from=" + SETTINGS.from(),
                "--sioss.mail.site=" + SETTINGS.site()));
        return new Child(
                List.of("-XX:TieredStopAtLevel=1"), Child.classpath(), ReminderChild.class.getName(), arguments);
    }

    /** Every node does it, at the same time. */
    private int all(String words) {
        nodes.forEach(node -> node.child().tell(words));
        return nodes.stream()
                .mapToInt(node -> Integer.parseInt(node.child().waitFor("FATTO ")))
                .sum();
    }

    private void record(List<Moment> today, int reminded) throws Exception {
        String words = "record " + random.nextInt(2);
        var accident = today.stream().filter(moment -> !moment.atThePost()).findFirst();
        if (accident.isEmpty()) {
            refusals += all(words);
            return;
        }
        int written = notices() + random.nextInt(reminded / 2);
        nodes.forEach(node -> node.child().tell(words));
        while (notices() < written) {
            assertThat(nodes).allMatch(node -> node.child().alive());
        }
        if (accident.get() == Moment.IN_THE_TRANSACTION_OF_ONE_PERSON) {
            killWhoWaitsForTheDatabase();
        } else {
            Thread.sleep(random.nextInt(20));
            killOne();
        }
        theRest(words);
    }

    /** The database keeps them waiting when they are about to write a notice, and there they die. */
    private void killWhoWaitsForTheDatabase() throws Exception {
        try (Connection holder = DriverManager.getConnection(url + "?currentSchema=sioss", "sioss_app", "sioss_app");
                Statement hold = holder.createStatement()) {
            holder.setAutoCommit(false);
            hold.execute("lock table notice in share mode");
            for (int tries = 0; waiting() == 0; tries++) {
                assertThat(tries).as("somebody writes a notice").isLessThan(1_000);
                Thread.sleep(10);
            }
            killOne();
            holder.rollback();
        }
    }

    private int waiting() {
        return jdbc().sql("select count(*) from pg_locks where relation = 'notice'::regclass and not granted")
                .query(Integer.class)
                .single();
    }

    private int notices() {
        return jdbc().sql("select count(*) from notice where kind = 'REMINDER'")
                .query(Integer.class)
                .single();
    }

    private void carry(List<Moment> today, int reminded) throws Exception {
        var accident = today.stream().filter(Moment::atThePost).findFirst();
        if (accident.isEmpty()) {
            all("carry");
            return;
        }
        Strike now = new Strike(1 + random.nextInt(reminded), accident.get());
        strike = now;
        nodes.forEach(node -> node.child().tell("carry"));
        assertThat(now.reached.await(2, TimeUnit.MINUTES)).isTrue();
        Thread.sleep(random.nextInt(10));
        killOne();
        killsAtThePost++;
        now.over.countDown();
        strike = null;
        theRest("carry");
    }

    private void killOne() throws InterruptedException {
        Node victim = nodes.remove(random.nextInt(nodes.size()));
        victim.child().kill();
        kills++;
    }

    /** The others end what they were told; if there are none, somebody new is told the same. */
    private void theRest(String words) throws IOException {
        if (nodes.isEmpty()) {
            leaveTheDatabase();
            start();
            all(words);
        } else {
            nodes.forEach(node -> node.child().waitFor("FATTO "));
        }
    }

    private JdbcClient jdbc() {
        if (connection == null) {
            connection = new SingleConnectionDataSource(url + "?currentSchema=sioss", "sioss_app", "sioss_app", true);
        }
        return JdbcClient.create(connection);
    }

    private void leaveTheDatabase() {
        if (connection != null) {
            connection.destroy();
            connection = null;
        }
    }

    private void settle() {
        Map<String, Set<String>> districts = new TreeMap<>();
        regions.forEach((ats, region) -> {
            districts.computeIfAbsent(region, key -> new TreeSet<>()).add(ats);
            people.add(person("ATS_OPERATOR", ats, Set.of(ats)));
            people.add(person("ATS_REFERENT", ats, Set.of(ats)));
        });
        districts.forEach((region, all) -> people.add(person("REGION_SUPERVISOR", region, all)));
    }

    private Watcher person(String role, String territory, Set<String> districts) {
        UUID id = UUID.randomUUID();
        jdbc().sql(
                        "insert into account (id, username, display_name, email, password_hash, created_at) values (?, ?, ?, ?, 'x', now())")
                .params(id, "giro-" + id, "Persona " + id, "giro-" + id + "@esempio.it")
                .update();
        jdbc().sql("insert into mandate (id, account_id, role, territory, valid_from, created_by)"
                        + " values (?, ?, ?, ?, '2026-01-01', 'prova')")
                .params(UUID.randomUUID(), id, role, territory)
                .update();
        return new Watcher(id, districts, new HashMap<>());
    }

    /** About two districts in a hundred finish on a day, sheets and services database together. */
    private void finishSome() {
        List<String> done = open.stream().filter(ats -> random.nextInt(100) < 2).toList();
        done.forEach(open::remove);
        String[] codes = done.toArray(String[]::new);
        jdbc().sql("update sheet set state = 'FINALIZED' where year = ? and ats = any(?)")
                .params(YEAR, codes)
                .update();
        jdbc().sql("update service_database set state = 'FINALIZED' where year = ? and ats = any(?)")
                .params(YEAR, codes)
                .update();
    }

    /** The naive reckoning, person by person, district by district: how many are reminded at an instant. */
    private int reckon(Instant at) {
        int reminded = 0;
        for (Watcher person : people) {
            boolean told = false;
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
                    told = true;
                }
            }
            if (told) {
                reminded++;
                expected.add(new Told(person.account(), at));
            }
        }
        return reminded;
    }

    /** What somebody held when they were killed is taken up again after a while. */
    private void finishThePost() {
        Instant later = VERY_LAST_DAY.atTime(9, 0).atZone(RomeTime.ROME).toInstant();
        for (int round = 0; round < 3; round++) {
            later = later.plus(Duration.ofMinutes(6));
            moveTo(later);
            all("carry");
        }
    }

    private void compare(double seconds) throws Exception {
        Map<UUID, Told> told = new HashMap<>();
        jdbc().sql("select id, account_id, key from notice where year = ? and kind = 'REMINDER'")
                .param(YEAR)
                .query((row, n) -> told.put(
                        row.getObject(1, UUID.class),
                        new Told(
                                row.getObject(2, UUID.class),
                                Instant.parse(row.getString(3).substring("promemoria:0000/".length())))))
                .list();
        assertThat(told.values()).as("each once, and nothing else").containsExactlyInAnyOrderElementsOf(expected);
        assertThat(jdbc().sql("select count(*) from batch_item where state <> 'DONE'")
                        .query(Integer.class)
                        .single())
                .as("work that was given up")
                .isZero();
        assertThat(jdbc().sql("select state, count(*) from mail m join notice n on n.id = m.notice_id where n.year = ?"
                                + " and n.kind = 'REMINDER' group by 1")
                        .param(YEAR)
                        .query((row, n) -> row.getString(1) + " " + row.getInt(2))
                        .list())
                .containsExactly("SENT " + told.size());
        Map<String, Integer> arrived = new HashMap<>();
        for (MimeMessage message : server.getReceivedMessages()) {
            arrived.merge(message.getMessageID(), 1, Integer::sum);
        }
        List<Integer> letters = new ArrayList<>();
        told.forEach((notice, one) -> {
            int times = arrived.getOrDefault(Postman.messageId(notice, SETTINGS), 0);
            assertThat(times).as("letters with %s", one).isPositive();
            letters.add(times);
        });
        long twice = letters.stream().filter(times -> times > 1).count();
        assertThat(twice)
                .as("only the letter in somebody's hands when they were killed arrives again")
                .isLessThanOrEqualTo(killsAtThePost);
        assertThat(kills).isEqualTo(KILLS);
        System.out.printf(
                Locale.ROOT,
                "reminders: %d districts, %d days, %d people, %d notices, %d letters arrived (%d twice or more);"
                        + " %d kills (%d at the post), %d starts, two nodes on one morning (%d refusals), %.1f s%n",
                regions.size(),
                LENGTH + 15,
                people.size(),
                told.size(),
                letters.stream().mapToInt(Integer::intValue).sum(),
                twice,
                kills,
                killsAtThePost,
                starts,
                refusals,
                seconds);
    }
}
