package it.sioss.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import it.sioss.access.Accounts;
import it.sioss.platform.PresentClock;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox and a real mail server: letters go out at least once, under one identifier, whatever happens between. */
@SiossTest
class PostTest {

    private static final MailSettings SETTINGS = new MailSettings("sioss@esempio.it", "https://sioss.esempio.it/");

    @Autowired
    NoticeBook book;

    @Autowired
    Postman postman;

    @Autowired
    Outbox outbox;

    @Autowired
    Accounts accounts;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    PresentClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectMapper json;

    @Autowired
    TransactionTemplate transaction;

    private GreenMail server;

    @BeforeEach
    void aServerListensAndTheOutboxIsEmpty() {
        jdbc.sql("delete from mail").update();
        server = new GreenMail(ServerSetup.SMTP.dynamicPort());
        server.start();
        sender.setPort(server.getSmtp().getPort());
    }

    @AfterEach
    void theServerIsGone() {
        server.stop();
        sender.setPort(9);
        jdbc.sql("delete from mail").update();
        clock.stopMoving();
    }

    private UUID somebody(String address) {
        return accounts.create("posta-" + UUID.randomUUID(), "Maria Rossi", address, House.PASSWORD, false, false);
    }

    private UUID told(UUID account) {
        Draft draft = new Draft(
                NoticeKind.REMINDER,
                "prova:" + UUID.randomUUID(),
                2031,
                "Promemoria: 2 attività, però è già tardi",
                "Il termine è vicino.",
                List.of(new NoticeLine("A5 – Comune di Torino", "/schede/1")),
                "/attivita?anno=2031");
        return transaction.execute(status -> book.tell(account, draft)).orElseThrow();
    }

    private Map<String, Object> mailOf(UUID notice) {
        return jdbc.sql("select state, attempts, coalesce(problem, '') as problem from mail where notice_id = ?")
                .param(notice)
                .query()
                .singleRow();
    }

    private List<MimeMessage> received(UUID notice) throws Exception {
        var found = new ArrayList<MimeMessage>();
        for (MimeMessage message : server.getReceivedMessages()) {
            if (message.getMessageID().equals(Postman.messageId(notice, SETTINGS))) {
                found.add(message);
            }
        }
        return found;
    }

    @Test
    void aLetterIsPlainTextWithItsLinkAndNothingPersonalInItsSubject() throws Exception {
        UUID notice = told(somebody("maria@esempio.it"));
        assertThat(postman.deliverDue()).isOne();
        assertThat(postman.deliverDue()).isZero();
        MimeMessage letter = received(notice).get(0);
        assertThat(letter.getSubject()).isEqualTo("SIOSS 2031: promemoria del termine");
        assertThat(letter.getFrom()[0].toString()).isEqualTo("sioss@esempio.it");
        assertThat(letter.getAllRecipients()[0].toString()).isEqualTo("maria@esempio.it");
        assertThat(letter.getContentType()).startsWith("text/plain");
        assertThat(letter.getContent().toString())
                .contains(
                        "però è già tardi",
                        "https://sioss.esempio.it/schede/1",
                        "https://sioss.esempio.it/attivita?anno=2031")
                .doesNotContain("Rossi");
        assertThat(mailOf(notice)).containsEntry("state", "SENT").containsEntry("attempts", 1);
    }

    @Test
    void whoHasNoAddressOrDoesNotWantLettersGetsNone() {
        UUID silent = somebody("silenziosa@esempio.it");
        jdbc.sql("insert into notice_preference (account_id, mail) values (?, false)")
                .param(silent)
                .update();
        told(silent);
        told(accounts.create("posta-" + UUID.randomUUID(), "Senza posta", null, House.PASSWORD, false, false));
        assertThat(jdbc.sql("select count(*) from mail").query(Long.class).single())
                .isZero();
    }

    @Test
    void aRefusedRecipientWaitsForTheAdministratorAndGoesOutWhenTriedAgain() throws Exception {
        UUID notice = told(somebody("sconosciuta@esempio.it"));
        try (var refusing = new ScriptedServer(ScriptedServer.Fault.UNKNOWN_RECIPIENT)) {
            sender.setPort(refusing.port());
            assertThat(postman.deliverDue()).isZero();
        }
        assertThat(mailOf(notice)).containsEntry("state", "REFUSED");
        assertThat(String.valueOf(mailOf(notice).get("problem"))).contains("550 5.1.1 casella sconosciuta");
        assertThat(outbox.counts().refused()).isOne();
        assertThat(outbox.letters(Outbox.State.REFUSED, 0, 10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.address()).isEqualTo("sconosciuta@esempio.it"));
        sender.setPort(server.getSmtp().getPort());
        outbox.tryAgain(notice);
        assertThat(postman.deliverDue()).isOne();
        assertThat(received(notice)).hasSize(1);
    }

    @Test
    void aLostConnectionIsTriedAgainEverMoreSeldomAndAtLastWaitsForTheAdministrator() throws Exception {
        UUID notice = told(somebody("lontana@esempio.it"));
        try (var dying = new ScriptedServer(ScriptedServer.Fault.HANGS_UP)) {
            sender.setPort(dying.port());
            assertThat(postman.deliverDue()).isZero();
            assertThat(mailOf(notice)).containsEntry("state", "WAITING").containsEntry("attempts", 1);
            assertThat(postman.deliverDue())
                    .as("not before a minute has passed")
                    .isZero();
            assertThat(dying.calls).hasValue(1);
            for (Duration pause : Postman.PAUSES) {
                clock.moveTo(clock.instant().plus(pause).plusSeconds(1));
                postman.deliverDue();
            }
            assertThat(dying.calls).hasValue(1 + Postman.PAUSES.size());
        }
        assertThat(mailOf(notice)).containsEntry("state", "REFUSED");
        assertThat(String.valueOf(mailOf(notice).get("problem"))).startsWith("dopo 8 tentativi");
        UUID other = told(somebody("lontana2@esempio.it"));
        assertThat(postman.deliverDue())
                .as("nobody listens on this port any more")
                .isZero();
        sender.setPort(server.getSmtp().getPort());
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(2)));
        assertThat(postman.deliverDue()).isOne();
        assertThat(received(other)).hasSize(1);
    }

    @Test
    void aCrashBetweenSendingAndRememberingSendsAgainUnderTheSameIdentifier() throws Exception {
        UUID notice = told(somebody("due-volte@esempio.it"));
        Postman.Letter taken = postman.claim().orElseThrow();
        assertThat(postman.claim()).as("taken by the other node").isEmpty();
        assertThat(postman.deliver(taken)).isTrue();
        jdbc.sql("update mail set state = 'WAITING' where notice_id = ?")
                .param(notice)
                .update();
        assertThat(postman.deliverDue()).isZero();
        clock.moveTo(clock.instant().plus(Postman.CLAIM).plusSeconds(1));
        assertThat(postman.deliverDue()).isOne();
        assertThat(received(notice)).hasSize(2);
    }

    @Test
    void twoNodesTakeEachLetterOnce() throws Exception {
        UUID person = somebody("molti@esempio.it");
        List<UUID> notices =
                java.util.stream.Stream.generate(() -> told(person)).limit(12).toList();
        var nodes = Executors.newFixedThreadPool(2);
        nodes.execute(postman::deliverDue);
        nodes.execute(postman::deliverDue);
        nodes.shutdown();
        assertThat(nodes.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        for (UUID notice : notices) {
            assertThat(received(notice)).hasSize(1);
        }
    }

    @Test
    void withoutAServerNoticesStayInTheApplicationAndTheOutboxSaysSo() {
        var none = new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class);
        Post silent = new Post(none, SETTINGS);
        UUID account = somebody("nessuno@esempio.it");
        var draft = new Draft(NoticeKind.LAPSE, "prova:" + UUID.randomUUID(), 2031, "Titolo", "Testo", "/schede");
        UUID notice = transaction
                .execute(status -> new NoticeBook(jdbc, json, clock, silent).tell(account, draft))
                .orElseThrow();
        assertThat(mailOf(notice)).containsEntry("state", "UNSENT");
        assertThat(new Postman(jdbc, json, clock, silent).deliverDue()).isZero();
        assertThat(new Outbox(jdbc, clock, silent).counts().configured()).isFalse();
        assertThat(postman.deliverDue())
                .as("written without a server, not sent later")
                .isZero();
        assertThat(Arrays.asList(server.getReceivedMessages())).isEmpty();
    }
}
