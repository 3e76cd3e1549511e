package it.sioss.catalogue;

import it.sioss.catalogue.process.CheckHit;
import it.sioss.catalogue.process.CheckTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Binds the answers to the names the tables of checks use, runs the tables, and words what they find. */
final class CheckRunner {

    /** Run once for each question that is compared with last year. */
    private static final String COMPARISON = "decision_checks_comparison";
    /** Run once for each question that is compared with districts of similar size. */
    private static final String PEERS = "decision_checks_peers";
    /** Run once for each multiple choice that offers "none". */
    private static final String EXCLUSIVE_CHOICE = "decision_checks_exclusive_choice";

    /** What is said of the values that another system sent. */
    static final String SOURCES = "rpm";

    private static final String CURRENT = "campo";
    private static final String NONE = "nessuno";
    private static final Set<String> LISTS = Set.of("eta", "cittadinanza", "destinatari");

    private final FormDefinition form;
    private final List<CheckTable> tables;
    private final Map<String, List<String>> keysByRole;
    private final List<Question> compared;
    private final List<Question> exclusive;

    CheckRunner(FormDefinition form, List<CheckTable> tables) {
        this.form = form;
        this.tables = tables;
        this.keysByRole = keysByRole(form);
        List<Question> questions = form.items().values().stream()
                .filter(Question.class::isInstance)
                .map(Question.class::cast)
                .toList();
        this.compared = questions.stream()
                .filter(question -> question.comparisonThreshold() != null)
                .toList();
        this.exclusive = questions.stream()
                .filter(question -> question.type() == QuestionType.MULTIPLE_CHOICE)
                .filter(question -> question.options().stream()
                        .anyMatch(option -> option.value().equals(NONE)))
                .toList();
    }

    private static Map<String, List<String>> keysByRole(FormDefinition form) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (FormItem item : form.items().values()) {
            for (String role : item.roles()) {
                keys.computeIfAbsent(role, r -> new ArrayList<>()).add(item.key());
            }
        }
        keys.forEach((role, all) -> {
            if (all.size() > 1 && !LISTS.contains(role)) {
                throw new IllegalArgumentException(
                        "Il ruolo «" + role + "» di " + form.id() + " è di più voci: " + all);
            }
        });
        return keys;
    }

    List<Sum> sums() {
        return new SumReader(form, keysByRole).read(tables);
    }

    /** The names the tables use: keys, roles, and what is known of the district. */
    Map<String, @Nullable Object> variables(Map<String, @Nullable Object> answers, SheetContext context) {
        Map<String, @Nullable Object> variables = new HashMap<>(answers);
        keysByRole.forEach((role, keys) -> variables.put(
                role,
                LISTS.contains(role)
                        ? keys.stream().map(answers::get).collect(Collectors.toCollection(ArrayList::new))
                        : answers.get(keys.get(0))));
        variables.put("ambito", district(answers, context));
        Map<String, @Nullable Object> rpm = new HashMap<>();
        rpm.put("senza_motivo", context.unexplainedRpm());
        variables.putIfAbsent(SOURCES, rpm);
        return variables;
    }

    List<Finding> run(Map<String, @Nullable Object> answers, SheetContext context) {
        Map<String, @Nullable Object> variables = variables(answers, context);
        List<Finding> findings = new ArrayList<>();
        for (CheckTable table : tables) {
            switch (table.id()) {
                case COMPARISON -> compared.forEach(question -> compare(table, question, variables, context, findings));
                case PEERS ->
                    compared.forEach(question -> compareWithPeers(table, question, variables, context, findings));
                case EXCLUSIVE_CHOICE ->
                    exclusive.forEach(question -> {
                        variables.put(CURRENT, answers.get(question.key()));
                        collect(table, question, variables, findings);
                    });
                default -> collect(table, null, variables, findings);
            }
        }
        return findings;
    }

    private void compare(
            CheckTable table,
            Question question,
            Map<String, @Nullable Object> variables,
            SheetContext context,
            List<Finding> findings) {
        BigDecimal previous = context.previous().get(question.key());
        String threshold = question.comparisonThreshold();
        if (previous == null || threshold == null) {
            return;
        }
        Map<String, @Nullable Object> comparison = new HashMap<>();
        comparison.put("valore", variables.get(question.key()));
        comparison.put("prec", previous);
        comparison.put("soglia", new BigDecimal(threshold));
        variables.put("confronto", comparison);
        collect(table, question, variables, findings);
    }

    private void compareWithPeers(
            CheckTable table,
            Question question,
            Map<String, @Nullable Object> variables,
            SheetContext context,
            List<Finding> findings) {
        Peers peers = context.peers().get(question.key());
        String threshold = question.comparisonThreshold();
        if (peers == null || threshold == null || !(variables.get(question.key()) instanceof Number number)) {
            return;
        }
        Map<String, @Nullable Object> comparison = new HashMap<>();
        comparison.put("valore", number);
        comparison.put("mediana", peers.median());
        comparison.put("scarto", peers.deviation());
        comparison.put("numero", peers.districts());
        comparison.put("soglia", new BigDecimal(threshold));
        variables.put("simili", comparison);
        collect(table, question, variables, findings);
    }

    private void collect(
            CheckTable table,
            @Nullable Question current,
            Map<String, @Nullable Object> variables,
            List<Finding> findings) {
        for (CheckHit hit : table.evaluate(variables)) {
            findings.add(new CheckWording(form, keysByRole, variables, hit, current).finding());
        }
    }

    private Map<String, @Nullable Object> district(Map<String, @Nullable Object> answers, SheetContext context) {
        Map<String, @Nullable Object> district = new HashMap<>();
        district.put("somma_schede", context.otherSheets());
        for (String key : keysByRole.getOrDefault("comuni", List.of())) {
            Question question = form.question(key);
            String source = question == null ? null : question.optionsSource();
            List<Option> municipalities =
                    source == null ? null : context.options().get(source);
            district.put("comuni", municipalities == null ? null : municipalities.size());
            district.put("popolazione", residents(answers.get(key), context.residents()));
        }
        return district;
    }

    /** Of the covered municipalities together; unknown as soon as one of them is unknown. */
    private static @Nullable Long residents(@Nullable Object covered, Map<String, Long> residents) {
        if (!(covered instanceof List<?> municipalities) || !residents.keySet().containsAll(municipalities)) {
            return null;
        }
        return municipalities.stream()
                .mapToLong(municipality -> residents.getOrDefault(String.valueOf(municipality), 0L))
                .sum();
    }
}
