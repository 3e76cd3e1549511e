package it.sioss.access.web;

import it.sioss.access.Accounts;
import it.sioss.access.Viewer;
import it.sioss.platform.web.ErrorPages;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the person's mandates anew for every request: a mandate revoked a moment ago no longer counts. */
@Component
class ViewerFilter extends OncePerRequestFilter {

    static final String ATTRIBUTE = Viewer.class.getName();

    private static final String PASSWORD_VERSION = ViewerFilter.class.getName() + ".passwordVersion";

    private static final Set<String> ALWAYS_OPEN = Set.of(
            "/profilo/password",
            "/uscita",
            "/status",
            "/accessibilita",
            "/note",
            "/favicon.ico",
            "/api/v1/me",
            "/api/v1/csrf");

    private final Accounts accounts;

    ViewerFilter(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var known = SecurityContextHolder.getContext().getAuthentication();
        if (known != null && known.isAuthenticated() && !(known instanceof AnonymousAuthenticationToken)) {
            var viewer = accounts.viewer(known.getName());
            var context = SecurityContextHolder.createEmptyContext();
            if (viewer.isPresent() && !passwordChangedSince(request.getSession(false), viewer.get())) {
                request.setAttribute(ATTRIBUTE, viewer.get());
                var rights = viewer.get().mandates().stream()
                        .map(mandate -> new SimpleGrantedAuthority(
                                "ROLE_" + mandate.role().name()))
                        .distinct()
                        .toList();
                context.setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(known.getPrincipal(), null, rights));
            } else if (request.getSession(false) != null) {
                request.getSession().invalidate();
            }
            SecurityContextHolder.setContext(context);
            if (context.getAuthentication() != null
                    && viewer.isPresent()
                    && viewer.get().mustChangePassword()
                    && !open(request.getRequestURI())) {
                askForPassword(request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** Changing a password ends the person's other sessions: whoever knew the old one is out. */
    private static boolean passwordChangedSince(@Nullable HttpSession session, Viewer viewer) {
        if (session == null) {
            return false;
        }
        Object begunUnder = session.getAttribute(PASSWORD_VERSION);
        if (begunUnder == null) {
            session.setAttribute(PASSWORD_VERSION, viewer.passwordVersion());
        }
        return begunUnder != null && !begunUnder.equals(viewer.passwordVersion());
    }

    /** The session in which a person changes the password goes on under the new one. */
    static void goOnUnderNewPassword(HttpSession session) {
        session.removeAttribute(PASSWORD_VERSION);
    }

    /** What stays reachable while an initial password is in use. */
    private static boolean open(String path) {
        return ALWAYS_OPEN.contains(path) || path.startsWith("/app/") || path.startsWith("/vendor/");
    }

    private static void askForPassword(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith("/api/")) {
            request.setAttribute(ErrorPages.CODE, "PASSWORD_DA_CAMBIARE");
            request.setAttribute(
                    ErrorPages.WORDS,
                    "La password è quella iniziale: accedete con il browser e cambiatela prima di continuare.");
            response.sendError(403);
        } else {
            response.sendRedirect("/profilo/password");
        }
    }

    /** The filter belongs to the security chains alone; the container must not run it a second time. */
    @Configuration(proxyBeanMethods = false)
    static class OnlyInTheChains {

        @Bean
        FilterRegistrationBean<ViewerFilter> notByTheContainer(ViewerFilter filter) {
            var registration = new FilterRegistrationBean<>(filter);
            registration.setEnabled(false);
            return registration;
        }
    }
}
