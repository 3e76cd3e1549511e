package it.sioss.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual is whole: a chapter for each role, every picture there and of modest size, every link with an end. */
class ManualTest {

    private static final Path PICTURES = Path.of("src", "main", "resources", "static", "app", "manuale");
    private static final Pattern PICTURE = Pattern.compile("<img src=\"([^\"]+)\" alt=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
    private static final long LARGEST = 150_000;

    private final Manual manual = new Manual();

    private static Viewer viewer(Role... roles) {
        return new Viewer(
                new UUID(0, 0),
                "prova",
                "Prova",
                false,
                0,
                Arrays.stream(roles)
                        .map(role -> new Mandate(role, "x", Instant.EPOCH, null))
                        .toList());
    }

    private static String all(ManualChapter chapter) {
        return chapter.introduction()
                + chapter.sections().stream().map(ManualSection::html).collect(Collectors.joining());
    }

    private Stream<String> pictures() {
        return manual.chapters().stream()
                .flatMap(chapter -> PICTURE.matcher(all(chapter)).results())
                .map(picture -> picture.group(1).replace(ManualReader.PICTURES, ""));
    }

    @Test
    void everyRoleHasItsChapter() {
        for (Role role : Role.values()) {
            assertThat(manual.inOrderFor(viewer(role)).get(0).roles()).contains(role);
        }
        assertThat(manual.inOrderFor(viewer()))
                .first()
                .satisfies(chapter -> assertThat(chapter.roles()).isEmpty());
        assertThat(manual.chapters()).allSatisfy(chapter -> {
            assertThat(chapter.sections()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(chapter.sections()).extracting(ManualSection::id).doesNotHaveDuplicates();
            assertThat(chapter.sections())
                    .allSatisfy(section -> assertThat(section.words()).hasSizeGreaterThan(60));
        });
    }

    @Test
    void noSectionIsLostBecauseItsHeadingIsMisspelt() throws IOException {
        for (ManualChapter chapter : manual.chapters()) {
            Path file = Path.of("src", "main", "resources", "manuale", chapter.code() + ".md");
            assertThat(Files.readAllLines(file).stream().filter(line -> line.startsWith("##")))
                    .as(chapter.code())
                    .hasSameSizeAs(chapter.sections());
        }
    }

    @Test
    void everyPictureTheManualNamesIsThereAndNoneIsLeftOver() throws IOException {
        Set<String> named = pictures().collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(15);
        try (var files = Files.list(PICTURES)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(named);
        }
        for (String name : named) {
            assertThat(Files.size(PICTURES.resolve(name))).as(name).isBetween(1_000L, LARGEST);
        }
    }

    @Test
    void everyPictureSaysInWordsWhatItShows() {
        assertThat(manual.chapters().stream()
                        .flatMap(chapter -> PICTURE.matcher(all(chapter)).results())
                        .map(picture -> picture.group(2)))
                .isNotEmpty()
                .allSatisfy(words -> assertThat(words).hasSizeGreaterThan(15));
    }

    @Test
    void everyLinkInsideTheManualHasAnEnd() {
        Set<String> places = new HashSet<>();
        for (ManualChapter chapter : manual.chapters()) {
            places.add(ManualReader.CHAPTERS + chapter.code());
            chapter.sections()
                    .forEach(section -> places.add(ManualReader.CHAPTERS + chapter.code() + "#" + section.id()));
        }
        List<String> links = manual.chapters().stream()
                .flatMap(chapter -> LINK.matcher(all(chapter)).results())
                .map(link -> link.group(1))
                .toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(places).contains(link));
    }

    @Test
    void aTopicIsShownWhereThePersonsOwnChapterExplainsIt() {
        assertThat(manual.placeOf("scheda", viewer(Role.ATS_OPERATOR))).contains("/aiuto/manuale/operatore-ats#scheda");
        assertThat(manual.placeOf("scheda", viewer(Role.REGION_SUPERVISOR))).contains("/aiuto/manuale/regione#scheda");
        assertThat(manual.placeOf("scheda", viewer(Role.MINISTRY_READER))).contains("/aiuto/manuale/lettura#scheda");
        assertThat(manual.placeOf("fogli", viewer(Role.ATS_REFERENT))).contains("/aiuto/manuale/operatore-ats#fogli");
        assertThat(manual.placeOf("non-c-e", viewer(Role.ATS_REFERENT))).isEmpty();
    }

    @Test
    void theSearchForgivesAccentsApostrophesAndCapitals() {
        Viewer operator = viewer(Role.ATS_OPERATOR);
        assertThat(manual.search("PERCHE NON POSSO", operator)).isNotEmpty();
        assertThat(manual.search("l'anno prima", operator))
                .extracting(found -> found.section().id())
                .contains("scheda");
        assertThat(manual.search("zero vuoto", operator).get(0).chapter().code())
                .isEqualTo("operatore-ats");
        assertThat(manual.search("ornitorinco", operator)).isEmpty();
        assertThat(manual.search("   ", operator)).isEmpty();
    }

    @Test
    void whatIsWrittenInTheManualIsNeverTakenForHtml() {
        ManualChapter chapter = new ManualReader()
                .read("prova", Set.of(), "# Prova\n\n## Uno {#uno}\n\n<script>x</script>\n\n[qui](javascript:x)\n");
        assertThat(chapter.section("uno").orElseThrow().html())
                .contains("&lt;script&gt;")
                .doesNotContain("javascript:");
        assertThatThrownBy(() -> new ManualReader().read("prova", Set.of(), "senza titolo"))
                .hasMessageContaining("has no title");
    }
}
