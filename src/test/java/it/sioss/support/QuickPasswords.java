package it.sioss.support;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The passwords of the tests are hashed the same way as all others, with the smallest cost: thousands of requests carry
 * one, and the full cost is the whole time of such a request.
 */
@TestConfiguration(proxyBeanMethods = false)
class QuickPasswords {

    private static final int SMALLEST_COST = 4;

    @Bean
    @Primary
    PasswordEncoder quickPasswordEncoder() {
        return new BCryptPasswordEncoder(SMALLEST_COST);
    }
}
