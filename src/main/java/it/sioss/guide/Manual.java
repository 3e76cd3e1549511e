package it.sioss.guide;

import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.platform.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The user manual: a chapter for each role and one for everybody, read once from the files under {@code manuale}. */
@Component
public class Manual {

    private static final int MOST_FOUND = 8;

    private final List<ManualChapter> chapters;

    Manual() {
        Map<String, Set<Role>> files = new LinkedHashMap<>();
        files.put("primi-passi", Set.of());
        files.put("operatore-ats", Set.of(Role.ATS_OPERATOR));
        files.put("referente-ats", Set.of(Role.ATS_REFERENT));
        files.put("regione", Set.of(Role.REGION_OPERATOR, Role.REGION_SUPERVISOR));
        files.put("amministratore", Set.of(Role.ADMINISTRATOR));
        files.put("lettura", Set.of(Role.MINISTRY_READER));
        var reader = new ManualReader();
        chapters = files.entrySet().stream()
                .map(file -> reader.read(file.getKey(), file.getValue(), text(file.getKey())))
                .toList();
    }

    private static String text(String code) {
        try {
            return new ClassPathResource("manuale/" + code + ".md").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("the chapter " + code + " of the manual cannot be read", missing);
        }
    }

    /** A section with the chapter it stands in. */
    public record Found(ManualChapter chapter, ManualSection section) {

        /** Where the section is read. */
        public String address() {
            return ManualReader.CHAPTERS + chapter.code() + "#" + section.id();
        }
    }

    public List<ManualChapter> chapters() {
        return chapters;
    }

    public Optional<ManualChapter> chapter(String code) {
        return chapters.stream().filter(chapter -> chapter.code().equals(code)).findFirst();
    }

    /** The chapters this person needs: those of their roles, then the one for everybody, then the others. */
    public List<ManualChapter> inOrderFor(Viewer viewer) {
        List<ManualChapter> own = chapters.stream()
                .filter(chapter -> chapter.roles().stream().anyMatch(viewer::has))
                .toList();
        var ordered = new ArrayList<>(own);
        Stream.concat(chapters.stream().filter(chapter -> chapter.roles().isEmpty()), chapters.stream())
                .filter(chapter -> !ordered.contains(chapter))
                .forEach(ordered::add);
        return List.copyOf(ordered);
    }

    /** The sections that hold all the words, of this person's chapters first. */
    public List<Found> search(String words, Viewer viewer) {
        SearchWords wanted = SearchWords.of(PlainText.search(words));
        if (wanted.isEmpty()) {
            return List.of();
        }
        return inOrderFor(viewer).stream()
                .flatMap(chapter -> chapter.sections().stream().map(section -> new Found(chapter, section)))
                .filter(found -> wanted.in(
                        found.section().title() + " " + found.section().words()))
                .limit(MOST_FOUND)
                .toList();
    }

    /** Where a topic is explained to this person: in a chapter of theirs if it is there, else wherever it is. */
    public Optional<String> placeOf(String topic, Viewer viewer) {
        return inOrderFor(viewer).stream()
                .flatMap(chapter -> chapter.section(topic).stream().map(section -> new Found(chapter, section)))
                .findFirst()
                .map(Found::address);
    }
}
