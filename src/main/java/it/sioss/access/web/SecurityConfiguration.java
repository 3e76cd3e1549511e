package it.sioss.access.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import it.sioss.platform.web.ErrorPages;
import it.sioss.platform.web.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * One door, two ways in: people by a session (with a token against forged requests), machines by Basic on every call.
 * What each may do is asked of the rooms, never decided here.
 */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {

    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    static PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(10);
    }

    @Bean
    AuthenticationManager authenticationManager(AuthenticationProvider accounts) {
        return new ProviderManager(List.of(accounts));
    }

    @Bean
    @Order(1)
    SecurityFilterChain machines(HttpSecurity http, ViewerFilter viewers, ObjectMapper json) throws Exception {
        RequestMatcher basic = request -> {
            String header = request.getHeader(HttpHeaders.AUTHORIZATION);
            return header != null && header.regionMatches(true, 0, "Basic ", 0, 6);
        };
        http.securityMatcher("/api/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
                .authorizeHttpRequests(all -> all.requestMatchers("/api/v1/csrf")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(entry ->
                        entry.authenticationEntryPoint((request, response, failure) -> refuse(json, response, failure)))
                .csrf(csrf -> csrf.ignoringRequestMatchers(basic))
                .requestCache(cache -> cache.disable())
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, failure) -> refuse(json, response, failure))
                        .accessDeniedHandler((request, response, failure) -> unprotected(json, response)))
                .addFilterBefore(viewers, AuthorizationFilter.class);
        headers(http);
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http, ViewerFilter viewers) throws Exception {
        var failure = new SimpleUrlAuthenticationFailureHandler("/accesso?errore") {
            @Override
            public void onAuthenticationFailure(
                    HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
                    throws IOException, jakarta.servlet.ServletException {
                if (reason instanceof LockedException) {
                    response.setHeader(HttpHeaders.RETRY_AFTER, "600");
                    request.setAttribute(ErrorPages.CODE, "TROPPI_TENTATIVI");
                    request.setAttribute(ErrorPages.WORDS, "Troppi accessi falliti: riprovate fra dieci minuti.");
                    response.sendError(429);
                } else {
                    super.onAuthenticationFailure(request, response, reason);
                }
            }
        };
        http.authorizeHttpRequests(all -> all.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                "/accesso",
                                "/status",
                                "/actuator/health/**",
                                "/vendor/**",
                                "/app/**",
                                "/accessibilita",
                                "/note",
                                "/favicon.ico")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(login -> login.loginPage("/accesso")
                        .loginProcessingUrl("/accesso")
                        .defaultSuccessUrl("/", false)
                        .failureHandler(failure))
                .logout(logout -> logout.logoutUrl("/uscita").logoutSuccessUrl("/accesso?uscita"))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.changeSessionId()))
                .exceptionHandling(failures -> failures.accessDeniedHandler((request, response, denied) -> {
                    if (denied instanceof CsrfException) {
                        request.setAttribute(ErrorPages.CODE, "RICHIESTA_NON_PROTETTA");
                        request.setAttribute(
                                ErrorPages.WORDS,
                                "La pagina era aperta da troppo tempo o viene da un'altra sessione: tornate indietro,"
                                        + " ricaricatela e ripetete l'operazione.");
                    }
                    response.sendError(403);
                }))
                .addFilterBefore(viewers, AuthorizationFilter.class);
        headers(http);
        return http.build();
    }

    private static void headers(HttpSecurity http) throws Exception {
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .frameOptions(frame -> frame.deny())
                .referrerPolicy(referrer -> referrer.policy(
                        org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy
                                .SAME_ORIGIN)));
    }

    /** Nobody in particular is told to log in; somebody's session lacks its token. */
    private static void unprotected(ObjectMapper json, HttpServletResponse response) throws IOException {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (known == null || known instanceof AnonymousAuthenticationToken) {
            write(json, response, 401, "ACCESSO_NECESSARIO", "Nome utente o password mancanti o non corretti.");
        } else {
            write(
                    json,
                    response,
                    403,
                    "RICHIESTA_NON_PROTETTA",
                    "Manca il codice di protezione della sessione: ricaricate la pagina.");
        }
    }

    private static void refuse(ObjectMapper json, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof LockedException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "600");
            write(json, response, 429, "TROPPI_TENTATIVI", "Troppi accessi falliti: riprovate fra dieci minuti.");
        } else {
            write(json, response, 401, "ACCESSO_NECESSARIO", "Nome utente o password mancanti o non corretti.");
        }
    }

    private static void write(ObjectMapper json, HttpServletResponse response, int status, String code, String message)
            throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getWriter(), Problems.problem(status, code, message));
    }
}
