package it.sioss.notice;

import it.sioss.SiossApplication;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.Batches;
import it.sioss.platform.DatabaseAccess;
import it.sioss.platform.PresentClock;
import it.sioss.registry.ReferenceData;
import it.sioss.steering.CampaignFlow;
import it.sioss.steering.Extension;
import it.sioss.steering.Extensions;
import it.sioss.steering.Reminders;
import it.sioss.steering.Steering;
import it.sioss.support.Parent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A SIOSS of its own in a JVM of its own, which reminds and carries the post when it is told to, and can be killed while it
 * does: nothing that it knows is only in its memory.
 */
final class ReminderChild {

    static final int YEAR = 2029;
    private static final int TRIES = 20;

    private final ConfigurableApplicationContext house;
    private int refusals;

    private ReminderChild(ConfigurableApplicationContext house) {
        this.house = house;
    }

    public static void main(String[] arguments) throws Exception {
        java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("UTC"));
        var child = new ReminderChild(new SpringApplicationBuilder(SiossApplication.class).run(arguments));
        try {
            Parent.tell("BASE " + child.the(DatabaseAccess.class).url());
            for (String line = Parent.hear(); line != null; line = Parent.hear()) {
                Parent.tell("FATTO " + child.does(line.split(" ")));
            }
            child.house.close();
        } catch (Exception failure) {
            failure.printStackTrace(System.out);
            System.exit(1);
        }
    }

    private <T> T the(Class<T> type) {
        return house.getBean(type);
    }

    private int does(String... words) throws InterruptedException {
        the(PresentClock.class).measure();
        switch (words[0]) {
            case "load" -> the(ReferenceData.class).load();
            case "open" -> open(Instant.parse(words[1]), List.of(words).subList(2, words.length));
            case "move" -> the(PresentClock.class).moveTo(Instant.parse(words[1]));
            case "extend" -> extend(words[1], Instant.parse(words[2]));
            case "record" -> {
                return record(Integer.parseInt(words[1]));
            }
            case "carry" -> {
                return the(Postman.class).deliverDue();
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
        return 0;
    }

    private void open(Instant deadline, List<String> regions) throws InterruptedException {
        Calendar dates = Calendar.between(the(PresentClock.class).instant().minusSeconds(60), deadline);
        the(Campaigns.class)
                .create(new Campaigns.Plan(YEAR, List.of("A5"), regions, dates, Map.of(), dates, false), "prova");
        the(Steering.class).open(YEAR, "prova");
        workOff();
    }

    private void extend(String region, Instant deadline) throws InterruptedException {
        var wish = new Extension(List.of(), true, region, null, deadline, "Richiesta della Regione", "DD 5");
        the(Extensions.class).grant(YEAR, wish, "prova");
        workOff();
    }

    /** The calendar's timers fire, the same step comes once more as often as asked, the work is done; how much was refused. */
    private int record(int repetitions) throws InterruptedException {
        refusals = 0;
        until(() -> the(CampaignFlow.class).fireDueTimers(YEAR));
        for (int time = 0; time < repetitions; time++) {
            until(() -> the(Reminders.class).record(YEAR));
        }
        workOff();
        return refusals;
    }

    /**
     * What another node does at the same time is refused here, by the unique key or by the engine, which finds its rows
     * changed under its hands; the next try finds it done.
     */
    private void until(Runnable step) throws InterruptedException {
        RuntimeException last = new IllegalStateException();
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                step.run();
                return;
            } catch (RuntimeException refused) {
                refusals++;
                last = refused;
                Thread.sleep(20);
            }
        }
        throw last;
    }

    /** Also what another node holds, should that one die of it. */
    private void workOff() throws InterruptedException {
        while (the(Batches.class).workOff() || open() > 0) {
            Thread.sleep(5);
        }
    }

    private int open() {
        return the(JdbcClient.class)
                .sql("select count(*) from batch where finished_at is null")
                .query(Integer.class)
                .single();
    }
}
