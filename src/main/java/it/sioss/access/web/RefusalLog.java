package it.sioss.access.web;

import it.sioss.access.SecurityLog;
import it.sioss.access.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Writes down what was refused, whoever refused it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class RefusalLog extends OncePerRequestFilter {

    private static final Set<Integer> REFUSED = Set.of(401, 403, 404, 408, 429);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (REFUSED.contains(response.getStatus())) {
                String who = request.getAttribute(ViewerFilter.ATTRIBUTE) instanceof Viewer viewer
                        ? viewer.username()
                        : "nobody";
                SecurityLog.refused(
                        response.getStatus(),
                        request.getMethod(),
                        request.getRequestURI(),
                        who,
                        request.getRemoteAddr());
            }
        }
    }
}
