package it.sioss.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.AnswersPatch;
import it.sioss.catalogue.Catalogue;
import it.sioss.catalogue.Entry;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.Grid;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Peers;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionType;
import it.sioss.catalogue.SheetContext;
import it.sioss.delegation.DelegationScope;
import it.sioss.delegation.Delegations;
import it.sioss.platform.DatabaseAccess;
import it.sioss.platform.PresentClock;
import it.sioss.services.Services;
import it.sioss.sheet.ReviewDesk;
import it.sioss.sheet.SheetState;
import it.sioss.sheet.Sheets;
import it.sioss.steering.BulkApprovals;
import it.sioss.steering.Extension;
import it.sioss.steering.Extensions;
import it.sioss.steering.Steering;
import it.sioss.support.House;
import it.sioss.worklist.QueueFilter;
import it.sioss.worklist.ReviewQueue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A campaign of generated ATS × bodies × modules on a durable PostgreSQL, with batches and job executor as in
 * production; each deed beside the bare engine's. Prints the table and keeps it in {@code target/benchmark.md}. Only
 * correctness is asserted: build machines differ.
 */
@Tag("benchmark")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"sioss.demonstration=false", "sioss.db.embedded-port=0"})
@Import({House.class, GeneratedBodies.class, CountedStatements.class, ServerTimes.class})
class NationalCampaignBenchmarkTest {

    private static final int ATS = Integer.getInteger("sioss.bench.ats", 600);
    private static final int BODIES = Integer.getInteger("sioss.bench.bodies", 12);
    private static final int RUNS = Integer.getInteger("sioss.bench.runs", 400);
    private static final int CLIENTS = Integer.getInteger("sioss.bench.clients", 32);
    private static final int SECONDS = Integer.getInteger("sioss.bench.seconds", 10);
    /** Pages asked for before a list is measured: a server that has been up for some minutes. */
    private static final int WARM = RUNS * 3;

    private static final int YEAR = 2091;
    private static final List<String> MODULES = List.of("A1", "A5");
    private static final int SHEETS = ATS * BODIES * MODULES.size();
    /** The region whose ATS are delegated, so that their sheets come to a review: some two thousand of the whole. */
    private static final String QUEUE_REGION = "1000";

    private static final int QUEUE_ATS = Math.max(1, ATS * 84 / 600);

    @Autowired
    House house;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Steering steering;

    @Autowired
    Extensions extensions;

    @Autowired
    Sheets sheets;

    @Autowired
    Catalogue catalogue;

    @Autowired
    PresentClock clock;

    @Autowired
    DatabaseAccess access;

    @Autowired
    EmbeddedPostgres postgres;

    @Autowired
    Delegations delegations;

    @Autowired
    ReviewQueue queue;

    @Autowired
    ReviewDesk desk;

    @Autowired
    BulkApprovals bulk;

    @LocalServerPort
    int port;

    private final Measures measures = new Measures("%d sheets (%d ATS × %d bodies × %d modules), %d processors, JDK %s"
            .formatted(
                    SHEETS,
                    ATS,
                    BODIES,
                    MODULES.size(),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version")));

    /** A folder of its own: with one, the embedded database is durable (fsync and synchronous_commit on). */
    @DynamicPropertySource
    static void durable(DynamicPropertyRegistry registry) {
        String folder =
                Path.of("target", "benchmark-" + System.currentTimeMillis()).toString();
        registry.add("sioss.db.embedded-directory", () -> folder);
    }

    @Test
    void aNationalCampaignBesideTheBareEngine() throws Exception {
        generateTerritory();
        Instant deadline = clock.instant().plus(Duration.ofDays(30));
        try (RawEngine raw = rawEngine()) {
            delegate();
            opening(raw, deadline);
            List<UUID> open = sheetsOf("A5");
            Map<UUID, Viewer> referents = referents(open);
            viewing(raw, open, referents);
            saving(raw, open, referents);
            manyClients(open, referents);
            checksAlone(open.get(0));
            finalizing(raw, open, referents);
            reviewQueue(raw);
            deadline = extending(deadline);
            sweep(raw, deadline, open.get(open.size() - 1), referents);
        } finally {
            measures.printTo(Path.of("target", "benchmark.md"));
        }
    }

    private void generateTerritory() {
        jdbc.sql("update ats_membership set to_year = 2030").update();
        jdbc.sql("update ats set valid_to_year = 2030").update();
        jdbc.sql("""
                        insert into ats (code, name, regional_body, valid_from_year, synthetic)
                        select 'B' || to_char(n, 'FM0000'), 'Ambito generato ' || n,
                               case when n > ? then ? else (select code from regional_body where code <> ?
                                                            order by code offset n % 20 limit 1) end, 2031, true
                        from generate_series(1, ?) n""").params(ATS - QUEUE_ATS, QUEUE_REGION, QUEUE_REGION, ATS).update();
        jdbc.sql("""
                        insert into ats_membership (municipality, ats, from_year)
                        select code, 'B' || to_char(1 + row_number() over (order by code) % ?, 'FM0000'), 2031
                        from municipality""").param(ATS).update();
    }

    private RawEngine rawEngine() throws Exception {
        try (var superuser = postgres.getPostgresDatabase().getConnection();
                var statement = superuser.createStatement()) {
            statement.execute("create database raw owner \"" + access.ownerUser() + "\"");
        }
        String url = access.url().replaceAll("/[^/]*$", "/raw");
        return new RawEngine(url, access.ownerUser(), access.ownerPassword());
    }

    private void opening(RawEngine raw, Instant deadline) throws InterruptedException {
        Calendar calendar = Calendar.between(clock.instant().minus(Duration.ofDays(1)), deadline);
        campaigns.create(
                new Campaigns.Plan(YEAR, MODULES, List.of(), calendar, Map.of(), calendar, false), "benchmark");
        double ours = seconds(() -> {
            steering.open(YEAR, "benchmark");
            await(() -> steering.openingProgress(YEAR)
                    .map(progress -> progress.finished())
                    .orElse(false));
            return null;
        });
        assertThat(count("select count(*) from sheet where year = " + YEAR)).isEqualTo(SHEETS);
        double bare = seconds(() -> {
            for (int number = 0; number < SHEETS; number++) {
                String ats = "B%04d".formatted(1 + number % ATS);
                raw.open(ats, YEAR + "/" + ats + "/" + number, Services.lapseAt(deadline, UUID.randomUUID()));
            }
            return null;
        });
        measures.add("opening " + SHEETS + " sheets", "≤ 150 s, ≤ 1.3 × bare", ours, bare);
    }

    private void delegate() {
        Viewer supervisor = house.somebody(Role.REGION_SUPERVISOR, QUEUE_REGION);
        for (int number = ATS - QUEUE_ATS + 1; number <= ATS; number++) {
            delegations.declare(
                    supervisor,
                    YEAR,
                    "B%04d".formatted(number),
                    null,
                    DelegationScope.COMPILATION,
                    null,
                    null,
                    "Delibera di prova");
        }
    }

    /** The region compiles and submits all its sheets; its supervisor leafs through what waits for the review. */
    private void reviewQueue(RawEngine raw) throws Exception {
        Viewer operator = house.somebody(Role.REGION_OPERATOR, QUEUE_REGION);
        List<UUID> waiting = jdbc.sql("select id from sheet where year = ? and region = ? order by id")
                .params(YEAR, QUEUE_REGION)
                .query(UUID.class)
                .list();
        var compilers = Executors.newFixedThreadPool(2);
        compilers.invokeAll(waiting.stream()
                .<Callable<Void>>map(id -> () -> {
                    save(id, operator, -1);
                    sheets.submit(id, operator, clock.instant());
                    return null;
                })
                .toList());
        compilers.shutdown();
        jdbc.sql("analyze").update();
        Viewer supervisor = house.somebody(Role.REGION_SUPERVISOR, QUEUE_REGION);
        var session = new Session(port, supervisor.username(), House.PASSWORD);
        int last = (waiting.size() - 1) / 50;
        assertThat(session.page("/attivita?anno=" + YEAR))
                .contains(String.format(Locale.ITALY, "%,d da verificare", waiting.size()));
        for (int run = 0; run < WARM; run++) {
            session.page("/attivita?anno=" + YEAR + "&size=50&page=" + run % (last + 1));
        }
        worklistPage(raw, session, "first", 0);
        worklistPage(raw, session, "middle", last / 2);
        worklistPage(raw, session, "last", last);
        int lastOfBench = (waiting.size() - 1) / QueueFilter.USUAL_PAGE;
        benchPage(session, "first", 0, waiting.size());
        benchPage(session, "middle", lastOfBench / 2, waiting.size());
        benchPage(session, "last", lastOfBench, waiting.size());
        approvingMany(supervisor);
    }

    /** The queue in order of risk, without an open sheet. */
    private void benchPage(Session session, String which, int number, int waiting) {
        String address = "/verifica?anno=" + YEAR + "&page=" + number;
        assertThat(session.page(address)).contains("rischio ");
        var ours = ServerTimes.of(RUNS / 2, RUNS / 2, run -> session.page(address));
        measures.add("review queue, " + which + " page of " + waiting, "p95 ≤ 60 ms", ours);
    }

    /** As many as may be approved at once; the ones drawn by lot are opened first. */
    private void approvingMany(Viewer supervisor) throws InterruptedException {
        var plain = new QueueFilter(YEAR, null, null, null, true, false, 0, BulkApprovals.MOST);
        List<UUID> chosen = queue.order(supervisor, plain).stream()
                .limit(BulkApprovals.MOST)
                .toList();
        assertThat(chosen).as("sheets with nothing to look into").isNotEmpty();
        UUID choice = bulk.choose(chosen, supervisor).id();
        bulk.require(choice, supervisor).toOpen().forEach(item -> desk.open(item.sheet(), supervisor));
        double took = seconds(() -> {
            bulk.carryOut(choice, supervisor);
            await(() -> bulk.require(choice, supervisor).finished());
            return null;
        });
        assertThat(bulk.require(choice, supervisor).approved()).isEqualTo(chosen.size());
        measures.add(
                "approval of " + chosen.size() + " sheets at once",
                "≥ 40/s",
                String.format(Locale.ROOT, "%.0f/s", chosen.size() / took),
                "–",
                "–");
    }

    /** At the server, once it is warm; the bare engine's page of as many tasks comes without HTTP and without a page. */
    private void worklistPage(RawEngine raw, Session session, String which, int number) {
        String address = "/attivita?anno=" + YEAR + "&size=50&page=" + number;
        session.page(address);
        long before = CountedStatements.SENT.get();
        session.page(address);
        long statements = CountedStatements.SENT.get() - before;
        var ours = ServerTimes.of(RUNS / 4, RUNS / 2, run -> session.page(address));
        List<String> groups = IntStream.rangeClosed(ATS - QUEUE_ATS + 1, ATS)
                .mapToObj("ats:B%04d"::formatted)
                .toList();
        var bare = Sample.of(RUNS / 4, RUNS / 2, run -> raw.page(groups, number * 50, 50));
        measures.add(
                "worklist, " + which + " page of " + QUEUE_ATS * BODIES * MODULES.size() + " reviews",
                "p95 ≤ 40 ms, ≤ 6 statements",
                ours.words() + ", " + statements + " statements",
                bare.words() + " (two queries)",
                "–");
    }

    private List<UUID> sheetsOf(String module) {
        return jdbc.sql("select id from sheet where year = ? and module = ? and region <> ? order by body, ats")
                .params(YEAR, module, QUEUE_REGION)
                .query(UUID.class)
                .list();
    }

    /** At most sixty-four ATS have somebody: making an account costs a password hash. */
    private Map<UUID, Viewer> referents(List<UUID> open) {
        var byAts = new LinkedHashMap<String, Viewer>();
        var referents = new LinkedHashMap<UUID, Viewer>();
        for (UUID id : open) {
            String ats = jdbc.sql("select ats from sheet where id = ?")
                    .param(id)
                    .query(String.class)
                    .single();
            if (byAts.size() < 64 || byAts.containsKey(ats)) {
                referents.put(id, byAts.computeIfAbsent(ats, code -> house.somebody(Role.ATS_REFERENT, code)));
            }
        }
        return referents;
    }

    private static UUID some(Map<UUID, Viewer> referents, int number) {
        return new ArrayList<>(referents.keySet()).get(number % referents.size());
    }

    private static Viewer of(Map<UUID, Viewer> referents, UUID id) {
        return Objects.requireNonNull(referents.get(id));
    }

    private void viewing(RawEngine raw, List<UUID> open, Map<UUID, Viewer> referents) {
        var ours = Sample.of(50, RUNS, number -> {
            UUID id = some(referents, number);
            sheets.view(id, of(referents, id));
        });
        measures.add("sheet page (its view)", "–", ours, Sample.of(50, RUNS, raw::view));
    }

    private void saving(RawEngine raw, List<UUID> open, Map<UUID, Viewer> referents) {
        var ours = Sample.of(50, RUNS, number -> {
            UUID id = some(referents, number);
            save(id, of(referents, id), number);
        });
        int values = cells(answers(open.get(0), 0));
        var bare = Sample.of(50, RUNS, number -> raw.save(number, rawValues(values, number)));
        measures.add("save of " + values + " answers, checks included", "p95 ≤ 40 ms", ours, bare);
    }

    private void save(UUID id, Viewer viewer, int number) {
        long version = sheets.ofCase(id).answersVersion();
        var changes = new LinkedHashMap<String, @Nullable Entry>();
        changes.putAll(answers(id, number).entries());
        sheets.answer(id, version, new AnswersPatch(changes), viewer, clock.instant());
    }

    /** A whole sheet; the number changes one of its values, so that every save writes. */
    private Answers answers(UUID id, int number) {
        var sheet = sheets.ofCase(id);
        ModuleRevision revision = catalogue.revision(sheet.revision());
        Answers answers = ModuleFixtures.complete(revision);
        for (FormItem item : revision.form().items().values()) {
            if (item instanceof Question question
                    && question.type() == QuestionType.MULTIPLE_CHOICE
                    && question.options().isEmpty()
                    && answers.get(item.key()) != null) {
                answers = answers.with(item.key(), Answer.of(List.of(municipalityOf(sheet.ats()))));
            }
        }
        if (number >= 0) {
            answers = withOtherNumbers(revision, answers, number);
        }
        return answers.with(
                sheet.module().toLowerCase(Locale.ROOT).replace(".", "") + "_9_2_note",
                Answer.of("Lo sportello ha chiuso due mesi per lavori: nota numero " + number + "."));
    }

    /** Every number of the sheet changes from save to save, so that no judgement is remembered. */
    private static Answers withOtherNumbers(ModuleRevision revision, Answers answers, int number) {
        Answers others = answers;
        for (FormItem item : revision.form().items().values()) {
            Answer answer = item instanceof Question ? answers.answer(item.key()) : null;
            BigDecimal value = answer == null ? null : answer.number();
            if (value != null && value.compareTo(BigDecimal.valueOf(20)) > 0) {
                others = others.with(item.key(), Answer.of(value.add(BigDecimal.valueOf(number % 997))));
            }
        }
        return others;
    }

    private final Map<String, String> municipalities = new ConcurrentHashMap<>();

    private String municipalityOf(String ats) {
        return municipalities.computeIfAbsent(
                ats,
                code -> jdbc.sql("select min(municipality) from ats_membership where ats = ?")
                        .param(code)
                        .query(String.class)
                        .single());
    }

    private static int cells(Answers answers) {
        return answers.entries().values().stream()
                .mapToInt(entry -> entry instanceof Grid grid
                        ? grid.rows().stream()
                                .mapToInt(row -> row.cells().size())
                                .sum()
                        : 1)
                .sum();
    }

    private static Map<String, Object> rawValues(int values, int number) {
        var variables = new LinkedHashMap<String, Object>();
        for (int value = 0; value < values; value++) {
            variables.put("a5_" + value, value % 3 == 0 ? "testo " + number : (Object) (long) (value + number));
        }
        return variables;
    }

    private void manyClients(List<UUID> open, Map<UUID, Viewer> referents) throws Exception {
        var clients = Executors.newFixedThreadPool(CLIENTS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        var work = new ArrayList<Callable<long[]>>();
        for (int client = 0; client < CLIENTS; client++) {
            int first = client;
            work.add(() -> {
                var nanos = new ArrayList<Long>();
                UUID id = some(referents, first);
                while (System.nanoTime() < end) {
                    long start = System.nanoTime();
                    save(id, of(referents, id), nanos.size());
                    nanos.add(System.nanoTime() - start);
                }
                return nanos.stream().mapToLong(Long::longValue).toArray();
            });
        }
        var all = new ArrayList<Long>();
        for (var done : clients.invokeAll(work)) {
            for (long nanos : done.get()) {
                all.add(nanos);
            }
        }
        clients.shutdown();
        var sample = new Sample(all.stream().mapToLong(Long::longValue).toArray());
        measures.add(
                "saves per second, " + CLIENTS + " clients",
                "≥ 100/s",
                String.format(Locale.ROOT, "%.0f/s, %s", all.size() / (double) SECONDS, sample.words()),
                "–",
                "–");
    }

    /** Validation and every check of the module that asks most, with all it may be compared with. */
    private void checksAlone(UUID id) {
        ModuleRevision largest = catalogue.offered(sheets.ofCase(id).year()).stream()
                .max(Comparator.comparingInt(revision -> revision.form().items().size()))
                .orElseThrow();
        Answers answers = ModuleFixtures.complete(largest);
        var previous = new HashMap<String, BigDecimal>();
        var peers = new HashMap<String, Peers>();
        for (String key : largest.form().items().keySet()) {
            Answer answer = largest.form().question(key) == null ? null : answers.answer(key);
            BigDecimal number = answer == null ? null : answer.number();
            if (number != null) {
                previous.put(key, number);
                peers.put(key, new Peers(34, number, BigDecimal.ONE));
            }
        }
        SheetContext context = SheetContext.NONE.withPrevious(previous).withPeers(peers);
        measures.add(
                "validation and all checks of " + largest.module() + ", the largest of the modules ("
                        + answers.entries().size() + " answers)",
                "p95 ≤ 10 ms",
                Sample.of(200, RUNS, n -> largest.evaluate(withOtherNumbers(largest, answers, n), context)));
    }

    private void finalizing(RawEngine raw, List<UUID> open, Map<UUID, Viewer> referents) {
        int deeds = Math.min(RUNS, referents.size() / 2);
        int warmUp = deeds / 5;
        for (int number = 0; number < deeds; number++) {
            UUID id = some(referents, number);
            save(id, of(referents, id), -1 - number);
        }
        var ours = Sample.of(warmUp, deeds - warmUp, number -> {
            UUID id = some(referents, number);
            sheets.submit(id, of(referents, id), clock.instant());
            sheets.finalizeSheet(id, of(referents, id), clock.instant());
        });
        var bare = Sample.of(warmUp, deeds - warmUp, raw::submitAndFinalize);
        measures.add("submit + finalize", "p95 ≤ 150 ms", ours, bare);
    }

    private void sweep(RawEngine raw, Instant deadline, UUID untouched, Map<UUID, Viewer> referents)
            throws InterruptedException {
        long ending = count("select count(*) from sheet where state <> 'FINALIZED' and year = " + YEAR);
        long incidents = count("select count(*) from act_ru_incident");
        Viewer administrator = house.administrator();
        clock.moveTo(deadline);
        double effect = seconds(() -> {
            assertThat(sheets.view(untouched, administrator).effectiveState()).isEqualTo(SheetState.LAPSED);
            return null;
        });
        clock.moveTo(deadline.plusSeconds(121));
        double ours = seconds(() -> {
            await(() ->
                    count("select count(*) from sheet where state in ('COMPILING', 'IN_REVIEW', 'READY') and year = "
                                    + YEAR)
                            == 0);
            return null;
        });
        assertThat(count("select count(*) from act_ru_incident")).isEqualTo(incidents);
        measures.add(
                "legal effect of the deadline",
                "at once",
                String.format(Locale.ROOT, "%.0f ms (one view)", effect * 1000),
                "–",
                "–");
        measures.add(
                "deadline for " + ending + " open sheets: all cases ended",
                "≤ 180 s, 0 incidents",
                seconds(ours),
                "–",
                "–");
        long few = SHEETS / 100;
        double bare = seconds(() -> {
            raw.startJobExecutor();
            await(() -> raw.running() <= few);
            return null;
        });
        measures.add("the same, 99 of 100 cases (the last ones wait for locks)", "–", "–", seconds(bare), "–");
        clock.stopMoving();
    }

    /** Everybody gets ten more days, before the deadline; afterwards the lapsed ones go on. Returns the new deadline. */
    private Instant extending(Instant deadline) {
        Instant later = deadline.plus(Duration.ofDays(10));
        var wish = new Extension(List.of(), false, null, null, later, "Proroga di prova del benchmark", "DD 5");
        double preview = seconds(() -> extensions.preview(YEAR, wish));
        long previewed = extensions.preview(YEAR, wish).sheets();
        double applied = seconds(() -> {
            extensions.grant(YEAR, wish, "benchmark");
            await(() -> extensions
                    .progress(YEAR)
                    .map(progress -> progress.finished())
                    .orElse(false));
            return null;
        });
        assertThat(count("select count(*) from journal where event = 'DEADLINE_MOVED' and year = " + YEAR))
                .isEqualTo(previewed);
        measures.add("extension over " + previewed + " sheets: preview", "≤ 2 s", seconds(preview), "–", "–");
        measures.add("extension over " + previewed + " sheets: applied", "≤ 90 s", seconds(applied), "–", "–");
        return later;
    }

    private static String seconds(double measured) {
        return String.format(Locale.ROOT, "%.1f s", measured);
    }

    private long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }

    private static double seconds(Callable<?> deed) {
        long start = System.nanoTime();
        try {
            deed.call();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not done within twenty minutes");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
