package it.sioss.notice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that misbehaves as it is told: refuses every recipient, or hangs up in the middle of a letter. */
final class ScriptedServer implements AutoCloseable {

    /** What it does wrong. */
    enum Fault {
        UNKNOWN_RECIPIENT,
        HANGS_UP
    }

    private final ServerSocket door;
    private final Fault fault;
    final AtomicInteger calls = new AtomicInteger();

    ScriptedServer(Fault fault) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.fault = fault;
        Thread thread = new Thread(this::serve, "scripted-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket call = door.accept()) {
                calls.incrementAndGet();
                talk(call);
            } catch (IOException closed) {
                // the caller hung up, or the test is over: the next call, if any, begins anew
                continue;
            }
        }
    }

    private void talk(Socket call) throws IOException {
        var in = new BufferedReader(new InputStreamReader(call.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = call.getOutputStream();
        say(out, "220 prova");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
            switch (verb) {
                case "RCPT" -> say(out, fault == Fault.UNKNOWN_RECIPIENT ? "550 5.1.1 casella sconosciuta" : "250 ok");
                case "DATA" -> {
                    return;
                }
                case "QUIT" -> {
                    say(out, "221 ciao");
                    return;
                }
                default -> say(out, "250 ok");
            }
        }
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
