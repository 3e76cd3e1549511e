package it.sioss.notice;

import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** The mail server, when one is set up. */
@Component
class Post {

    private final @Nullable JavaMailSender server;
    private final MailSettings settings;

    Post(ObjectProvider<JavaMailSender> servers, MailSettings settings) {
        JavaMailSender found = servers.getIfAvailable();
        boolean named = !(found instanceof JavaMailSenderImpl sender)
                || sender.getHost() != null && !sender.getHost().isBlank();
        this.server = found != null && named && settings.complete() ? found : null;
        this.settings = settings;
    }

    boolean configured() {
        return server != null;
    }

    MailSettings settings() {
        return settings;
    }

    MimeMessage blank() {
        return server().createMimeMessage();
    }

    /** @throws org.springframework.mail.MailException when the server cannot be reached or does not take it */
    void send(MimeMessage message) {
        server().send(message);
    }

    private JavaMailSender server() {
        if (server == null) {
            throw new IllegalStateException("no mail server is set up");
        }
        return server;
    }
}
