package it.sioss.sheet;

import it.sioss.access.Scope;
import it.sioss.platform.CanonicalJson;
import it.sioss.platform.ReceiptNumber;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was sent, kept byte by byte; the application may add and read, never change. */
@Component
public class Transmissions {

    /** Version of the transmitted content's shape. */
    static final int FORMAT = 3;

    private static final String RECEIPT = """
            select t.number, t.sheet_id, t.year, t.received_at, t.deadline_applied, t.decided_at, t.fingerprint, t.empty,
                   t.actor_name, t.on_behalf_of, t.canonical, t.integrates, t.previous
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
                            received_at, deadline_applied, decided_at, actor, actor_name, on_behalf_of, integrates, previous)
                        values (nextval('receipt_number'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                                (with recursive way as (
                                     select p.id, p.predecessor, p.sequence from sheet p where p.id = ?::uuid
                                     union all
                                     select p.id, p.predecessor, p.sequence from way w join sheet p on p.id = w.predecessor)
                                 select t.number from way join transmission t on t.sheet_id = way.id
                                 order by way.sequence desc limit 1))""")
                .params(
                        sheet.id(),
                        sheet.year(),
                        FORMAT,
                        canonical,
                        CanonicalJson.fingerprint(canonical),
                        empty,
                        received.atOffset(ZoneOffset.UTC),
                        deadline.atOffset(ZoneOffset.UTC),
                        decided.atOffset(ZoneOffset.UTC),
                        actor.username(),
                        actor.name(),
                        actor.onBehalfOf(),
                        sheet.integrates(),
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
        return jdbc.sql(RECEIPT + "t.number = :number and t.fingerprint = :fingerprint and " + scope.condition("s"))
                .param("number", ReceiptNumber.sequence(number))
                .param("fingerprint", fingerprint.strip().toLowerCase(Locale.ROOT))
                .params(scope.parameters())
                .query(Transmissions::receipt)
                .optional()
                .filter(receipt -> ReceiptNumber.mayBeOf(receipt.year(), number));
    }

    private static Receipt receipt(ResultSet row, int n) throws SQLException {
        return new Receipt(
                ReceiptNumber.of(row.getInt(3), row.getLong(1)),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getBoolean(8),
                row.getString(9),
                row.getString(10),
                row.getBytes(11),
                named(row, 12),
                named(row, 13));
    }

    /** What was transmitted last in this place before a sheet: by the ones it goes on from. */
    Optional<Receipt> before(Sheet sheet) {
        return jdbc.sql(RECEIPT + """
                        s.year = ? and s.ats = ? and s.module = ? and s.level = ? and s.body = ? and s.sequence < ?
                        order by s.sequence desc limit 1""")
                .params(sheet.year(), sheet.ats(), sheet.module(), sheet.level().name(), sheet.body(), sheet.sequence())
                .query(Transmissions::receipt)
                .optional();
    }

    private static @Nullable String named(ResultSet row, int column) throws SQLException {
        Long number = row.getObject(column, Long.class);
        return number == null ? null : ReceiptNumber.of(row.getInt(3), number);
    }

    static String text(byte[] canonical) {
        return new String(canonical, StandardCharsets.UTF_8);
    }
}
