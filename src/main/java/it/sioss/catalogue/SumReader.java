package it.sioss.catalogue;

import it.sioss.catalogue.process.CheckTable;
import it.sioss.catalogue.process.SumRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the keys of one form in place of the names its checks use; a rule whose roles the form lacks gives no sum. */
final class SumReader {

    private final FormDefinition form;
    private final Map<String, List<String>> keysByRole;

    SumReader(FormDefinition form, Map<String, List<String>> keysByRole) {
        this.form = form;
        this.keysByRole = keysByRole;
    }

    List<Sum> read(List<CheckTable> tables) {
        return tables.stream()
                .flatMap(table -> table.sums().stream())
                .flatMap(rule -> sum(rule).stream())
                .toList();
    }

    private Optional<Sum> sum(SumRule rule) {
        List<Sum.Part> parts = parts(rule.parts(), rule.message());
        List<Sum.Part> whole = parts(rule.whole(), rule.message());
        boolean complete = Stream.concat(rule.parts().stream(), rule.whole().stream())
                .noneMatch(term -> keys(term).isEmpty());
        return complete ? Optional.of(new Sum(rule.code(), parts, whole, rule.tolerance())) : Optional.empty();
    }

    private List<Sum.Part> parts(List<SumRule.Term> terms, String message) {
        return terms.stream()
                .flatMap(term -> keys(term).stream()
                        .map(key -> new Sum.Part(key, term.column(), term.subtracted(), word(term.name(), message))))
                .toList();
    }

    private List<String> keys(SumRule.Term term) {
        List<String> played = keysByRole.getOrDefault(term.name(), List.of());
        return played.isEmpty() && form.item(term.name()) != null ? List.of(term.name()) : played;
    }

    /** "donne {donne} + uomini {uomini} = …" calls the second "uomini". */
    private static @Nullable String word(String name, String message) {
        Matcher before = Pattern.compile("(?:^|[+−])\\s*([^{}+−=]+?)\\s*\\{" + Pattern.quote(name) + "}")
                .matcher(message);
        return before.find() ? before.group(1) : null;
    }
}
