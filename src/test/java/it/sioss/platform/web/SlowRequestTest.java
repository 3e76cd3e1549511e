package it.sioss.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.support.SiossTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nobody keeps a thread of the server by sending a request drop by drop. */
@SiossTest
class SlowRequestTest {

    @LocalServerPort
    int port;

    @Test
    void aRequestThatNeverEndsIsRefusedAndTheConnectionIsClosed() throws Exception {
        Instant begun = Instant.now();
        var answer = new StringBuilder();
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write("""
                            POST /api/v1/rilevazioni HTTP/1.1\r
                            Host: localhost\r
                            Content-Type: application/json\r
                            Content-Length: 100000\r
                            \r
                            {"anno":""".getBytes(StandardCharsets.US_ASCII));
            while (Duration.between(begun, Instant.now()).toSeconds() < 15 && !ended(socket, answer)) {
                drop(socket);
            }
        }
        assertThat(answer).startsWith("HTTP/1.1 408").contains("RICHIESTA_TROPPO_LENTA", "inviatela di nuovo");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(12));
    }

    private static void drop(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException closed) {
            // the server has hung up: reading says so
        }
    }

    /** Reads what has arrived; true once the server has closed the connection. */
    private static boolean ended(Socket socket, StringBuilder answer) {
        byte[] piece = new byte[4096];
        try {
            int read = socket.getInputStream().read(piece);
            answer.append(new String(piece, 0, Math.max(read, 0), StandardCharsets.UTF_8));
            return read < 0;
        } catch (java.net.SocketTimeoutException nothingYet) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
