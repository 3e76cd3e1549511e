package it.sioss.catalogue.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broken rule as its table states it: field names may be keys or roles, the message is a template, and value and
 * reference are what FEEL gave (a number, a text, or the offending row of a grid).
 *
 * @param variant how many earlier rows of the table state the same rule from the same field
 */
public record CheckHit(
        String code,
        String severity,
        List<String> fields,
        @Nullable Object value,
        @Nullable Object reference,
        String message,
        String description,
        int variant) {}
