package it.sioss.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks name and password, slowly on purpose; a credential just verified is remembered in memory as a keyed hash for
 * at most five minutes, so that a machine calling the interface does not pay the hash at every call.
 */
@Component
class AccountAuthentication implements AuthenticationProvider {

    private static final int LONGEST = 200;

    private final Accounts accounts;
    private final PasswordEncoder encoder;
    private final LoginThrottle throttle;
    private final String nobody;
    private final SecretKeySpec key;
    private final Cache<String, byte[]> verified = Caffeine.newBuilder()
            .maximumSize(5_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    AccountAuthentication(Accounts accounts, PasswordEncoder encoder, LoginThrottle throttle) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.throttle = throttle;
        this.nobody = encoder.encode("nobody has this password");
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String username = String.valueOf(attempt.getName());
        String password = String.valueOf(attempt.getCredentials());
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        if (username.length() > LONGEST
                || password.length() > LONGEST
                || username.indexOf('\0') >= 0
                || password.indexOf('\0') >= 0) {
            throw new BadCredentialsException("credentials out of bounds");
        }
        var credential = accounts.credential(username);
        if (credential.isPresent() && credential.get().enabled() && remembered(credential.get(), password)) {
            return entered(credential.get().username());
        }
        if (throttle.closed(username, address)) {
            SecurityLog.login(username, address, true);
            throw new LockedException("too many failures");
        }
        boolean right = encoder.matches(
                password, credential.map(Accounts.Credential::passwordHash).orElse(nobody));
        if (!right || credential.isEmpty() || !credential.get().enabled()) {
            throttle.failed(username, address);
            SecurityLog.login(username, address, false);
            throw new BadCredentialsException("wrong name or password");
        }
        verified.put(cacheKey(username), keyed(credential.get(), password));
        return entered(credential.get().username());
    }

    private static Authentication entered(String username) {
        var person =
                User.withUsername(username).password("").authorities(List.of()).build();
        return UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
    }

    private boolean remembered(Accounts.Credential credential, String password) {
        byte @Nullable [] known = verified.getIfPresent(cacheKey(credential.username()));
        return known != null && MessageDigest.isEqual(known, keyed(credential, password));
    }

    private byte[] keyed(Accounts.Credential credential, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal((credential.passwordHash() + '\0' + password).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("HmacSHA256 is missing from this JDK", failure);
        }
    }

    private static String cacheKey(String username) {
        return username.toLowerCase(Locale.ROOT);
    }

    @EventListener
    void forget(Accounts.AccountChanged event) {
        verified.invalidate(cacheKey(event.username()));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
