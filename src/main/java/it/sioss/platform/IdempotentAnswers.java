package it.sioss.platform;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers an answer under the caller's key, in the same transaction as the deed, so that asking twice is asking once. */
@Component
public class IdempotentAnswers {

    private static final int LONGEST_KEY = 255;

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotentAnswers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The answer already given to this key.
     *
     * @throws Refusal 422 when the key was used for another request, 400 when it is empty or too long
     */
    public Optional<String> given(String account, String key, String request) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new Refusal(
                    400, "CHIAVE_NON_VALIDA", "Idempotency-Key deve avere da 1 a " + LONGEST_KEY + " caratteri.");
        }
        record Known(String request, String body) {}
        return jdbc.sql("select request_hash, body from idempotent_answer where account = ? and key = ?")
                .params(account, key)
                .query((row, n) -> new Known(row.getString(1), row.getString(2)))
                .optional()
                .map(known -> {
                    if (!known.request().equals(request)) {
                        throw used();
                    }
                    return known.body();
                });
    }

    /**
     * Keeps an answer, in the transaction of the deed.
     *
     * @throws Refusal 422 when the key was taken meanwhile by a request that came at the same moment
     */
    public void remember(String account, String key, String request, String body) {
        int kept = jdbc.sql("""
                        insert into idempotent_answer (account, key, request_hash, status, body, given_at)
                        values (?, ?, ?, 200, ?, ?) on conflict (account, key) do nothing""")
                .params(account, key, request, body, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (kept == 0) {
            throw used();
        }
    }

    private static Refusal used() {
        return new Refusal(422, "CHIAVE_GIA_USATA", "Questa Idempotency-Key è già stata usata per un'altra richiesta.");
    }
}
