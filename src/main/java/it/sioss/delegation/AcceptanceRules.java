package it.sioss.delegation;

import it.sioss.access.Viewer;
import it.sioss.platform.PlainText;
import it.sioss.platform.PresentClock;
import it.sioss.platform.Refusal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The setting of acceptance: off until an administrator turns it on, with the reason; earlier choices stay readable. */
@Component
public class AcceptanceRules {

    private static final int REMEMBERED = 20;

    private final JdbcClient jdbc;
    private final PresentClock clock;

    AcceptanceRules(JdbcClient jdbc, PresentClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public AcceptanceRule now() {
        return history().stream().findFirst().orElse(new AcceptanceRule(false, null, null, null));
    }

    /** The choices made so far, the one that counts first. */
    public List<AcceptanceRule> history() {
        return jdbc.sql(
                        "select acceptance_required, reason, author, set_at from delegation_rule order by entry desc limit ?")
                .param(REMEMBERED)
                .query((row, n) -> new AcceptanceRule(
                        row.getBoolean(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Decides for the declarations to come; those already written stay as they are.
     *
     * @throws Refusal 403 to everybody but an administrator, 422 without a reason
     */
    @Transactional
    public AcceptanceRule set(Viewer author, boolean required, @Nullable String reason) {
        if (!author.administrator()) {
            throw new Refusal(403, "NON_AUTORIZZATO", "Questa impostazione spetta a un amministratore.");
        }
        String words = PlainText.required("motivo", reason, 5, 500);
        jdbc.sql("insert into delegation_rule (acceptance_required, reason, author, set_at) values (?, ?, ?, ?)")
                .params(
                        required,
                        words,
                        author.displayName(),
                        clock.databasePresent().atOffset(ZoneOffset.UTC))
                .update();
        return now();
    }
}
