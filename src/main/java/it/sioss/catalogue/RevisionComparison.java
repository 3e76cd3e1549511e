package it.sioss.catalogue;

import it.sioss.catalogue.RevisionChange.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What changed from one revision of a module to another, question by question and rule by rule. */
final class RevisionComparison {

    private RevisionComparison() {}

    static List<RevisionChange> between(ModuleRevision before, ModuleRevision after) {
        var changes = new ArrayList<RevisionChange>();
        Map<String, FormItem> old = before.form().items();
        Map<String, FormItem> young = after.form().items();
        for (String key : union(old.keySet(), young.keySet())) {
            FormItem was = old.get(key);
            FormItem is = young.get(key);
            add(changes, false, key, was, is, item -> item.label(), RevisionComparison::ofItem);
        }
        Map<String, Rule> oldRules = byPlace(before.rules());
        Map<String, Rule> youngRules = byPlace(after.rules());
        for (String place : union(oldRules.keySet(), youngRules.keySet())) {
            add(
                    changes,
                    true,
                    place,
                    oldRules.get(place),
                    youngRules.get(place),
                    rule -> rule.message(),
                    RevisionComparison::ofRule);
        }
        return List.copyOf(changes);
    }

    private interface Label<T> {
        String of(T thing);
    }

    private interface Details<T> {
        List<String> of(T was, T is);
    }

    private static <T> void add(
            List<RevisionChange> changes,
            boolean rule,
            String code,
            @org.jspecify.annotations.Nullable T was,
            @org.jspecify.annotations.Nullable T is,
            Label<T> label,
            Details<T> details) {
        if (was == null && is != null) {
            changes.add(new RevisionChange(Kind.ADDED, rule, code, label.of(is), List.of()));
        } else if (was != null && is == null) {
            changes.add(new RevisionChange(Kind.REMOVED, rule, code, label.of(was), List.of()));
        } else if (was != null && is != null) {
            List<String> differing = details.of(was, is);
            if (!differing.isEmpty()) {
                changes.add(new RevisionChange(Kind.CHANGED, rule, code, label.of(is), differing));
            }
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }

    /** A code may stand on several lines: the second is told apart by its place. */
    private static Map<String, Rule> byPlace(List<Rule> rules) {
        Map<String, Rule> byPlace = new LinkedHashMap<>();
        for (Rule rule : rules) {
            String place = rule.code();
            for (int line = 2; byPlace.containsKey(place); line++) {
                place = rule.code() + " (" + line + ")";
            }
            byPlace.put(place, rule);
        }
        return byPlace;
    }

    private static List<String> ofItem(FormItem was, FormItem is) {
        var details = new ArrayList<String>();
        if (was instanceof Question old && is instanceof Question young) {
            ofQuestion(old, young, "", details);
        } else if (was instanceof QuestionGrid old && is instanceof QuestionGrid young) {
            ofGrid(old, young, details);
        } else {
            details.add("da voce singola a elenco, o il contrario");
        }
        return details;
    }

    private static void ofQuestion(Question was, Question is, String column, List<String> details) {
        say(details, column, "testo della domanda", was.label(), is.label());
        say(details, column, "tipo di risposta", was.type(), is.type());
        say(details, column, "obbligo di risposta", was.required(), is.required());
        say(details, column, "limiti", limits(was.limits()), limits(is.limits()));
        say(details, column, "opzioni", was.options(), is.options());
        say(
                details,
                column,
                "condizione",
                was.hiddenWhen().toString(),
                is.hiddenWhen().toString());
        say(details, column, "ruolo, aiuto o altre proprietà", was.properties(), is.properties());
    }

    private static String limits(Limits limits) {
        return limits.toString();
    }

    private static void ofGrid(QuestionGrid was, QuestionGrid is, List<String> details) {
        say(details, "", "titolo dell'elenco", was.label(), is.label());
        say(details, "", "obbligo di risposta", was.required(), is.required());
        say(
                details,
                "",
                "condizione",
                was.hiddenWhen().toString(),
                is.hiddenWhen().toString());
        for (Question column : is.columns()) {
            Question before = was.column(column.key());
            if (before == null) {
                details.add("colonna aggiunta: " + column.label());
            } else {
                ofQuestion(before, column, column.label(), details);
            }
        }
        was.columns().stream()
                .filter(column -> is.column(column.key()) == null)
                .forEach(column -> details.add("colonna tolta: " + column.label()));
    }

    private static List<String> ofRule(Rule was, Rule is) {
        var details = new ArrayList<String>();
        if (was.severity() != is.severity()) {
            details.add("gravità: da " + was.severity().italian() + " a "
                    + is.severity().italian());
        }
        say(details, "", "condizione", was.condition(), is.condition());
        say(details, "", "messaggio", was.message(), is.message());
        say(details, "", "voci segnalate", was.questions(), is.questions());
        say(details, "", "spiegazione della regola", was.description(), is.description());
        return details;
    }

    private static void say(List<String> details, String column, String what, Object was, Object is) {
        if (!Objects.equals(was, is)) {
            details.add(column.isEmpty() ? what : what + " (colonna «" + column + "»)");
        }
    }
}
