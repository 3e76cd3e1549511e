package it.sioss.access;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Slows guessing down: five failures for a name, or thirty from an address, within ten minutes close the door. */
@Component
public class LoginThrottle {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int PER_NAME = 5;
    private static final int PER_ADDRESS = 30;

    private final JdbcClient jdbc;
    private final Clock clock;

    LoginThrottle(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean closed(String username, String address) {
        return jdbc.sql("""
                        select (select count(*) from login_failure where username = lower(?) and failed_at > ?) >= ?
                            or (select count(*) from login_failure where address = ? and failed_at > ?) >= ?""")
                .params(username, since(), PER_NAME, address, since(), PER_ADDRESS)
                .query(Boolean.class)
                .single();
    }

    @Transactional
    public void failed(String username, String address) {
        jdbc.sql("insert into login_failure (username, address, failed_at) values (lower(?), ?, ?)")
                .params(username, address, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from login_failure where failed_at < ?").param(since()).update();
    }

    private OffsetDateTime since() {
        return clock.instant().minus(WINDOW).atOffset(ZoneOffset.UTC);
    }
}
