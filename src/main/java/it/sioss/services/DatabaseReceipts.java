package it.sioss.services;

import it.sioss.access.Scope;
import it.sioss.platform.CanonicalJson;
import it.sioss.platform.ReceiptNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The finalized databases as they were sent, byte by byte; the application may add and read, never change. */
@Component
public class DatabaseReceipts {

    /** Version of the transmitted content's shape. */
    static final int FORMAT = 1;

    private static final String RECEIPT = """
            select t.number, t.database_id, t.year, t.ats, t.received_at, t.deadline_applied, t.decided_at, t.fingerprint,
                   t.actor_name, t.on_behalf_of, t.canonical
            from database_transmission t where\s""";

    private final JdbcClient jdbc;

    DatabaseReceipts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void record(ServiceDatabase database, byte[] canonical, Instant deadline, Instant decided) {
        ServiceDatabase.Finalization finalization = database.finalization();
        jdbc.sql("""
                        insert into database_transmission (number, database_id, year, ats, region, format_version,
                            canonical, fingerprint, received_at, deadline_applied, decided_at, actor, actor_name,
                            on_behalf_of)
                        values (nextval('receipt_number'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        database.id(),
                        database.year(),
                        database.ats(),
                        database.region(),
                        FORMAT,
                        canonical,
                        CanonicalJson.fingerprint(canonical),
                        finalization.receivedAt().atOffset(ZoneOffset.UTC),
                        deadline.atOffset(ZoneOffset.UTC),
                        decided.atOffset(ZoneOffset.UTC),
                        finalization.author().username(),
                        finalization.author().name(),
                        finalization.author().onBehalfOf())
                .update();
    }

    Optional<DatabaseReceipt> ofDatabase(UUID database) {
        return jdbc.sql(RECEIPT + "t.database_id = ?")
                .param(database)
                .query(DatabaseReceipts::receipt)
                .optional();
    }

    /** Looks a receipt up by number and fingerprint, among the databases one may see. */
    public Optional<DatabaseReceipt> find(String number, String fingerprint, Scope scope) {
        return jdbc.sql(RECEIPT + "t.number = :number and t.fingerprint = :fingerprint and " + scope.condition("t"))
                .param("number", ReceiptNumber.sequence(number))
                .param("fingerprint", fingerprint.strip().toLowerCase(Locale.ROOT))
                .params(scope.parameters())
                .query(DatabaseReceipts::receipt)
                .optional()
                .filter(receipt -> ReceiptNumber.mayBeOf(receipt.year(), number));
    }

    private static DatabaseReceipt receipt(ResultSet row, int n) throws SQLException {
        return new DatabaseReceipt(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getString(4),
                at(row, 5),
                at(row, 6),
                at(row, 7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getBytes(11));
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
