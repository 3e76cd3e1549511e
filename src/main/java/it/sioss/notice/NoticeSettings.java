package it.sioss.notice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How insistent SIOSS may be.
 *
 * @param solicitationPause how long after a solicitation the same district may be solicited again
 */
@ConfigurationProperties("sioss.notice")
record NoticeSettings(@DefaultValue("P2D") Duration solicitationPause) {}
