package it.sioss.catalogue;

import it.sioss.catalogue.process.CheckRule;
import it.sioss.catalogue.process.CheckTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tables of checks as a list of rules in the words of one form. */
final class RuleBook {

    private RuleBook() {}

    static List<Rule> of(FormDefinition form, List<CheckTable> tables, boolean common) {
        return tables.stream()
                .flatMap(table -> table.rules().stream())
                .map(rule -> rule(form, rule, common))
                .toList();
    }

    private static Rule rule(FormDefinition form, CheckRule rule, boolean common) {
        Set<String> questions = new LinkedHashSet<>();
        for (String name : rule.fields()) {
            String[] place = name.split("\\.", 2);
            List<FormItem> items = form.withRole(place[0]);
            FormItem own = form.item(place[0]);
            for (FormItem item : items.isEmpty() && own != null ? List.of(own) : items) {
                Question column = place.length == 2 && item instanceof QuestionGrid grid ? grid.column(place[1]) : null;
                questions.add(item.label() + (column == null ? "" : ", " + column.label()));
            }
        }
        return new Rule(
                rule.code(),
                Severity.ofItalian(rule.severity()),
                common,
                List.copyOf(questions),
                rule.condition(),
                rule.message(),
                rule.description());
    }
}
