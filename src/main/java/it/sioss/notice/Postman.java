package it.sioss.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.stereotype.Component;

/**
 * Carries the outbox to the mail server. A letter is claimed by pushing its next attempt ahead, so that two nodes do not take
 * the same one and a crash only delays it; it goes out at least once, always under the same Message-ID. What fails is tried
 * again ever more seldom; an address the server refuses, or a letter tried in vain to the last, waits for the administrator.
 */
@Component
class Postman {

    /** While somebody is at it nobody else is; after a crash it is tried again. */
    static final Duration CLAIM = Duration.ofMinutes(5);

    static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12));

    private static final int LONGEST_PROBLEM = 500;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final Post post;

    Postman(JdbcClient jdbc, ObjectMapper json, Clock clock, Post post) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.post = post;
    }

    record Letter(
            UUID notice,
            int attempts,
            NoticeKind kind,
            @Nullable Integer year,
            String title,
            String body,
            List<NoticeLine> lines,
            String link,
            @Nullable String address) {}

    /** Sends everything that is due; returns how many letters went out. */
    int deliverDue() {
        int sent = 0;
        Optional<Letter> letter = post.configured() ? claim() : Optional.empty();
        while (letter.isPresent()) {
            sent += deliver(letter.get()) ? 1 : 0;
            letter = claim();
        }
        return sent;
    }

    Optional<Letter> claim() {
        Instant now = clock.instant();
        return jdbc.sql("""
                        with taken as (
                            select m.notice_id from mail m where m.state = 'WAITING' and m.next_attempt_at <= :now
                            order by m.next_attempt_at, m.notice_id limit 1 for update skip locked
                        ), claimed as (
                            update mail m set next_attempt_at = :until, attempts = m.attempts + 1 from taken t
                            where m.notice_id = t.notice_id returning m.notice_id, m.attempts
                        )
                        select n.id, c.attempts, n.kind, n.year, n.title, n.body, n.lines::text, n.link, a.email
                        from claimed c join notice n on n.id = c.notice_id join account a on a.id = n.account_id""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(CLAIM).atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Letter(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        NoticeKind.valueOf(row.getString(3)),
                        row.getObject(4, Integer.class),
                        row.getString(5),
                        row.getString(6),
                        lines(row.getString(7)),
                        row.getString(8),
                        row.getString(9)))
                .optional();
    }

    private List<NoticeLine> lines(String words) {
        try {
            return json.readValue(words, new TypeReference<List<NoticeLine>>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database holds unreadable lines", impossible);
        }
    }

    /** Tries to send a claimed letter and keeps what came of it; returns whether it went out. */
    boolean deliver(Letter letter) {
        String address = letter.address();
        if (address == null) {
            refused(letter, "la persona non ha più un indirizzo");
            return false;
        }
        try {
            post.send(message(letter, address));
        } catch (MailException | MessagingException failure) {
            if (hopeless(failure)) {
                refused(letter, words(failure));
            } else {
                later(letter, words(failure));
            }
            return false;
        }
        jdbc.sql("""
                        update mail set state = 'SENT', settled_at = :now, address = :address, problem = null
                        where notice_id = :notice""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("address", address)
                .param("notice", letter.notice())
                .update();
        return true;
    }

    private MimeMessage message(Letter letter, String address) throws MessagingException {
        MailSettings settings = post.settings();
        MimeMessage message = post.blank();
        message.setFrom(new InternetAddress(String.valueOf(settings.from()), true));
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(address, true));
        message.setSubject(
                "SIOSS" + (letter.year() == null ? "" : " " + letter.year()) + ": "
                        + letter.kind().subject(),
                StandardCharsets.UTF_8.name());
        message.setText(text(letter, settings), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Message-ID", messageId(letter.notice(), settings));
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    static String messageId(UUID notice, MailSettings settings) {
        return "<" + notice + "@" + settings.domain() + ">";
    }

    private static String text(Letter letter, MailSettings settings) {
        var text = new StringBuilder(letter.title())
                .append("\n\n")
                .append(letter.body())
                .append('\n');
        for (NoticeLine line : letter.lines()) {
            text.append("\n- ").append(line.words()).append("\n  ").append(settings.address(line.href()));
        }
        return text.append(letter.lines().isEmpty() ? "" : "\n")
                .append("\nContinuate qui: ")
                .append(settings.address(letter.link()))
                .append("\n\nMessaggio automatico: non rispondete. Gli avvisi si leggono anche in SIOSS, dove potete")
                .append("\nrinunciare ai messaggi di posta: ")
                .append(settings.address("/avvisi"))
                .append('\n')
                .toString();
    }

    private void later(Letter letter, String problem) {
        if (letter.attempts() > PAUSES.size()) {
            refused(letter, "dopo " + letter.attempts() + " tentativi: " + problem);
            return;
        }
        jdbc.sql("update mail set next_attempt_at = ?, problem = ? where notice_id = ? and state = 'WAITING'")
                .params(
                        clock.instant().plus(PAUSES.get(letter.attempts() - 1)).atOffset(ZoneOffset.UTC),
                        problem,
                        letter.notice())
                .update();
    }

    private void refused(Letter letter, String problem) {
        jdbc.sql("""
                        update mail set state = 'REFUSED', settled_at = ?, address = ?, problem = ?
                        where notice_id = ? and state = 'WAITING'""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), letter.address(), problem, letter.notice())
                .update();
    }

    /** Whether trying again would be in vain: the address is not one, or the server refuses it for good (5xx). */
    private static boolean hopeless(Exception failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof AddressException
                        || cause instanceof SMTPAddressFailedException refusal && refusal.getReturnCode() / 100 == 5);
    }

    private static Set<Exception> causes(Exception failure) {
        var found = new HashSet<Exception>();
        Deque<Exception> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty()) {
            Exception next = open.pop();
            if (!found.add(next)) {
                continue;
            }
            if (next instanceof MailSendException several) {
                open.addAll(List.of(several.getMessageExceptions()));
            }
            if (next instanceof MessagingException chained && chained.getNextException() != null) {
                open.add(chained.getNextException());
            }
            if (next.getCause() instanceof Exception cause) {
                open.add(cause);
            }
        }
        return found;
    }

    /** What the server said, in one line. */
    private static String words(Exception failure) {
        String said = causes(failure).stream()
                .filter(cause -> cause instanceof SMTPAddressFailedException)
                .findFirst()
                .or(() -> causes(failure).stream()
                        .filter(cause -> cause instanceof MessagingException && !(cause instanceof SendFailedException))
                        .findFirst())
                .map(cause -> String.valueOf(cause.getMessage()))
                .orElseGet(() -> String.valueOf(failure.getMessage()))
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return said.length() > LONGEST_PROBLEM ? said.substring(0, LONGEST_PROBLEM) : said;
    }
}
