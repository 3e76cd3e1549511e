package it.sioss.platform;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** True when an existing PostgreSQL is named, or when no embedded one is in this build (the production jar). */
class ExternalDatabaseCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return StringUtils.hasText(context.getEnvironment().getProperty("sioss.db.url"))
                || !org.springframework.util.ClassUtils.isPresent(
                        "io.zonky.test.db.postgres.embedded.EmbeddedPostgres", context.getClassLoader());
    }
}
