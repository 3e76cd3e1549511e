package it.sioss.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that keeps the embedded database between starts: one SIOSS at a time, and a server left behind by one that
 * was killed is stopped first.
 */
final class EmbeddedFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFolder.class);
    private static final long PATIENCE_SECONDS = 30;

    private final Path home;
    private final FileChannel lock;

    private EmbeddedFolder(Path home, FileChannel lock) {
        this.home = home;
        this.lock = lock;
    }

    /** @throws StartRefused when another SIOSS is at work in the folder */
    static EmbeddedFolder take(Path home) throws IOException {
        Files.createDirectories(home);
        FileChannel lock = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(lock)) {
            lock.close();
            throw new StartRefused("La cartella " + home + " è già in uso da un altro SIOSS in esecuzione:"
                    + " fermatelo, o indicate un'altra cartella con sioss.db.embedded-directory.");
        }
        var folder = new EmbeddedFolder(home, lock);
        folder.stopServerLeftBehind();
        return folder;
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    Path data() {
        return home.resolve("data");
    }

    Path binaries() {
        return home.resolve("bin");
    }

    /** Nobody else holds the folder: a server still running in it belongs to a SIOSS that was killed. */
    private void stopServerLeftBehind() throws IOException {
        Path pid = data().resolve("postmaster.pid");
        List<String> lines = Files.exists(pid) ? Files.readAllLines(pid) : List.of();
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,18}")) {
            return;
        }
        var server = ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(EmbeddedFolder::isPostgres);
        if (server.isPresent()) {
            LOG.info("stopping the database server left behind by a SIOSS that was killed");
            stop(server.get());
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    private static void stop(ProcessHandle server) throws IOException {
        server.destroy();
        try {
            server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException stubborn) {
            server.destroyForcibly();
        } catch (ExecutionException failure) {
            throw new IOException("the database server left behind could not be stopped", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping the database server left behind", interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
