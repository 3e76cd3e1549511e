package it.sioss.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of a sheet is done, section by section; a grid counts as one question, answered when its rows are whole. */
public record Completeness(List<SectionCompleteness> sections) {

    public Completeness {
        sections = List.copyOf(sections);
    }

    public int asked() {
        return sections.stream().mapToInt(SectionCompleteness::asked).sum();
    }

    public int answered() {
        return sections.stream().mapToInt(SectionCompleteness::answered).sum();
    }

    public boolean isComplete() {
        return answered() == asked();
    }

    /** The first required question still open, in the order of the page. */
    public @Nullable String firstMissing() {
        return sections.stream()
                .filter(section -> !section.isComplete())
                .map(SectionCompleteness::firstMissing)
                .findFirst()
                .orElse(null);
    }
}
