package it.sioss.prefill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * RPM at its address: OAuth2 client credentials, one GET for a year ({@code src/docs/rpm-openapi.yaml}). Nothing is
 * followed elsewhere, nothing longer than a publication is read, nothing is waited for longer than agreed.
 */
final class RpmAddress implements PublicationSource {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");
    private static final int LARGEST_TOKEN = 64 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final URI address;
    private final @Nullable URI tokenAddress;
    private final String clientId;
    private final String clientSecret;
    private final Duration timeout;
    private final HttpClient http;

    RpmAddress(RpmSettings settings) {
        this.address = secure(Objects.requireNonNull(settings.address()));
        URI tokens = settings.tokenAddress();
        this.tokenAddress = tokens == null ? null : secure(tokens);
        this.clientId = Objects.requireNonNullElse(settings.clientId(), "");
        this.clientSecret = Objects.requireNonNullElse(settings.clientSecret(), "");
        this.timeout = settings.timeout();
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static URI secure(URI address) {
        boolean here = "http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost());
        if (!"https".equals(address.getScheme()) && !here) {
            throw new IllegalArgumentException("sioss.rpm: l'indirizzo deve essere HTTPS: " + address);
        }
        return address;
    }

    @Override
    public String code() {
        return "RPM";
    }

    @Override
    public byte[] fetch(int year) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + "/" + year)).header("Accept", "application/json, text/csv");
        if (tokenAddress != null) {
            request.header("Authorization", "Bearer " + token(tokenAddress));
        }
        return send(request.GET(), Publications.MAX_BYTES, "RPM");
    }

    /** A token for one night's question: asked each time, kept nowhere. */
    private String token(URI tokens) {
        String form = "grant_type=client_credentials&client_id=" + encoded(clientId) + "&client_secret="
                + encoded(clientSecret);
        byte[] answer = send(
                HttpRequest.newBuilder(tokens)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(form)),
                LARGEST_TOKEN,
                "Il servizio delle credenziali");
        try {
            JsonNode token =
                    JSON.readTree(new String(answer, StandardCharsets.UTF_8)).path("access_token");
            if (token.isTextual() && !token.asText().isBlank()) {
                return token.asText();
            }
        } catch (JsonProcessingException unreadable) {
            throw new SourceUnavailable("Il servizio delle credenziali ha risposto in modo illeggibile.", unreadable);
        }
        throw new SourceUnavailable("Il servizio delle credenziali non ha dato un gettone.", null);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One whole exchange, to the last byte of the answer, within the time agreed; what does not end is broken off. */
    private byte[] send(HttpRequest.Builder request, int largest, String who) {
        var answering = new AtomicBoolean();
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request.build(), head -> {
            answering.set(true);
            return new LimitedBody(head.statusCode() == 200 ? largest : 0);
        });
        try {
            HttpResponse<byte[]> answer = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new SourceUnavailable(who + " ha risposto " + answer.statusCode() + ".", null);
            }
            if (answer.body().length > largest) {
                throw new SourceUnavailable(who + " ha mandato più di quanto una pubblicazione possa contenere.", null);
            }
            return answer.body();
        } catch (TimeoutException late) {
            throw new SourceUnavailable(who + (answering.get() ? " è troppo lento." : " non risponde."), late);
        } catch (ExecutionException failure) {
            throw new SourceUnavailable(who + " non risponde.", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable("L'attesa è stata interrotta.", interrupted);
        } finally {
            exchange.cancel(true);
        }
    }
}
