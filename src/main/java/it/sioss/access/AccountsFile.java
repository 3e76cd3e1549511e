package it.sioss.access;

import it.sioss.platform.PlainText;
import it.sioss.platform.Refusal;
import it.sioss.platform.RomeDate;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accounts by the hundred: a CSV with one row per mandate, judged row by row and applied all or nothing. Loading the
 * same file again changes nothing.
 */
@Service
public class AccountsFile {

    static final int MAX_BYTES = 1024 * 1024;
    private static final int MOST_ROWS = 5_000;
    private static final int MOST_NEW = 1_000;
    private static final Set<String> NEEDED = Set.of("username", "nome", "email", "ruolo", "territorio");
    private static final Set<String> ALLOWED =
            Set.of("username", "nome", "email", "ruolo", "territorio", "dal", "al", "password");

    private final Accounts accounts;
    private final AccountDesk desk;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AccountsFile(Accounts accounts, AccountDesk desk, TransactionTemplate transaction, Clock clock) {
        this.accounts = accounts;
        this.desk = desk;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is wrong, in which row (the header is row 1; 0 is the whole file). */
    public record RowError(long row, String column, String message) {}

    /** A person of the file, with the mandates of all their rows. */
    public record Person(
            String username,
            String displayName,
            @Nullable String email,
            @Nullable String password,
            boolean known,
            List<AccountDesk.Wanted> mandates) {}

    /** What the file says and whether it can be applied. */
    public record Preview(int rows, List<Person> people, List<RowError> errors) {

        public boolean applicable() {
            return errors.isEmpty();
        }

        public long created() {
            return people.stream().filter(person -> !person.known()).count();
        }

        /** The refusal of a file that cannot be applied, with its first two hundred errors. */
        public Refusal refusal() {
            return new Refusal(
                            422,
                            "FILE_NON_VALIDO",
                            errors.size() == 1
                                    ? "C'è un errore nel file: non è cambiato nulla."
                                    : "Ci sono " + errors.size() + " errori nel file: non è cambiato nulla.")
                    .with(
                            "errori",
                            errors.stream()
                                    .limit(200)
                                    .map(error -> Map.of(
                                            "riga",
                                            error.row(),
                                            "colonna",
                                            error.column(),
                                            "messaggio",
                                            error.message()))
                                    .toList());
        }
    }

    /** The passwords generated, to hand over once. */
    public record Applied(int rows, int created, int known, List<AccountDesk.Created> generated) {}

    /** Reads and judges; changes nothing. */
    public Preview preview(byte[] content) {
        var errors = new ArrayList<RowError>();
        String text = text(content, errors);
        if (text == null) {
            return new Preview(0, List.of(), List.copyOf(errors));
        }
        List<CSVRecord> records = records(text, errors);
        if (!errors.isEmpty()) {
            return new Preview(records.size(), List.of(), List.copyOf(errors));
        }
        var people = new LinkedHashMap<String, Person>();
        for (CSVRecord record : records) {
            read(record, people, errors);
        }
        var judged = people.values().stream()
                .map(person -> new Person(
                        person.username(),
                        person.displayName(),
                        person.email(),
                        person.password(),
                        accounts.credential(person.username()).isPresent(),
                        person.mandates()))
                .toList();
        if (judged.stream().filter(person -> !person.known()).count() > MOST_NEW) {
            errors.add(new RowError(0, "", "Il file crea più di " + MOST_NEW + " utenti: dividetelo."));
        }
        return new Preview(records.size(), judged, List.copyOf(errors));
    }

    private static @Nullable String text(byte[] content, List<RowError> errors) {
        if (content.length > MAX_BYTES) {
            errors.add(new RowError(0, "", "Il file supera 1 MB."));
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (text.startsWith("\uFEFF")) {
                text = text.substring(1);
            }
            if (text.indexOf('\0') >= 0) {
                errors.add(new RowError(0, "", "Il file contiene un carattere nullo: è danneggiato o non è un CSV."));
                return null;
            }
            if (text.isBlank()) {
                errors.add(new RowError(0, "", "Il file è vuoto."));
                return null;
            }
            return text;
        } catch (CharacterCodingException notUtf8) {
            errors.add(new RowError(
                    0, "", "Il file non è in UTF-8: in Excel scegliete «Salva con nome» e il tipo «CSV UTF-8»."));
            return null;
        }
    }

    private static List<CSVRecord> records(String text, List<RowError> errors) {
        String header = text.lines().findFirst().orElse("");
        char separator = header.indexOf(';') >= 0 ? ';' : ',';
        var format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreHeaderCase(true)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(false)
                .setTrim(true)
                .get();
        try (var parser = format.parse(new StringReader(text))) {
            var columns = new TreeSet<String>();
            parser.getHeaderNames().forEach(name -> columns.add(name.toLowerCase(Locale.ROOT)));
            for (String needed : new TreeSet<>(NEEDED)) {
                if (!columns.contains(needed)) {
                    errors.add(new RowError(1, needed, "Manca la colonna «" + needed + "»."));
                }
            }
            for (String column : columns) {
                if (!ALLOWED.contains(column)) {
                    errors.add(new RowError(1, column, "La colonna «" + column + "» non è prevista: toglietela."));
                }
            }
            List<CSVRecord> records = parser.getRecords().stream()
                    .filter(record -> record.size() > 1 || !record.get(0).isEmpty())
                    .toList();
            if (records.isEmpty() && errors.isEmpty()) {
                errors.add(new RowError(0, "", "Il file ha soltanto l'intestazione."));
            }
            if (records.size() > MOST_ROWS) {
                errors.add(new RowError(0, "", "Il file ha più di " + MOST_ROWS + " righe: dividetelo."));
            }
            return records;
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException unreadable) {
            errors.add(new RowError(
                    0, "", "Il file non è un CSV leggibile: controllate virgolette, separatori e nomi delle colonne."));
            return List.of();
        }
    }

    private void read(CSVRecord record, Map<String, Person> people, List<RowError> errors) {
        long row = record.getRecordNumber() + 1;
        int before = errors.size();
        if (!record.isConsistent()) {
            errors.add(
                    new RowError(row, "", "La riga ha " + record.size() + " colonne, l'intestazione un altro numero."));
            return;
        }
        String username = checked(row, "username", errors, () -> AccountDesk.username(record.get("username")));
        String name = checked(row, "nome", errors, () -> PlainText.required("nome", record.get("nome"), 2, 200));
        String email = checked(row, "email", errors, () -> AccountDesk.email(record.get("email")));
        String password =
                record.isMapped("password") && !record.get("password").isEmpty() ? record.get("password") : null;
        if (password != null && username != null) {
            checked(row, "password", errors, () -> {
                Accounts.checkPassword(password, username);
                return password;
            });
        }
        AccountDesk.Wanted wanted = mandate(record, row, errors);
        if (errors.size() > before || username == null || name == null || wanted == null) {
            return;
        }
        String key = username.toLowerCase(Locale.ROOT);
        Person known = people.get(key);
        if (known != null && !known.displayName().equals(name)) {
            errors.add(new RowError(
                    row, "nome", "«" + username + "» compare già con il nome «" + known.displayName() + "»."));
            return;
        }
        var mandates = new ArrayList<>(known == null ? List.of() : known.mandates());
        mandates.add(wanted);
        people.put(
                key,
                new Person(
                        username,
                        name,
                        known == null || known.email() == null ? email : known.email(),
                        known == null || known.password() == null ? password : known.password(),
                        false,
                        List.copyOf(mandates)));
    }

    private AccountDesk.@Nullable Wanted mandate(CSVRecord record, long row, List<RowError> errors) {
        var role = Role.of(record.get("ruolo"));
        if (role.isEmpty()) {
            errors.add(new RowError(
                    row,
                    "ruolo",
                    "Ruolo sconosciuto: usate "
                            + String.join(
                                    ", ",
                                    List.of(Role.values()).stream()
                                            .map(Role::word)
                                            .toList()) + "."));
            return null;
        }
        String territory =
                checked(row, "territorio", errors, () -> desk.territory(role.get(), record.get("territorio")));
        Instant from = checked(row, "dal", errors, () -> {
            String given = record.isMapped("dal") ? record.get("dal") : "";
            return given.isEmpty() ? null : RomeDate.opening(given, "dal");
        });
        Instant until = checked(row, "al", errors, () -> {
            String given = record.isMapped("al") ? record.get("al") : "";
            return given.isEmpty() ? null : RomeDate.deadline(given, "al");
        });
        Instant present = clock.instant();
        Instant begins = from == null || from.isBefore(present) ? present : from;
        if (until != null && !until.isAfter(begins)) {
            errors.add(new RowError(row, "al", "La fine dell'abilitazione è già passata o viene prima dell'inizio."));
        }
        return new AccountDesk.Wanted(role.get(), territory, from, until);
    }

    private interface Cell<T> {
        @Nullable
        T read();
    }

    private static <T> @Nullable T checked(long row, String column, List<RowError> errors, Cell<T> cell) {
        try {
            return cell.read();
        } catch (Refusal refusal) {
            errors.add(new RowError(row, column, refusal.message()));
            return null;
        }
    }

    /**
     * Applies the file, whole. People already known keep name and password and get what mandates they lack.
     *
     * @throws Refusal 422 with the row errors when anything is wrong
     */
    public Applied apply(byte[] content, String author) {
        Preview preview = preview(content);
        if (!preview.applicable()) {
            throw preview.refusal();
        }
        var passwords = new ConcurrentHashMap<String, String>();
        var hashes = new ConcurrentHashMap<String, String>();
        preview.people().parallelStream().filter(person -> !person.known()).forEach(person -> {
            String given = person.password();
            String password = given == null ? desk.generated() : given;
            passwords.put(person.username(), password);
            hashes.put(person.username(), accounts.encoded(password));
        });
        var generated = new ArrayList<AccountDesk.Created>();
        transaction.executeWithoutResult(status -> {
            for (Person person : preview.people()) {
                UUID id = keep(person, hashes.get(person.username()));
                if (!person.known() && person.password() == null) {
                    generated.add(new AccountDesk.Created(
                            id, person.username(), String.valueOf(passwords.get(person.username()))));
                }
                for (AccountDesk.Wanted wanted : person.mandates()) {
                    accounts.grant(
                            id,
                            wanted.role(),
                            String.valueOf(wanted.territory()),
                            wanted.from(),
                            wanted.until(),
                            author);
                }
            }
        });
        int created = (int) preview.created();
        return new Applied(preview.rows(), created, preview.people().size() - created, List.copyOf(generated));
    }

    private UUID keep(Person person, @Nullable String hash) {
        var known = accounts.credential(person.username());
        if (known.isPresent()) {
            return known.get().id();
        }
        if (hash == null) {
            throw new Refusal(409, "FILE_SUPERATO", "Gli utenti sono cambiati nel frattempo: ricaricate il file.");
        }
        return accounts.keep(person.username(), person.displayName(), person.email(), hash, true, false);
    }

    /** Names and passwords to hand over, as a file; a cell is never read as a formula. */
    public static String handover(List<AccountDesk.Created> created) {
        var text = new StringBuilder("\uFEFFusername;password\r\n");
        created.forEach(one ->
                text.append(one.username()).append(';').append(one.password()).append("\r\n"));
        return text.toString();
    }
}
