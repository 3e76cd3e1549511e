package it.sioss.catalogue;

import it.sioss.catalogue.process.CheckHit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words one broken rule for the clerk: names become keys, figures become Italian, choices become their labels. */
final class CheckWording {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9_]+(?:\\.[a-z0-9_]+)?)}");

    private final FormDefinition form;
    private final Map<String, List<String>> keysByRole;
    private final Map<String, @Nullable Object> variables;
    private final CheckHit hit;
    private final @Nullable Question current;
    private final @Nullable Map<?, ?> row;

    CheckWording(
            FormDefinition form,
            Map<String, List<String>> keysByRole,
            Map<String, @Nullable Object> variables,
            CheckHit hit,
            @Nullable Question current) {
        this.form = form;
        this.keysByRole = keysByRole;
        this.variables = variables;
        this.hit = hit;
        this.current = current;
        this.row = hit.value() instanceof Map<?, ?> offending ? offending : null;
    }

    Finding finding() {
        return new Finding(
                hit.code(),
                Severity.ofItalian(hit.severity()),
                hit.fields().stream().flatMap(name -> fields(name).stream()).toList(),
                row == null ? figure(hit.value()) : null,
                figure(hit.reference()),
                PLACE.matcher(hit.message()).replaceAll(place -> Matcher.quoteReplacement(fill(place))),
                hit.description(),
                hit.variant(),
                null);
    }

    /** A name is the current question, the values another system sent, a role, a key, or {@code grid.column} of the offending row. */
    private List<String> fields(String name) {
        if (name.equals(CheckRunner.SOURCES)) {
            return variables.get(name) instanceof Map<?, ?> sent && sent.get("campi") instanceof List<?> keys
                    ? keys.stream().map(String::valueOf).toList()
                    : List.of();
        }
        if (current != null && name.equals("campo")) {
            return List.of(current.key());
        }
        String[] parts = name.split("\\.", 2);
        List<String> keys = keysByRole.getOrDefault(parts[0], List.of(parts[0]));
        if (parts.length == 1 || row == null) {
            return keys;
        }
        return keys.stream()
                .map(key -> key + "." + row.get(Visibility.ROW_ID) + "." + parts[1])
                .toList();
    }

    private String fill(MatchResult place) {
        String name = place.group(1);
        Object filled;
        if (name.equals("valore")) {
            filled = figure(hit.value());
        } else if (name.equals("riferimento")) {
            filled = figure(hit.reference());
        } else if (name.equals("etichetta")) {
            filled = current == null ? null : current.label();
        } else if (name.contains(".")) {
            String[] path = name.split("\\.", 2);
            filled = variables.get(path[0]) instanceof Map<?, ?> context ? figure(context.get(path[1])) : null;
        } else if (row != null && row.containsKey(name)) {
            filled = shown(columnOfRow(name), row.get(name));
        } else {
            String key = keysByRole.getOrDefault(name, List.of(name)).get(0);
            filled = shown(form.question(key), variables.get(name));
        }
        return filled == null ? "non indicato" : String.valueOf(filled);
    }

    private @Nullable Question columnOfRow(String column) {
        return hit.fields().stream()
                .flatMap(name -> {
                    String[] parts = name.split("\\.", 2);
                    return keysByRole.getOrDefault(parts[0], List.of(parts[0])).stream();
                })
                .map(form::grid)
                .map(grid -> grid == null ? null : grid.column(column))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String shown(@Nullable Question question, @Nullable Object value) {
        if (question == null || !question.type().isChoice()) {
            return figure(value);
        }
        List<String> labels = new ArrayList<>();
        for (Object choice : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
            labels.add(question.labelOf(String.valueOf(choice)));
        }
        return labels.isEmpty() ? null : String.join(", ", labels);
    }

    private static @Nullable String figure(@Nullable Object value) {
        if (value instanceof Number number) {
            return ItalianText.number(new BigDecimal(number.toString()));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CheckWording::figure).collect(Collectors.joining(", "));
        }
        return value == null ? null : value.toString();
    }
}
