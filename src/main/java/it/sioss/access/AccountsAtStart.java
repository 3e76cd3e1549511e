package it.sioss.access;

import it.sioss.platform.Refusal;
import it.sioss.platform.StartRefused;
import it.sioss.registry.ReferenceData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Loads the accounts of a CSV named at start, so that a region's operators are not typed by hand. Starting again with
 * the same file changes nothing. Passwords not given in the file are written beside it, for its owner alone.
 */
@Component
class AccountsAtStart implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsAtStart.class);

    private final AccountsFile file;
    private final ReferenceData reference;
    private final String name;

    AccountsAtStart(AccountsFile file, ReferenceData reference, @Value("${sioss.accounts.csv:}") String name) {
        this.file = file;
        this.reference = reference;
        this.name = name;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!name.isBlank()) {
            load(Path.of(name));
        }
    }

    AccountsFile.Applied load(Path csv) {
        reference.load();
        try {
            byte[] content = Files.readAllBytes(csv);
            AccountsFile.Preview preview = file.preview(content);
            Path handover = csv.resolveSibling(csv.getFileName() + ".password.csv");
            boolean generates =
                    preview.people().stream().anyMatch(person -> !person.known() && person.password() == null);
            if (preview.applicable() && generates) {
                prepare(handover);
            }
            AccountsFile.Applied applied = file.apply(content, "avvio");
            if (!applied.generated().isEmpty()) {
                Files.writeString(
                        handover,
                        AccountsFile.handover(applied.generated()),
                        StandardCharsets.UTF_8,
                        StandardOpenOption.APPEND);
                LOG.info(
                        "initial passwords of {} accounts written to {}",
                        applied.generated().size(),
                        handover);
            }
            LOG.info("accounts file: {} rows, {} new, {} known", applied.rows(), applied.created(), applied.known());
            return applied;
        } catch (IOException unreadable) {
            throw new StartRefused(
                    "il file degli utenti " + csv + " non si può leggere, o non si può scrivere accanto il"
                            + " file delle password iniziali (in alternativa aggiungete la colonna «password»).");
        } catch (Refusal refusal) {
            List<AccountsFile.RowError> errors = file.preview(read(csv)).errors();
            String first = errors.isEmpty()
                    ? ""
                    : " Riga " + errors.get(0).row() + ": " + errors.get(0).message();
            throw new StartRefused("il file degli utenti " + csv + " non è valido. " + refusal.message() + first);
        }
    }

    private static byte[] read(Path csv) {
        try {
            return Files.readAllBytes(csv);
        } catch (IOException gone) {
            return new byte[0];
        }
    }

    /** The file of passwords exists, readable by its owner alone, before any account is made. */
    private static void prepare(Path handover) throws IOException {
        if (Files.isWritable(handover)) {
            return;
        }
        if (handover.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    handover, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(handover);
        }
    }
}
