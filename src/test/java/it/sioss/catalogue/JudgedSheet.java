package it.sioss.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole and faultless sheet that a test changes in one point, by role or by key, and then judges. */
final class JudgedSheet {

    private final ModuleRevision module;
    private final Answers answers;
    private final SheetContext context;

    private JudgedSheet(ModuleRevision module, Answers answers, SheetContext context) {
        this.module = module;
        this.answers = answers;
        this.context = context;
    }

    static JudgedSheet aSheetOf(ModuleRevision module) {
        return new JudgedSheet(module, ModuleFixtures.complete(module), SheetContext.NONE);
    }

    static JudgedSheet aSheetOf(String module) {
        return aSheetOf(ModuleFixtures.module(module));
    }

    JudgedSheet in(SheetContext newContext) {
        return new JudgedSheet(module, answers, newContext);
    }

    JudgedSheet where(String roleOrKey, @Nullable Object value) {
        return new JudgedSheet(module, ModuleFixtures.with(answers, key(roleOrKey), value), context);
    }

    JudgedSheet without(String roleOrKey) {
        return where(roleOrKey, null);
    }

    /** Of a role played by several questions, the one that carries the figure of a whole sheet. */
    String key(String roleOrKey) {
        List<FormItem> items = module.form().withRole(roleOrKey);
        Answers whole = ModuleFixtures.complete(module);
        return items.stream()
                .map(FormItem::key)
                .filter(key -> BigDecimal.valueOf(40).equals(numberIn(whole, key)))
                .findFirst()
                .orElse(items.isEmpty() ? roleOrKey : items.get(0).key());
    }

    private static @Nullable BigDecimal numberIn(Answers answers, String key) {
        Answer answer = answers.answer(key);
        return answer == null ? null : answer.number();
    }

    Evaluation evaluation() {
        return module.evaluate(answers, context);
    }

    void finds(String code, Severity severity, String message) {
        assertThat(evaluation().findings())
                .filteredOn(finding -> finding.code().equals(code))
                .extracting(Finding::severity, Finding::message)
                .containsExactly(tuple(severity, message));
    }

    void findsOn(String code, String... fields) {
        assertThat(evaluation().findings())
                .filteredOn(finding -> finding.code().equals(code))
                .flatExtracting(Finding::fields)
                .containsExactly(fields);
    }

    void findsNo(String code) {
        assertThat(evaluation().findings()).extracting(Finding::code).doesNotContain(code);
    }

    void findsNothing() {
        assertThat(evaluation().findings()).isEmpty();
    }

    static SheetContext lastYear(String key, long value) {
        return SheetContext.NONE.withPrevious(Map.of(key, BigDecimal.valueOf(value)));
    }
}
