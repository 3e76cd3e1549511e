package it.sioss.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Accounts;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.campaign.Calendar;
import it.sioss.campaign.Campaigns;
import it.sioss.campaign.WindowSubject;
import it.sioss.sheet.SheetState;
import it.sioss.steering.Steering;
import it.sioss.support.House;
import it.sioss.support.HouseTest;
import it.sioss.support.Visitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Hundreds of finalizations against the deadline over HTTP, from many clients: who came in time is served, nobody else. */
@Tag("benchmark")
class DeadlineRaceTest extends HouseTest {

    private static final int FINALIZATIONS = Integer.getInteger("sioss.bench.race", 600);
    private static final int CLIENTS = 24;
    private static final long PACE_MILLIS = 10;
    private static final String EVERYWHERE = "referente-di-tutti";

    @Autowired
    Accounts accounts;

    @Autowired
    Steering steering;

    @LocalServerPort
    int port;

    private record Attempt(Instant sent, Instant answered, int status) {}

    @Test
    void aFinalizationIsServedIfAndOnlyIfItCameBeforeTheDeadline() throws Exception {
        int own = freeYear();
        Instant now = clock.instant();
        Calendar calendar = Calendar.between(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(10)));
        campaigns.create(
                new Campaigns.Plan(own, List.of("A5"), List.of(), calendar, Map.of(), calendar, false), "gara");
        steering.open(own, "gara");
        house.workOff();
        List<UUID> racing = jdbc.sql("select id from sheet where year = ? order by ats limit ?")
                .params(own, FINALIZATIONS)
                .query(UUID.class)
                .list();
        Viewer referent = aReferentOfAll(racing);
        racing.forEach(sheet -> cases.ready(sheet, referent));

        assertThat(Visitor.named(port, EVERYWHERE)
                        .machine("GET", "/api/v1/me", Visitor.Load.NONE)
                        .status())
                .as("the password is verified before the race, which is not about passwords")
                .isEqualTo(200);
        Instant deadline = clock.instant().plusMillis(2_000L + PACE_MILLIS * racing.size() / 2);
        campaigns.setWindow(
                own,
                WindowSubject.everywhere("A5"),
                Calendar.between(deadline.minus(Duration.ofDays(11)), deadline),
                "gara",
                "gara");
        List<Attempt> attempts = race(racing, deadline);

        assertThat(attempts).hasSameSizeAs(racing).allSatisfy(attempt -> {
            if (attempt.status() == 200) {
                assertThat(attempt.sent()).isBefore(deadline);
            } else {
                assertThat(attempt.status()).isIn(409, 410);
                assertThat(attempt.answered()).isAfterOrEqualTo(deadline);
            }
        });
        long served =
                attempts.stream().filter(attempt -> attempt.status() == 200).count();
        assertThat(jdbc.sql("""
                        select count(*) from transmission t join sheet s on s.id = t.sheet_id
                        where s.year = ? and s.state = 'FINALIZED' and t.received_at < ?
                          and t.decided_at < ?""")
                        .params(
                                own,
                                deadline.atOffset(java.time.ZoneOffset.UTC),
                                deadline.plusSeconds(60).atOffset(java.time.ZoneOffset.UTC))
                        .query(Long.class)
                        .single())
                .isEqualTo(served);
        assertThat(served).as("some in time, some late").isBetween(1L, racing.size() - 1L);
        theSumsClose(own, racing, served);
        System.out.printf(
                "deadline race: %d finalizations from %d clients, %d in time, %d late%n",
                racing.size(), CLIENTS, served, racing.size() - served);
    }

    /** Once the timers have tidied up: each sheet has ended, in one way, told once, and nothing waits in the engine. */
    private void theSumsClose(int own, List<UUID> racing, long served) {
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(5)));
        racing.stream()
                .filter(sheet -> !cases.sheet(sheet).state().ended())
                .forEach(sheet ->
                        cases.management().executeJob(cases.timerOf(sheet).getId()));
        Map<SheetState, Long> ends = racing.stream()
                .map(sheet -> cases.sheet(sheet).state())
                .collect(Collectors.groupingBy(state -> state, Collectors.counting()));
        assertThat(ends).isEqualTo(Map.of(SheetState.FINALIZED, served, SheetState.LAPSED, racing.size() - served));
        assertThat(jdbc.sql("""
                        select event || ' ' || count(*) || ' ' || count(distinct sheet_id) from journal
                        where sheet_id in (:racing) and event in ('FINALIZED', 'LAPSED') group by event order by event""").param("racing", racing).query(String.class).list())
                .containsExactly(
                        "FINALIZED " + served + " " + served,
                        "LAPSED " + (racing.size() - served) + " " + (racing.size() - served));
        assertThat(jdbc.sql("""
                        select count(*) from sheet s join act_ru_execution e on e.proc_inst_id_ = s.process_instance_id
                        where s.id in (:racing)""").param("racing", racing).query(Long.class).single())
                .as("cases left open in year " + own)
                .isZero();
    }

    private Viewer aReferentOfAll(List<UUID> racing) {
        UUID id = accounts.create(EVERYWHERE, "Referente di tutti", null, House.PASSWORD, false, false);
        racing.forEach(sheet -> accounts.grant(id, Role.ATS_REFERENT, cases.atsOf(sheet), null, "gara"));
        return accounts.viewer(EVERYWHERE).orElseThrow();
    }

    /** One request every few milliseconds, half of them before the deadline and half after it. */
    private List<Attempt> race(List<UUID> racing, Instant deadline) throws Exception {
        String credentials = "Basic "
                + Base64.getEncoder()
                        .encodeToString((EVERYWHERE + ":" + House.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpClient client = HttpClient.newHttpClient();
        var pool = Executors.newFixedThreadPool(CLIENTS);
        try {
            var requests = new ArrayList<Callable<Attempt>>();
            for (UUID sheet : racing) {
                var request = HttpRequest.newBuilder(
                                URI.create("http://localhost:" + port + "/api/v1/schede/" + sheet + "/finalizzazione"))
                        .header("Authorization", credentials)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
                Instant turn = deadline.plusMillis(PACE_MILLIS * (requests.size() - racing.size() / 2));
                requests.add(() -> {
                    long ahead = Duration.between(clock.instant(), turn).toMillis();
                    if (ahead > 0) {
                        Thread.sleep(ahead);
                    }
                    Instant sent = clock.instant();
                    int status = client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    return new Attempt(sent, clock.instant(), status);
                });
            }
            var attempts = new ArrayList<Attempt>();
            for (Future<Attempt> attempt : pool.invokeAll(requests)) {
                attempts.add(attempt.get());
            }
            return attempts;
        } finally {
            pool.shutdownNow();
        }
    }
}
