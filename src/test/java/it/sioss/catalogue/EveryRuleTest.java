package it.sioss.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.catalogue.process.CheckHit;
import it.sioss.catalogue.process.FeelConditions;
import it.sioss.catalogue.process.FeelExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of every table of checks, against the cases written for it. */
class EveryRuleTest {

    private static final List<RuleRow> ROWS = RuleRow.all();
    private static final Map<String, FeelExpression> PARSED = new HashMap<>();
    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9_]+)}");

    static List<RuleRow> rows() {
        return ROWS;
    }

    @Test
    void noCaseIsOfARuleThatIsGone() {
        assertThat(ROWS.stream().map(RuleRow::toString)).containsAll(RuleRow.namedByCases());
        assertThat(ROWS).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRuleHasACaseThatHoldsOneAtTheEdgeAndOneThatBreaksIt(RuleRow row) {
        for (String kind : List.of("holds", "boundary")) {
            assertThat(row.casesThat(kind))
                    .as(kind)
                    .isNotEmpty()
                    .allSatisfy(values ->
                            assertThat(broken(row.condition(), values)).isFalse());
        }
        assertThat(row.casesThat("breaks"))
                .as("breaks")
                .isNotEmpty()
                .allSatisfy(
                        values -> assertThat(broken(row.condition(), values)).isTrue());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRuleThatChangesIsNoticedByACase(RuleRow row) {
        FeelExpression asDrawn = FeelExpression.parse(row.condition());
        Set<FeelExpression> unnoticed = RuleMutants.of(row.condition()).stream()
                .map(FeelExpression::parse)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        assertThat(unnoticed).isNotEmpty();
        FeelConditions together = FeelConditions.of(
                Stream.concat(Stream.of(asDrawn), unnoticed.stream()).toList());
        for (String kind : List.of("holds", "boundary", "breaks")) {
            for (Map<String, @Nullable Object> values : row.casesThat(kind)) {
                Set<FeelExpression> broken = together.holding(values);
                unnoticed.removeIf(mutant -> broken.contains(mutant) != broken.contains(asDrawn));
            }
        }
        assertThat(unnoticed).as("changes that no case notices").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void unansweredIsNotZero(RuleRow row) {
        for (Map<String, @Nullable Object> values : row.casesThat("breaks")) {
            for (Map<String, @Nullable Object> missing : oneFigureLess(values)) {
                assertThat(broken(row.condition(), missing))
                        .as("with " + missing)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aBrokenRuleIsSaidWithItsFigures(RuleRow row) {
        assertThat(row.casesThat("breaks")).isNotEmpty();
        assertThat(worded(row, row.casesThat("breaks").get(0)))
                .isEqualTo(row.cases().path("message").asText());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRuleIsAnnotatedAndNamesOnlyWhatItsFormAsks(RuleRow row) {
        assertThat(row.description()).hasSizeGreaterThan(20);
        assertThat(Severity.ofItalian(String.valueOf(row.fixed("gravita")))).isNotNull();
        assertThat(row.id())
                .startsWith("rule_"
                        + String.valueOf(row.fixed("codice"))
                                .toLowerCase(Locale.ROOT)
                                .replaceFirst("^(a[0-9])\\.([0-9])\\.", "$1$2.")
                                .replace('.', '_'));
        Set<String> known = known(form(row));
        assertThat((List<?>) row.fixed("campi"))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(known).contains(String.valueOf(field)));
        assertThat(PLACE.matcher(String.valueOf(row.fixed("messaggio")))
                        .results()
                        .map(place -> place.group(1)))
                .allSatisfy(place ->
                        assertThat(known).anySatisfy(name -> assertThat(name).matches("(.*\\.)?" + place)));
    }

    private static boolean broken(String condition, Map<String, ?> values) {
        return PARSED.computeIfAbsent(condition, FeelExpression::parse).holds(values);
    }

    /** The values with one answer taken away: a field, a number of a list, a figure of the only row of a grid. */
    private static List<Map<String, @Nullable Object>> oneFigureLess(Map<String, @Nullable Object> values) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        values.forEach((key, value) -> {
            all.add(with(values, key, null));
            without(value).forEach(less -> all.add(with(values, key, less)));
        });
        return all;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> without(@Nullable Object value) {
        List<Object> all = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            ((Map<String, @Nullable Object>) map).forEach((key, figure) -> {
                if (figure instanceof Number) {
                    all.add(with((Map<String, @Nullable Object>) map, key, null));
                }
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                if (list.get(i) instanceof Number) {
                    all.add(replaced(list, at, null));
                } else if (list.size() == 1) {
                    without(list.get(0)).forEach(row -> all.add(replaced(list, at, row)));
                }
            }
        }
        return all;
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> values, String key, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
        changed.put(key, value);
        return changed;
    }

    private static List<@Nullable Object> replaced(List<?> list, int at, @Nullable Object value) {
        List<@Nullable Object> changed = new ArrayList<>(list);
        changed.set(at, value);
        return changed;
    }

    /** The words of the real evaluator, in the form the rule belongs to. */
    private static String worded(RuleRow row, Map<String, @Nullable Object> values) {
        FormDefinition form = form(row);
        Map<String, List<String>> roles = new LinkedHashMap<>();
        form.items()
                .values()
                .forEach(item -> item.roles()
                        .forEach(role -> roles.computeIfAbsent(role, r -> new ArrayList<>())
                                .add(item.key())));
        Object both = FeelExpression.parse(
                        "[" + row.outputs().get("valore") + ", " + row.outputs().get("riferimento") + "]")
                .evaluate(values);
        List<?> figures = both instanceof List<?> list ? list : List.of();
        CheckHit hit = new CheckHit(
                String.valueOf(row.fixed("codice")),
                String.valueOf(row.fixed("gravita")),
                ((List<?>) row.fixed("campi")).stream().map(String::valueOf).toList(),
                figures.get(0),
                figures.get(1),
                String.valueOf(row.fixed("messaggio")),
                row.description(),
                0);
        Question total = form.withRole("totale").stream()
                .map(Question.class::cast)
                .findFirst()
                .orElseThrow();
        return new CheckWording(form, roles, values, hit, total).finding().message();
    }

    /** The form of the module, or for a common rule the first that plays all the parts it names. */
    private static FormDefinition form(RuleRow row) {
        String module = row.file().substring(row.file().indexOf('/') + 1);
        List<FormDefinition> forms =
                ModuleFixtures.released().stream().map(ModuleRevision::form).toList();
        return forms.stream()
                .filter(form -> form.id().startsWith(module + "-"))
                .findFirst()
                .orElseGet(() -> forms.stream()
                        .filter(form -> known(form).containsAll((List<?>) row.fixed("campi")))
                        .findFirst()
                        .orElseThrow());
    }

    /** Keys, roles, columns, and the words any message may use. */
    private static Set<String> known(FormDefinition form) {
        Set<String> known = new TreeSet<>(Set.of("campo", "valore", "riferimento", "etichetta", "rpm"));
        for (FormItem item : form.items().values()) {
            known.add(item.key());
            known.addAll(item.roles());
            if (item instanceof QuestionGrid grid) {
                Stream.concat(Stream.of(grid.key()), grid.roles().stream())
                        .forEach(name -> grid.columns().forEach(column -> known.add(name + "." + column.key())));
            }
        }
        return known;
    }
}
