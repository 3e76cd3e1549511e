package it.sioss.prefill;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sources this installation can reach. */
@Configuration(proxyBeanMethods = false)
class PrefillConfiguration {

    @Bean
    @ConditionalOnProperty("sioss.rpm.address")
    PublicationSource rpm(RpmSettings settings) {
        return new RpmAddress(settings);
    }
}
