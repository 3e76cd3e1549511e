package it.sioss.prefill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RPM over a real connection: with its credentials, within its time, never elsewhere and never more than a publication. */
class RpmAddressTest {

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(form);
            answer(
                    exchange,
                    form.contains("client_secret=segreto+%26+altro") ? 200 : 401,
                    "{\"access_token\": \"gettone\"}");
        });
        server.createContext("/dati", exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(exchange.getRequestURI().getPath() + " " + authorization);
            answer(exchange, "Bearer gettone".equals(authorization) ? 200 : 401, PublicationFixtures.JSON);
        });
        server.createContext("/altrove", exchange -> {
            exchange.getResponseHeaders().add("Location", "/dati/2024");
            answer(exchange, 302, "");
        });
        server.createContext("/muto", exchange -> {});
        server.createContext("/infinito", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[64 * 1024];
            try (var body = exchange.getResponseBody()) {
                for (int i = 0; i < 10_000; i++) {
                    body.write(piece);
                }
            } catch (IOException hungUp) {
                asked.add("riagganciato");
            }
        });
        server.createContext("/ammutolito", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().flush();
        });
        server.createContext("/goccia", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                for (int i = 0; i < 600; i++) {
                    body.write('1');
                    body.flush();
                    Thread.sleep(100);
                }
            } catch (IOException | InterruptedException hungUp) {
                asked.add("riagganciato");
            }
        });
        server.createContext("/rifiuta-e-tace", exchange -> {
            exchange.sendResponseHeaders(503, 1_000);
            exchange.getResponseBody().flush();
        });
        server.setExecutor(java.util.concurrent.Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "rpm-di-prova");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    @AfterEach
    void hangUp() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private RpmAddress rpm(String path, @Nullable String secret) {
        return new RpmAddress(new RpmSettings(
                at(path), secret == null ? null : at("/token"), "sioss", secret, Duration.ofMillis(1_500)));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void itAsksForATokenAndThenForTheYear() {
        byte[] content = rpm("/dati", "segreto & altro").fetch(2024);
        assertThat(PublicationFile.read(content).findings()).isEmpty();
        assertThat(asked)
                .containsExactly(
                        "grant_type=client_credentials&client_id=sioss&client_secret=segreto+%26+altro",
                        "/dati/2024 Bearer gettone");
    }

    @Test
    void wrongCredentialsASilentServerARedirectionAndAnEndlessAnswerAreAllUnavailable() {
        assertThatThrownBy(() -> rpm("/dati", "altro").fetch(2024))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("Il servizio delle credenziali ha risposto 401.");
        assertThatThrownBy(() -> rpm("/dati", null).fetch(2024)).hasMessage("RPM ha risposto 401.");
        assertThatThrownBy(() -> rpm("/altrove", null).fetch(2024)).hasMessage("RPM ha risposto 302.");
        assertThatThrownBy(() -> rpm("/muto", null).fetch(2024)).hasMessage("RPM non risponde.");
        assertThatThrownBy(() -> rpm("/infinito", null).fetch(2024))
                .hasMessage("RPM ha mandato più di quanto una pubblicazione possa contenere.");
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThatThrownBy(() -> new RpmAddress(new RpmSettings(
                                URI.create("http://127.0.0.1:" + port), null, null, null, Duration.ofMillis(500)))
                        .fetch(2024))
                .isInstanceOf(SourceUnavailable.class);
    }

    @Test
    @Timeout(30)
    void anAnswerThatBeginsAndDoesNotEndIsBrokenOffWithinTheTimeAgreed() {
        for (String path : List.of("/ammutolito", "/goccia")) {
            Instant begun = Instant.now();
            assertThatThrownBy(() -> rpm(path, null).fetch(2024))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessage("RPM è troppo lento.");
            assertThat(Duration.between(begun, Instant.now())).as(path).isLessThan(Duration.ofSeconds(4));
        }
        assertThatThrownBy(() -> rpm("/rifiuta-e-tace", null).fetch(2024)).hasMessage("RPM ha risposto 503.");
    }

    @Test
    @Timeout(30)
    void theServiceOfTheCredentialsMustEndInTimeToo() {
        for (String path : List.of("/ammutolito", "/goccia")) {
            RpmAddress rpm = new RpmAddress(
                    new RpmSettings(at("/dati"), at(path), "sioss", "segreto", Duration.ofMillis(1_500)));
            assertThatThrownBy(() -> rpm.fetch(2024))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessage("Il servizio delle credenziali è troppo lento.");
        }
        assertThat(asked).doesNotContain("/dati/2024 null");
    }

    @Test
    void credentialsNeverTravelInTheClear() {
        assertThatThrownBy(() -> new RpmAddress(
                        new RpmSettings(URI.create("http://rpm.example.it"), null, null, null, Duration.ofSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HTTPS");
    }
}
