package it.sioss.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** With the profile for a proxy with TLS the house knows who calls, and its session travels only encrypted. */
@SiossTest
@ActiveProfiles({"test", "tls"})
@DirtiesContext
class BehindTlsProxyTest {

    private static final int PER_ADDRESS = 30;

    @Autowired
    TestRestTemplate http;

    @Autowired
    House house;

    @AfterEach
    void theDoorIsOpenAgain() {
        house.jdbc().sql("delete from login_failure").update();
    }

    private ResponseEntity<String> get(String path, HttpHeaders headers) {
        headers.set("X-Forwarded-Proto", "https");
        return http.exchange(path, HttpMethod.GET, new HttpEntity<>(headers), String.class);
    }

    private int knocked(String name, String client) {
        var headers = new HttpHeaders();
        headers.setBasicAuth(name, "sbagliata");
        headers.set("X-Forwarded-For", client);
        return get("/api/v1/me", headers).getStatusCode().value();
    }

    @Test
    void whoGuessesFromOneAddressClosesTheDoorOnlyThere() {
        for (int attempt = 0; attempt < PER_ADDRESS; attempt++) {
            assertThat(knocked("nessuno-" + attempt, "203.0.113.7")).isEqualTo(401);
        }
        assertThat(knocked("un-altro", "203.0.113.7")).isEqualTo(429);
        assertThat(knocked("un-altro", "198.51.100.9, 203.0.113.7"))
                .as("an address somebody made up does not count")
                .isEqualTo(429);
        assertThat(knocked("un-altro", "203.0.113.8")).isEqualTo(401);
        assertThat(house.jdbc()
                        .sql("select distinct address from login_failure order by 1")
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("203.0.113.7", "203.0.113.8"));
    }

    @Test
    void theSessionIsBoundToTheHouseAndTheBrowserIsToldToStayEncrypted() {
        var answer = get("/api/v1/csrf", new HttpHeaders());
        assertThat(answer.getHeaders().getFirst(HttpHeaders.SET_COOKIE))
                .startsWith("__Host-sioss=")
                .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain");
        assertThat(answer.getHeaders().getFirst("Strict-Transport-Security")).contains("max-age=");
    }
}
