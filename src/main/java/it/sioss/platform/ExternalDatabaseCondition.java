package it.sioss.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** True when an existing PostgreSQL is named, or when no embedded one is in this build (the production jar). */
class ExternalDatabaseCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return holds(context.getEnvironment(), context.getClassLoader());
    }

    static boolean holds(Environment environment, @Nullable ClassLoader classes) {
        return StringUtils.hasText(environment.getProperty("sioss.db.url"))
                || !ClassUtils.isPresent("io.zonky.test.db.postgres.embedded.EmbeddedPostgres", classes);
    }
}
