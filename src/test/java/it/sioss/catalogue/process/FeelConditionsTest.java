package it.sioss.catalogue.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEEL as the forms and the tables use it; the same cases give the same answers in the browser's FEEL. */
class FeelConditionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "not(a = \"si\")                  | -  | true",
                "not(a = \"si\")                  | si | false",
                "not(a = \"si\")                  | no | true",
                "a = \"si\"                       | -  | false",
                "a = \"si\"                       | si | true",
                "if n > 0 then false else true    | -  | true",
                "if n > 0 then false else true    | 0  | true",
                "if n > 0 then false else true    | 3  | false",
                "n = 0 and m = 0                  | 0  | true",
                "n = 0 and m = 0                  | 5  | false",
                "n = 0 and m = 0                  | -  | false",
                "not(this.p = \"altro\")          | altro | false",
                "not(this.p = \"altro\")          | medico | true",
                "not(this.p = \"altro\")          | -  | true",
            })
    void aConditionOfAFormMeansTheSameHereAndInThePage(String condition, @Nullable String value, boolean holds) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("a", value);
        variables.put("n", value == null || !value.matches("\\d+") ? null : new BigDecimal(value));
        variables.put("m", BigDecimal.ZERO);
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("p", value);
        variables.put("this", row);
        assertThat(FeelExpression.parse(condition).holds(variables)).isEqualTo(holds);
    }

    @Test
    void aMissingFigureMakesNoRuleFire() {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("a", null);
        variables.put("b", BigDecimal.ONE);
        variables.put("list", new ArrayList<>(Arrays.asList(BigDecimal.TEN, null)));
        for (String condition : List.of(
                "abs(a + b - 5) > 0", "a > b", "b > a", "sum(list) > 5", "count(nobody) > 0", "max(a, b) > 0")) {
            assertThat(FeelExpression.parse(condition).holds(variables))
                    .as(condition)
                    .isFalse();
        }
    }

    @Test
    void decimalsAreExact() {
        Map<String, Object> variables = Map.of("a", new BigDecimal("0.1"), "b", new BigDecimal("0.2"));
        assertThat(FeelExpression.parse("abs(a + b - 0.3) > 0").holds(variables))
                .isFalse();
    }

    @Test
    void manyConditionsAskedTogetherAnswerAsEachAlone() {
        FeelExpression first = FeelExpression.parse("a > 1");
        FeelExpression second = FeelExpression.parse("a > 2 or missing > 3");
        FeelExpression third = FeelExpression.parse("some r in rows satisfies r.x > a");
        Map<String, Object> variables = Map.of("a", 2, "rows", List.of(Map.of("x", 1), Map.of("x", 3)));
        assertThat(FeelConditions.of(List.of(first, second, third)).holding(variables))
                .containsExactlyInAnyOrder(first, third);
        assertThat(FeelConditions.of(List.of()).holding(variables)).isEmpty();
    }

    @Test
    void whatIsNotFeelIsRefusedWhenTheFormIsRead() {
        assertThatThrownBy(() -> FeelExpression.parse("a >"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a >");
    }

    @Test
    void whatIsRememberedIsOnlyTheAnswerToTheSameValues() {
        FeelConditions conditions = FeelConditions.of(List.of(
                FeelExpression.parse("some r in rows satisfies r.n > 5"), FeelExpression.parse("word = \"other\"")));
        Map<String, @Nullable Object> few = Map.of("rows", List.of(Map.of("n", new BigDecimal(5))), "other", "word");
        Map<String, @Nullable Object> many = Map.of("rows", List.of(Map.of("n", new BigDecimal(6))), "word", "other");
        for (int again = 0; again < 2; again++) {
            assertThat(conditions.holding(few)).isEmpty();
            assertThat(conditions.holding(many)).hasSize(2);
            assertThat(conditions.holding(Map.of())).isEmpty();
        }
    }
}
