package it.sioss.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * One line for whatever was refused to somebody: who, from where, what. Failed logins stand here too; the table behind the
 * throttle forgets them after ten minutes. What people typed cannot begin a line of its own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class SecurityLog extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger("it.sioss.security");
    private static final Set<Integer> REFUSED = Set.of(401, 403, 404, 408, 429);
    private static final int LONGEST = 200;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (REFUSED.contains(response.getStatus())) {
                String who = request.getAttribute(Viewer.class.getName()) instanceof Viewer viewer
                        ? viewer.username()
                        : "nobody";
                LOG.info(
                        "refused {} {} {} to {} from {}",
                        response.getStatus(),
                        request.getMethod(),
                        plain(request.getRequestURI()),
                        plain(who),
                        request.getRemoteAddr());
            }
        }
    }

    /** A login that failed, or was not even tried because too many had. */
    static void loginRefused(String username, String address, boolean closed) {
        LOG.warn("login {} for {} from {}", closed ? "closed" : "failed", plain(username), plain(address));
    }

    private static String plain(String typed) {
        String line = typed.replaceAll("[\\p{C}\\u2028\\u2029]", "?");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
