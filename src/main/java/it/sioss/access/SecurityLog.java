package it.sioss.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for whatever was refused to somebody: who, from where, what. The table behind the throttle forgets failed logins
 * after ten minutes; here they stay. What people typed cannot begin a line of its own.
 */
public final class SecurityLog {

    private static final Logger LOG = LoggerFactory.getLogger("it.sioss.security");
    private static final int LONGEST = 200;

    private SecurityLog() {}

    /** A login that failed, or was not even tried because too many had. */
    static void login(String username, String address, boolean closed) {
        LOG.warn("login {} for {} from {}", closed ? "closed" : "failed", plain(username), plain(address));
    }

    /** A request that was answered with a refusal. */
    public static void refused(int status, String method, String path, String who, String address) {
        LOG.info("refused {} {} {} to {} from {}", status, plain(method), plain(path), plain(who), plain(address));
    }

    private static String plain(String typed) {
        String line = typed.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
