package it.sioss.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A FEEL condition with one thing wrong, in every way it can go wrong: comparisons, constants, signs, choices. */
final class RuleMutants {

    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"]*\"|[A-Za-z_][A-Za-z0-9_]*|[0-9]+(?:\\.[0-9]+)?|>=|<=|!=|\\S");
    private static final Map<String, List<String>> OTHERS = Map.ofEntries(
            Map.entry(">", List.of(">=", "<", "<=")),
            Map.entry("<", List.of("<=", ">", ">=")),
            Map.entry(">=", List.of(">", "<", "=")),
            Map.entry("<=", List.of("<", ">", "=")),
            Map.entry("=", List.of("!=")),
            Map.entry("+", List.of("-")),
            Map.entry("-", List.of("+")),
            Map.entry("*", List.of("/")),
            Map.entry("/", List.of("*")),
            Map.entry("and", List.of("or")),
            Map.entry("some", List.of("every")),
            Map.entry("min", List.of("max")),
            Map.entry("max", List.of("min")),
            Map.entry("sum", List.of("count")),
            Map.entry("abs", List.of("")));

    private RuleMutants() {}

    static List<String> of(String condition) {
        List<String> mutants = new ArrayList<>();
        Matcher token = TOKEN.matcher(condition);
        while (token.find()) {
            for (String other : insteadOf(token.group())) {
                mutants.add(condition.substring(0, token.start()) + other + condition.substring(token.end()));
            }
        }
        return mutants;
    }

    private static List<String> insteadOf(String token) {
        if (token.startsWith("\"")) {
            return List.of(token.substring(0, token.length() - 1) + "_altro\"");
        }
        if (Character.isDigit(token.charAt(0))) {
            BigDecimal number = new BigDecimal(token);
            BigDecimal step = number.scale() > 0 ? number.multiply(new BigDecimal("0.1")) : BigDecimal.ONE;
            return List.of(
                    "(" + number.subtract(step).toPlainString() + ")",
                    number.add(step).toPlainString());
        }
        return OTHERS.getOrDefault(token, List.of());
    }
}
