package it.sioss.prefill;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where RPM is asked for its publications, and as whom ({@code sioss.rpm.*}); without an address nobody is asked.
 *
 * @param address HTTPS, without the year; plain HTTP only on the same machine, for tests
 * @param tokenAddress where the OAuth2 client credentials are exchanged for a token
 * @param timeout the longest wait for one answer, to its last byte
 */
@ConfigurationProperties("sioss.rpm")
record RpmSettings(
        @Nullable URI address,
        @Nullable URI tokenAddress,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @DefaultValue("PT20S") Duration timeout) {}
