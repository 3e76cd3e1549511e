package it.sioss.benchmark;

import it.sioss.SiossApplication;
import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.platform.Batches;
import it.sioss.platform.DatabaseAccess;
import it.sioss.platform.PresentClock;
import it.sioss.registry.ReferenceData;
import it.sioss.sheet.Sheets;
import it.sioss.steering.Extension;
import it.sioss.steering.ExtensionUndoing;
import it.sioss.steering.Extensions;
import it.sioss.steering.Steering;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.Parent;
import it.sioss.support.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A SIOSS of its own in a JVM of its own, which does one part of an extension and says how far it is: it can be killed in
 * the middle, and another goes on over the same folder or the same database.
 */
final class ExtensionChild {

    static final int YEAR = 2099;
    private static final String KEY = "una-sola-volta";
    private static final String WHO = "referente-figlia";

    private final ConfigurableApplicationContext house;
    private final Path notes;

    private ExtensionChild(ConfigurableApplicationContext house, Path notes) {
        this.house = house;
        this.notes = notes;
    }

    /** Arguments: the part, a folder for notes, how many ATS, then SIOSS's own. */
    public static void main(String[] arguments) throws Exception {
        java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("UTC"));
        String[] own = List.of(arguments).subList(3, arguments.length).toArray(String[]::new);
        var house = new SpringApplicationBuilder(SiossApplication.class, GeneratedBodies.class).run(own);
        var child = new ExtensionChild(house, Path.of(arguments[1]));
        try {
            child.does(arguments[0], Integer.parseInt(arguments[2]));
            Parent.tell("FINE");
            house.close();
        } catch (Exception failure) {
            failure.printStackTrace(System.out);
            System.exit(1);
        }
    }

    private void does(String part, int districts) throws IOException {
        switch (part) {
            case "extend" -> {
                open(districts);
                extend();
            }
            case "resume" -> resume();
            case "join" -> join();
            default -> throw new IllegalArgumentException(part);
        }
    }

    private <T> T the(Class<T> type) {
        return house.getBean(type);
    }

    private JdbcClient jdbc() {
        return the(JdbcClient.class);
    }

    private void open(int districts) {
        the(ReferenceData.class).load();
        jdbc().sql("update ats_membership set to_year = 2098").update();
        jdbc().sql("update ats set valid_to_year = 2098").update();
        jdbc().sql("""
                        insert into ats (code, name, regional_body, valid_from_year, synthetic)
                        select 'B' || to_char(n, 'FM0000'), 'Ambito generato ' || n,
                               (select code from regional_body order by code offset n % 20 limit 1), 2099, true
                        from generate_series(1, ?) n""").param(districts).update();
        jdbc().sql("""
                        insert into ats_membership (municipality, ats, from_year)
                        select code, 'B' || to_char(1 + row_number() over (order by code) % ?, 'FM0000'), 2099
                        from municipality""").param(districts).update();
        Instant now = Instant.now();
        Calendar calendar = Calendar.between(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
        the(Campaigns.class)
                .create(
                        new Campaigns.Plan(YEAR, List.of("A1", "A5"), List.of(), calendar, Map.of(), calendar, false),
                        "misura");
        the(Steering.class).open(YEAR, "misura");
        the(Batches.class).workOff();
        Parent.tell("SCHEDE "
                + jdbc().sql("select count(*) from sheet where year = ?")
                        .param(YEAR)
                        .query(Long.class)
                        .single());
        makeReady();
        Parent.tell("RICEVUTA " + finalizeOnce());
    }

    /** One sheet that only waits to be finalized, and somebody who may. */
    private void makeReady() {
        Accounts accounts = the(Accounts.class);
        UUID sheet = first();
        Sheets sheets = the(Sheets.class);
        UUID account = accounts.create(WHO, "Referente di prova", null, House.PASSWORD, false, false);
        accounts.grant(account, Role.ATS_REFERENT, sheets.ofCase(sheet).ats(), null, "misura");
        Viewer viewer = accounts.viewer(WHO).orElseThrow();
        Instant now = the(PresentClock.class).instant();
        sheets.submit(sheet, viewer, now);
        sheets.justify(sheet, Cases.CATEGORY, Cases.REASON, viewer, now);
    }

    private UUID first() {
        return jdbc().sql("select id from sheet where year = ? order by id limit 1")
                .param(YEAR)
                .query(UUID.class)
                .single();
    }

    /** Over HTTP, with a key that is always the same. */
    private String finalizeOnce() {
        int port = house.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        Visitor.Answer answer = Visitor.named(port, WHO)
                .machine(
                        "POST",
                        "/api/v1/schede/" + first() + "/finalizzazione",
                        Visitor.Load.NONE,
                        "Idempotency-Key",
                        KEY);
        return answer.status() + " " + answer.body();
    }

    private void extend() throws IOException {
        Extensions extensions = the(Extensions.class);
        Instant later = the(Campaigns.class)
                .windowOf(YEAR, "A5", "", "", null)
                .deadline()
                .plus(Duration.ofDays(10));
        var wish = new Extension(List.of(), false, null, null, later, "Proroga di prova della misura", "DD 5");
        extensions.preview(YEAR, wish);
        long start = System.nanoTime();
        Extension.Preview preview = extensions.preview(YEAR, wish);
        Parent.tell("ANTEPRIMA " + preview.sheets() + " " + (System.nanoTime() - start) / 1_000_000);
        Files.write(
                notes.resolve("previewed"),
                preview.affected().stream()
                        .map(one -> one.sheet().toString())
                        .sorted()
                        .toList());
        note("before");
        extensions.grant(YEAR, wish, "misura");
        Parent.tell("CONCESSA");
        Thread watch = new Thread(this::tell);
        watch.setDaemon(true);
        watch.start();
        the(Batches.class).workOff();
    }

    private void tell() {
        while (true) {
            Parent.tell("FATTI " + done());
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private long done() {
        return jdbc().sql("""
                        select count(*) from batch b join batch_item i on i.batch_id = b.id
                        where b.kind = 'proroga' and i.state = 'DONE'""").query(Long.class).single();
    }

    /** Goes on where another was killed, beside a second node when there is one; then undoes it all. */
    private void resume() throws IOException {
        Parent.tell("RICEVUTA " + finalizeOnce());
        Parent.tell("GIA_FATTI " + done());
        DatabaseAccess access = the(DatabaseAccess.class);
        Parent.tell("BASE " + access.url());
        waitForTheWord();
        long start = System.nanoTime();
        the(Batches.class).workOff();
        Parent.tell("APPLICATA " + (System.nanoTime() - start) / 1_000_000);
        waitForTheWord();
        note("after");
        ExtensionUndoing undoing = the(ExtensionUndoing.class);
        undoing.undo(YEAR, undoing.granted(YEAR).get(0).id(), "Annullata nella misura", "misura");
        the(Batches.class).workOff();
        note("restored");
    }

    /** The second node: works on whatever is open. */
    private void join() throws IOException {
        Parent.tell("PRONTA");
        waitForTheWord();
        the(Batches.class).workOff();
    }

    private static void waitForTheWord() throws IOException {
        Parent.tell("ASPETTA");
        Parent.hear();
    }

    /** Every sheet's timer: when it is due, how often its row was written, how often the history says it moved. */
    private void note(String name) {
        List<String> lines = jdbc().sql("""
                        select s.id::text || ' ' || to_char(j.duedate_, 'YYYY-MM-DD"T"HH24:MI:SS.MS') || ' ' || j.rev_::text || ' '
                               || (select count(*) from journal e where e.sheet_id = s.id and e.event = 'DEADLINE_MOVED')
                        from sheet s join act_ru_job j on j.process_instance_id_ = s.process_instance_id
                        where s.year = ? order by s.id""").param(YEAR).query(String.class).list();
        try {
            Files.write(notes.resolve(name), lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
