package it.sioss.steering.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.sun.net.httpserver.HttpServer;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answers;
import it.sioss.prefill.SourceStatus;
import it.sioss.prefill.Sources;
import it.sioss.sheet.Sheets;
import it.sioss.sheet.SourceDesk;
import it.sioss.support.Cases;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/** Every night the calendar asks RPM, over a real connection: failed nights wait, the next one comes anyway. */
@SiossTest
class NightlyFetchTest {

    private static final int YEAR = 2073;
    private static final String REGION = "0200";
    private static volatile String answer = "";
    private static final HttpServer SERVER = server();

    @Autowired
    House house;

    @Autowired
    MockMvc web;

    @Autowired
    Sources sources;

    @Autowired
    SourceDesk desk;

    @Autowired
    Sheets sheets;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext context;

    private static HttpServer server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }

    @DynamicPropertySource
    static void rpm(DynamicPropertyRegistry properties) {
        properties.add(
                "sioss.rpm.address",
                () -> "http://127.0.0.1:" + SERVER.getAddress().getPort());
    }

    @AfterAll
    static void hangUp() {
        SERVER.stop(0);
    }

    @Test
    void aFailedNightLeavesItsIncidentTheNextStartsAnywayAndASuccessClosesTheOldOnes() throws Exception {
        Cases cases = Cases.in(context);
        house.openCampaign(YEAR, REGION, "A4");
        assertThat(rpm().missingSince()).as("asked at the opening too").isNotNull();
        String calendar = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(Integer.toString(YEAR), CampaignProcess.KEY)
                .singleResult()
                .getId();
        String ats = jdbc.sql("select min(ats) from sheet where year = ?")
                .param(YEAR)
                .query(String.class)
                .single();

        Viewer operator = house.somebody(Role.ATS_OPERATOR, ats);
        assertThat(desk.unavailable(sheets.view(house.sheet(YEAR, ats, "A4"), operator)))
                .singleElement()
                .asString()
                .startsWith("RPM non disponibile dal ");

        nightFalls(calendar);
        failToTheLast(calendar);
        assertThat(incidents(calendar)).isEqualTo(1);
        assertThat(seenByAnAdministrator("/cruscotto")).contains("aspetta");
        assertThat(seenByAnAdministrator("/cruscotto/integrita")).contains("Incidenti aperti nel motore");

        nightFalls(calendar);
        answer = "{\"fonte\": \"RPM\", \"annualita\": " + YEAR + ", \"estrattoIl\": \"2074-06-30\", \"periodo\":"
                + " {\"dal\": \"2073-01-01\", \"al\": \"2073-12-31\"}, \"righe\": [{\"livello\": \"ATS\", \"codice\": \""
                + ats + "\", \"indicatori\": {\"famiglie_incluse\": 21}}]}";
        management.executeJob(fetch(calendar, true).getId());
        assertThat(incidents(calendar)).as("the old night may try again").isZero();
        management.executeJob(fetch(calendar, true).getId());
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(calendar)
                        .activityId("serviceTask_fetchPublications")
                        .count())
                .isZero();
        assertThat(rpm().missingSince()).isNull();
        assertThat(desk.unavailable(sheets.view(house.sheet(YEAR, ats, "A4"), operator)))
                .isEmpty();
        house.workOff();
        UUID sheet = house.sheet(YEAR, ats, "A4");
        String answers = jdbc.sql("select answers::text from sheet where id = ?")
                .param(sheet)
                .query(String.class)
                .single();
        assertThat(Objects.requireNonNull(Answers.parse(answers).answer("a4_3_1_famiglie"))
                        .number())
                .isEqualByComparingTo("21");

        answer = "{\"fonte\": \"RPM\", \"annualita\": 2074}";
        nightFalls(calendar);
        failToTheLast(calendar);
        assertThat(rpm().detail()).contains("JSON");
        cases.letTheTimerFire(calendar);
        house.workOff();
        cases.endedAt(calendar, "endEvent_campaignClosed");
        house.clock().stopMoving();
    }

    private SourceStatus rpm() {
        return sources.status(YEAR).stream()
                .filter(status -> status.source().equals("RPM"))
                .findFirst()
                .orElseThrow();
    }

    private void nightFalls(String calendar) {
        Job night = management
                .createJobQuery()
                .processInstanceId(calendar)
                .activityId("startEvent_nightReached")
                .singleResult();
        management.executeJob(night.getId());
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(calendar)
                        .activityId("startEvent_nightReached")
                        .count())
                .as("the next night is already waited for")
                .isEqualTo(1);
    }

    private Job fetch(String calendar, boolean withRetries) {
        var jobs = management.createJobQuery().processInstanceId(calendar).activityId("serviceTask_fetchPublications");
        return (withRetries ? jobs.withRetriesLeft() : jobs).list().get(0);
    }

    private void failToTheLast(String calendar) {
        Job job = fetch(calendar, true);
        int attempts = 0;
        while (management.createJobQuery().jobId(job.getId()).withRetriesLeft().count() > 0) {
            assertThat(attempts++).isLessThan(13);
            try {
                management.executeJob(job.getId());
            } catch (RuntimeException unavailable) {
                assertThat(unavailable.getMessage()).isNotBlank();
            }
        }
        assertThat(attempts).isEqualTo(12);
    }

    private String seenByAnAdministrator(String page) throws Exception {
        return web.perform(get(page).with(user(house.administrator().username())))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private long incidents(String calendar) {
        return runtime.createIncidentQuery().processInstanceId(calendar).count();
    }
}
