package it.sioss.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls the house over HTTP, without a browser: pages in a session with its token, the machine interface by
 * Basic on every call. Nothing is followed: what the house answers is what the test sees.
 */
public final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient pages =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final HttpClient machine;
    private final String house;
    private final @Nullable String username;
    private @Nullable String token;

    private Visitor(HttpClient machine, int port, @Nullable String username) {
        this.machine = machine;
        this.house = "http://localhost:" + port;
        this.username = username;
    }

    public static Visitor anonymous(int port) {
        return new Visitor(HttpClient.newHttpClient(), port, null);
    }

    /** An account of {@link House#somebody}. */
    public static Visitor named(int port, String username) {
        return new Visitor(HttpClient.newHttpClient(), port, username);
    }

    public record Answer(int status, String type, String location, String body) {}

    /** What a request carries; nothing at all when there is no content type. */
    public record Load(@Nullable String type, byte[] bytes) {

        public static final Load NONE = new Load(null, new byte[0]);

        public static Load of(String type, String text) {
            return new Load(type, text.getBytes(StandardCharsets.UTF_8));
        }

        public static Load json(String text) {
            return of("application/json", text);
        }

        public static Load form(String fields) {
            return of(FORM, fields);
        }

        /** A multipart upload of one file, beside fields such as {@code anno=2024}. */
        public static Load file(String name, byte[] content, String... fields) {
            String boundary = "confine-di-prova";
            var text = new StringBuilder();
            for (String field : fields) {
                String[] pair = field.split("=", 2);
                text.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"");
                text.append(pair[0]).append("\"\r\n\r\n").append(pair[1]).append("\r\n");
            }
            text.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"");
            text.append(name).append("\"\r\nContent-Type: application/octet-stream\r\n\r\n");
            byte[] before = text.toString().getBytes(StandardCharsets.UTF_8);
            byte[] after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
            byte[] all = new byte[before.length + content.length + after.length];
            System.arraycopy(before, 0, all, 0, before.length);
            System.arraycopy(content, 0, all, before.length, content.length);
            System.arraycopy(after, 0, all, before.length + content.length, after.length);
            return new Load("multipart/form-data; boundary=" + boundary, all);
        }
    }

    /** To the machine interface, with Basic; further headers as alternating names and values. */
    public Answer machine(String method, String path, Load load, String... headers) {
        HttpRequest.Builder request = request(method, path, load, headers);
        if (username != null) {
            String known = username + ":" + House.PASSWORD;
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(known.getBytes(StandardCharsets.UTF_8)));
        }
        return send(machine, request.build());
    }

    /** To a page, in the session; a change carries the session's token. */
    public Answer page(String method, String path, Load load) {
        return send(pages, request(method, path, load, "X-CSRF-TOKEN", token()).build());
    }

    /** To a page, in the session, without the token. */
    public Answer unprotected(String method, String path, Load load) {
        token();
        return send(pages, request(method, path, load).build());
    }

    private synchronized String token() {
        if (token == null) {
            token = freshToken();
            if (username != null) {
                String body = "username=" + encoded(username) + "&password=" + encoded(House.PASSWORD);
                Answer entered = page("POST", "/accesso", Load.form(body));
                if (entered.status() != 302 || entered.location().contains("errore")) {
                    throw new IllegalStateException(username + " could not enter: " + entered.status());
                }
                token = freshToken();
            }
        }
        return token;
    }

    private String freshToken() {
        String said =
                send(pages, request("GET", "/api/v1/csrf", Load.NONE).build()).body();
        var found = TOKEN.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("no token in " + said);
        }
        return found.group(1);
    }

    private HttpRequest.Builder request(String method, String path, Load load, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(house + path))
                .method(
                        method,
                        load.bytes().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(load.bytes()));
        if (load.type() != null) {
            request.header("Content-Type", load.type());
        }
        request.header("Accept", path.startsWith("/api/") || path.startsWith("/v3/") ? "*/*" : "text/html,*/*;q=0.8");
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return request;
    }

    static {
        // a connection the server is about to close is not used again: a request that changes things is never repeated
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
    }

    private static Answer send(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.headers().firstValue("Location").orElse(""),
                    answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
