package it.sioss.catalogue;

import org.jspecify.annotations.Nullable;

/** How much of a section is done: required questions answered over those asked now. */
public record SectionCompleteness(
        String section,
        String title,
        int asked,
        int answered,
        boolean visible,
        @Nullable String firstMissing) {

    public boolean isComplete() {
        return answered == asked;
    }
}
