package it.sioss.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Role;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A line of one gigabyte, made while it is sent: who takes it stops listening at its limit and says why. */
@SiossTest
class HugeUploadsTest {

    private static final long GIGABYTE = 1L << 30;
    private static final byte[] CHUNK = chunk();

    @Autowired
    House house;

    @LocalServerPort
    int port;

    private static byte[] chunk() {
        byte[] chunk = new byte[64 * 1024];
        Arrays.fill(chunk, (byte) 'a');
        return chunk;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/api/v1/precompilazione/pubblicazioni, 24",
        "/api/v1/servizi-attivati/2090/02-001/foglio, 6",
        "/api/v1/schede/fogli, 6"
    })
    void onlyAsMuchIsReadAsIsAllowed(String path, int megabytes) throws IOException {
        house.administrator();
        house.somebody("foglio-enorme", Role.ATS_REFERENT, "02-001");
        String who = path.contains("precompilazione") ? "amministratore-prova" : "foglio-enorme";
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            long sent = send(socket, path, who);
            assertThat(sent / (1024 * 1024))
                    .as("megabytes sent before the answer")
                    .isLessThan(megabytes + 20L);
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
            assertThat(status).contains("413");
        }
    }

    @Test
    void whoSendsAFileSomewhatTooLargeIsToldSo() throws Exception {
        house.administrator();
        byte[] head = ("--confine\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a5.form\"\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] large = new byte[40 * 1024 * 1024];
        byte[] end = "\r\n--confine--\r\n".getBytes(StandardCharsets.US_ASCII);
        String basic = Base64.getEncoder()
                .encodeToString(("amministratore-prova:" + House.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://localhost:" + port + "/api/v1/catalogo/2025/A5/confronto"))
                                .header("Authorization", "Basic " + basic)
                                .header("Content-Type", "multipart/form-data; boundary=confine")
                                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, large, end)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("FILE_TROPPO_GRANDE", "10 MB");
    }

    /** How many bytes went out before the answer came in. */
    private static long send(Socket socket, String path, String who) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), CHUNK.length);
        String basic =
                Base64.getEncoder().encodeToString((who + ":" + House.PASSWORD).getBytes(StandardCharsets.UTF_8));
        out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + basic
                        + "\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        long sent = 0;
        while (sent < GIGABYTE && socket.getInputStream().available() == 0) {
            out.write((Integer.toHexString(CHUNK.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(CHUNK);
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            sent += CHUNK.length;
        }
        return sent;
    }
}
