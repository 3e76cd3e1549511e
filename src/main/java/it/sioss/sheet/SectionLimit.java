package it.sioss.sheet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.FormItem;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Section;
import it.sioss.platform.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A return limited to sections: only these change, the others stay as they were reviewed. A section that would stop the
 * submission, because something is missing or blocking in it, is open too: nobody is sent into a dead end.
 */
record SectionLimit(Sheet sheet, ModuleRevision revision) {

    /** The sections in which something is missing or blocking now. */
    static Set<String> unfinished(ModuleRevision revision, Evaluation evaluation) {
        var sections = new TreeSet<String>();
        evaluation.completeness().sections().stream()
                .filter(section -> section.visible() && !section.isComplete())
                .forEach(section -> sections.add(section.section()));
        evaluation.blocking().forEach(finding -> sections.addAll(sectionsOf(revision, finding.fields())));
        return sections;
    }

    private static Set<String> sectionsOf(ModuleRevision revision, Collection<String> fields) {
        return fields.stream()
                .map(field -> sectionOf(revision, field))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable String sectionOf(ModuleRevision revision, String field) {
        FormItem item = revision.form().item(field.split("\\.", 2)[0]);
        return item == null ? null : item.section();
    }

    /** Every section that may be corrected now; empty when all may. */
    Set<String> open(Evaluation evaluation) {
        return sheet.openSections()
                .map(named -> {
                    var all = new TreeSet<>(named);
                    all.addAll(unfinished(revision, evaluation));
                    return (Set<String>) all;
                })
                .orElse(Set.of());
    }

    /** Whether a question may change; what the form no longer asks belongs to no section. */
    boolean leavesOpen(String key, Set<String> open) {
        String section = sectionOf(revision, key);
        return section == null || open.contains(section);
    }

    /**
     * Lets only open sections change.
     *
     * @param before how the sheet was judged before the change, asked only when it matters
     * @throws Refusal 409 naming the sections that stay as they are
     */
    void require(Collection<String> keys, Supplier<Evaluation> before) {
        Set<String> named = sheet.openSections().orElse(null);
        if (named == null || keys.stream().allMatch(key -> leavesOpen(key, named))) {
            return;
        }
        Set<String> open = open(before.get());
        List<String> outside =
                keys.stream().filter(key -> !leavesOpen(key, open)).sorted().toList();
        if (!outside.isEmpty()) {
            throw closed(sectionsOf(revision, outside), open).with("campi", outside);
        }
    }

    /** What is said of a finding belongs to the sections it is about: to explain it one of them must be open. */
    void require(Finding finding, Evaluation evaluation) {
        Set<String> about = sectionsOf(revision, finding.fields());
        Set<String> open = open(evaluation);
        if (sheet.openSections().isPresent()
                && !about.isEmpty()
                && about.stream().noneMatch(open::contains)) {
            throw closed(about, open);
        }
    }

    private Refusal closed(Set<String> sections, Set<String> open) {
        return new Refusal(
                        409,
                        "SEZIONE_NON_MODIFICABILE",
                        "La Regione ha chiesto di correggere solo " + titles(revision, open) + ": "
                                + titles(revision, sections)
                                + (sections.size() == 1 ? " resta com'è." : " restano come sono.")
                                + " Per correggere altro chiedete al supervisore regionale di riaprirlo.")
                .with("sezioni", sections);
    }

    /** «Utenti» e «Spesa», in the order of the form. */
    static String titles(ModuleRevision revision, Set<String> sections) {
        List<String> titles = revision.form().sections().stream()
                .filter(section -> sections.contains(section.code()))
                .map(section -> "«" + section.title() + "»")
                .toList();
        int last = titles.size() - 1;
        return last < 1
                ? String.join("", titles)
                : String.join(", ", titles.subList(0, last)) + " e " + titles.get(last);
    }

    /** @throws Refusal 422 for a section the form does not have */
    static void check(ModuleRevision revision, Set<String> sections) {
        for (String section : sections) {
            if (revision.form().section(section) == null) {
                throw invalid("Il modulo non ha la sezione «" + section + "».");
            }
        }
    }

    /** @throws Refusal 422 when the sections do not fit the sheet, or leave a remark where nothing can be corrected */
    static void check(Sheet sheet, ModuleRevision revision, List<Remark.Draft> drafts, Set<String> sections) {
        if (sections.isEmpty()) {
            return;
        }
        check(revision, sections);
        if (sheet.declaredEmpty() || sheet.contentsEmpty()) {
            throw invalid("Una scheda senza contenuti si restituisce intera: non ha sezioni da correggere.");
        }
        for (Remark.Draft draft : drafts) {
            String about = draft.section() != null
                    ? draft.section()
                    : draft.question() == null ? null : sectionOf(revision, draft.question());
            Section section = about == null ? null : revision.form().section(about);
            if (section != null && !sections.contains(section.code())) {
                throw invalid("C'è un rilievo sulla sezione «" + section.title()
                        + "», che resterebbe chiusa: aggiungetela a quelle da correggere.");
            }
        }
    }

    private static Refusal invalid(String why) {
        return new Refusal(422, "SEZIONI_NON_VALIDE", why);
    }

    static void note(ObjectNode changes, Set<String> sections) {
        if (!sections.isEmpty()) {
            var named = changes.putArray("sezioni");
            new TreeSet<>(sections).forEach(named::add);
        }
    }
}
