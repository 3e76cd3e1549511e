package it.sioss.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes notices, each with its e-mail for whoever has an address and wants one, in the transaction of what they tell of.
 * Under the same key a person is told once.
 */
@Component
class NoticeBook {

    private static final String TELL = """
            with told as (
                insert into notice (id, account_id, key, kind, year, title, body, lines, link, written_at)
                select gen_random_uuid(), p.account_id, :key, :kind, cast(:year as int), :title, :body, cast(:lines as jsonb),
                       :link, :now
                from (%s) p order by p.account_id
                on conflict (account_id, key) do nothing returning id, account_id
            ), posted as (
                insert into mail (notice_id, state, next_attempt_at)
                select t.id, :state, :now from told t join account a on a.id = t.account_id
                left join notice_preference w on w.account_id = t.account_id
                where :mailed and a.email is not null and coalesce(w.mail, true)
            )
            select""";

    private static final String EVERYBODY = """
            select distinct a.id as account_id from mandate m
            join unnest(:roles, :territories) as w (role, territory) on w.role = m.role and w.territory = m.territory
            join account a on a.id = m.account_id and a.enabled
            where m.valid_from <= :now and (m.valid_to is null or m.valid_to > :now)""";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final Post post;

    NoticeBook(JdbcClient jdbc, ObjectMapper json, Clock clock, Post post) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.post = post;
    }

    /** Tells one person; empty when they had been told already. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<UUID> tell(UUID account, Draft draft) {
        return jdbc.sql(String.format(TELL, "select id as account_id from account where id = :account and enabled")
                        + " id from told")
                .params(parameters(draft))
                .param("account", account)
                .query(UUID.class)
                .optional();
    }

    /** Tells everybody whom it concerns; returns how many had not been told yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    int tell(Audience audience, Draft draft) {
        return jdbc.sql(String.format(TELL, EVERYBODY) + " count(*) from told")
                .params(parameters(draft))
                .param("roles", audience.roles())
                .param("territories", audience.territories())
                .query(Integer.class)
                .single();
    }

    private Map<String, @Nullable Object> parameters(Draft draft) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("key", draft.key());
        parameters.put("kind", draft.kind().name());
        parameters.put("year", draft.year());
        parameters.put("title", draft.title());
        parameters.put("body", draft.body());
        parameters.put("lines", lines(draft));
        parameters.put("link", draft.link());
        parameters.put("mailed", draft.kind().mailed());
        parameters.put("state", post.configured() ? "WAITING" : "UNSENT");
        parameters.put("now", clock.instant().atOffset(ZoneOffset.UTC));
        return parameters;
    }

    private String lines(Draft draft) {
        try {
            return json.writeValueAsString(draft.lines());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
