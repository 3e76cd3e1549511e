package it.sioss.catalogue.process;

import java.util.List;

/**
 * One row of a table of checks as its author wrote it: the condition that breaks the rule, what the clerk is told, and
 * why the rule exists.
 */
public record CheckRule(
        String code, String severity, List<String> fields, String condition, String message, String description) {}
