package it.sioss.sheet;

import it.sioss.access.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was sent, kept byte by byte; the application may add and read, never change. */
@Component
public class Transmissions {

    /** Version of the transmitted content's shape. */
    static final int FORMAT = 2;

    private static final String RECEIPT = """
            select t.number, t.sheet_id, t.year, t.received_at, t.deadline_applied, t.decided_at, t.fingerprint, t.empty,
                   t.actor_name, t.on_behalf_of, t.canonical
            from transmission t join sheet s on s.id = t.sheet_id where\s""";

    private final JdbcClient jdbc;

    Transmissions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void record(
            Sheet sheet,
            byte[] canonical,
            boolean empty,
            Instant received,
            Instant deadline,
            Instant decided,
            Journal.Actor actor) {
        jdbc.sql("""
                        insert into transmission (number, sheet_id, year, format_version, canonical, fingerprint, empty,
                            received_at, deadline_applied, decided_at, actor, actor_name, on_behalf_of, previous)
                        values (nextval('receipt_number'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                                (select number from transmission where sheet_id = ?::uuid))""")
                .params(
                        sheet.id(),
                        sheet.year(),
                        FORMAT,
                        canonical,
                        fingerprint(canonical),
                        empty,
                        received.atOffset(ZoneOffset.UTC),
                        deadline.atOffset(ZoneOffset.UTC),
                        decided.atOffset(ZoneOffset.UTC),
                        actor.username(),
                        actor.name(),
                        actor.onBehalfOf(),
                        sheet.predecessor())
                .update();
    }

    Optional<Receipt> ofSheet(UUID sheet) {
        return jdbc.sql(RECEIPT + "t.sheet_id = ?")
                .param(sheet)
                .query(Transmissions::receipt)
                .optional();
    }

    /** Looks a receipt up by number and fingerprint, among the sheets one may see. */
    public Optional<Receipt> find(String number, String fingerprint, Scope scope) {
        return jdbc.sql(RECEIPT + "t.number = :number and t.fingerprint = :fingerprint and " + Scope.condition("s"))
                .param("number", sequence(number))
                .param("fingerprint", fingerprint.strip().toLowerCase(Locale.ROOT))
                .params(scope.parameters())
                .query(Transmissions::receipt)
                .optional();
    }

    private static Receipt receipt(ResultSet row, int n) throws SQLException {
        return new Receipt(
                number(row.getInt(3), row.getLong(1)),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getBoolean(8),
                row.getString(9),
                row.getString(10),
                row.getBytes(11));
    }

    /** "SIOSS-2025-00000042". */
    private static String number(int year, long sequence) {
        return String.format(Locale.ROOT, "SIOSS-%d-%08d", year, sequence);
    }

    private static long sequence(String number) {
        var match = java.util.regex.Pattern.compile(
                        "(?:SIOSS-\\d{4}-)?(\\d{1,12})", java.util.regex.Pattern.CASE_INSENSITIVE)
                .matcher(number.strip());
        return match.matches() ? Long.parseLong(match.group(1)) : -1;
    }

    /** The canonical bytes (RFC 8785) of a JSON text. */
    static byte[] canonical(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedUTF8();
        } catch (java.io.IOException failure) {
            throw new IllegalStateException("a JSON of our own making cannot be made canonical", failure);
        }
    }

    /** SHA-256 in hexadecimal. */
    public static String fingerprint(byte[] canonical) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform offers SHA-256", impossible);
        }
    }

    static String text(byte[] canonical) {
        return new String(canonical, StandardCharsets.UTF_8);
    }
}
