package it.sioss.prefill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
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

    private byte[] send(HttpRequest.Builder request, int largest, String who) {
        try {
            var answer = http.sendAsync(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofInputStream())
                    .get(timeout.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new SourceUnavailable(who + " ha risposto " + answer.statusCode() + ".", null);
                }
                return read(body, largest, who);
            }
        } catch (IOException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException failure) {
            throw new SourceUnavailable(who + " non risponde.", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable("L'attesa è stata interrotta.", interrupted);
        }
    }

    /** Reads to the end, as far as length and time allow: a body that trickles does not hold the night up. */
    private byte[] read(InputStream body, int largest, String who) throws IOException {
        long until = System.nanoTime() + timeout.multipliedBy(6).toNanos();
        var bytes = new java.io.ByteArrayOutputStream();
        byte[] piece = new byte[16 * 1024];
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            bytes.write(piece, 0, read);
            if (bytes.size() > largest) {
                throw new SourceUnavailable(who + " ha mandato più di quanto una pubblicazione possa contenere.", null);
            }
            if (System.nanoTime() > until) {
                throw new SourceUnavailable(who + " è troppo lento.", null);
            }
        }
        return bytes.toByteArray();
    }
}
