package it.sioss.platform.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a machine request whole, up to one megabyte, before anything else happens: what counts as received
 * is the complete request, memory stays bounded, and nobody keeps a thread by sending it drop by drop. Files have their own,
 * larger limit.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimit extends OncePerRequestFilter {

    private static final int LARGEST = 1024 * 1024;

    /** Uploads of tables are larger: who takes them reads no more than its own limit. */
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** Where tables arrive, whatever they call themselves. */
    private static final Pattern TABLES =
            Pattern.compile("/api/v1/schede/(?:fogli|[^/]+/foglio)|/api/v1/servizi-attivati/[^/]+/[^/]+/foglio");

    private final ObjectMapper json;
    private final Duration longest;

    /** @param longest how long a body may take from its first byte to its last */
    BodyLimit(ObjectMapper json, @Value("${sioss.longest-request:20s}") Duration longest) {
        this.json = json;
        this.longest = longest;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType());
        return !request.getRequestURI().startsWith("/api/")
                || type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)
                || type.startsWith("text/csv")
                || request.getRequestURI().endsWith("/precompilazione/pubblicazioni")
                || type.startsWith(WORKBOOK)
                || TABLES.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > LARGEST) {
            refuse(response, tooLarge());
            return;
        }
        var body = new ByteArrayOutputStream();
        byte[] piece = new byte[8 * 1024];
        long begun = System.nanoTime();
        InputStream arriving = request.getInputStream();
        for (int read = arriving.read(piece); read >= 0; read = arriving.read(piece)) {
            body.write(piece, 0, read);
            if (body.size() > LARGEST) {
                refuse(response, tooLarge());
                return;
            }
            if (System.nanoTime() - begun > longest.toNanos()) {
                HangingUp.on(request);
                refuse(
                        response,
                        Problems.problem(
                                408,
                                "RICHIESTA_TROPPO_LENTA",
                                "La richiesta non è arrivata intera in " + longest.toSeconds()
                                        + " secondi: nulla è stato registrato, inviatela di nuovo."));
                return;
            }
        }
        chain.doFilter(new ReadRequest(request, body.toByteArray()), response);
    }

    private static ProblemDetail tooLarge() {
        return Problems.problem(413, "RICHIESTA_TROPPO_GRANDE", "Il corpo della richiesta supera 1 MB.");
    }

    /** What has not been read is not waited for: the connection is closed. */
    private void refuse(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setHeader(HttpHeaders.CONNECTION, "close");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getWriter(), problem);
    }

    /** The request with its body already in memory. */
    private static final class ReadRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(jakarta.servlet.ReadListener listener) {
                    throw new IllegalStateException("the body is already read");
                }

                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] target, int from, int length) {
                    return bytes.read(target, from, length);
                }
            };
        }

        @Override
        public java.io.BufferedReader getReader() {
            return new java.io.BufferedReader(
                    new java.io.InputStreamReader(getInputStream(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
