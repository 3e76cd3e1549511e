package it.sioss.guide;

import it.sioss.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One chapter of the manual, for one role or for everybody.
 *
 * @param code its place in the address
 * @param roles who does these things; empty when everybody
 * @param introduction what stands before the first section, ready for the page
 */
public record ManualChapter(
        String code, String title, Set<Role> roles, String introduction, List<ManualSection> sections) {

    public Optional<ManualSection> section(String id) {
        return sections.stream().filter(section -> section.id().equals(id)).findFirst();
    }
}
