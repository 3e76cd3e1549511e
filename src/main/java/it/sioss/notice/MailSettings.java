package it.sioss.notice;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What e-mails say of this installation.
 *
 * @param from the sender's address; without it nothing is sent
 * @param site the address people open SIOSS at, for the links
 */
@ConfigurationProperties("sioss.mail")
record MailSettings(@Nullable String from, @Nullable String site) {

    boolean complete() {
        return from != null && !from.isBlank();
    }

    /** A place of the application as a whole address; without the site's own, only the place. */
    String address(String place) {
        return site == null || site.isBlank() ? place : site.strip().replaceAll("/+$", "") + place;
    }

    /** The domain of the sender, which the identifiers of messages carry. */
    String domain() {
        String sender = String.valueOf(from).strip();
        return sender.substring(sender.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    }
}
