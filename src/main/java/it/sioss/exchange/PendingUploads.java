package it.sioss.exchange;

import it.sioss.platform.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Files waiting for their author to confirm: one each, for a day. */
@Component
public class PendingUploads {

    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    PendingUploads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps a file instead of the one its author may have left. */
    @Transactional
    public UUID keep(byte[] file, String account) {
        UUID id = UUID.randomUUID();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("delete from exchange_upload where uploaded_at < ?")
                .param(now.minus(KEPT))
                .update();
        jdbc.sql("""
                        insert into exchange_upload (id, account, content, uploaded_at) values (?, ?, ?, ?)
                        on conflict (account) do update
                        set id = excluded.id, content = excluded.content, uploaded_at = excluded.uploaded_at""").params(id, account, file, now).update();
        return id;
    }

    /**
     * The file this account left.
     *
     * @throws Refusal 404 when it is not there any more, or is somebody else's
     */
    @Transactional(readOnly = true)
    public byte[] file(UUID id, String account) {
        return jdbc.sql("select content from exchange_upload where id = ? and account = ?")
                .params(id, account)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> new Refusal(
                        404,
                        "CARICAMENTO_NON_TROVATO",
                        "Il file non è più in attesa di conferma: caricatelo di nuovo."));
    }

    @Transactional
    public void forget(UUID id) {
        jdbc.sql("delete from exchange_upload where id = ?").param(id).update();
    }
}
