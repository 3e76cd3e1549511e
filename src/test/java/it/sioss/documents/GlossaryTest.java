package it.sioss.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every English word of the glossary is a type, a method or a constant; a star marks what is not built yet. */
class GlossaryTest {

    private static final Pattern TERM = Pattern.compile("`(\\w+)`(\\*?)");

    @Test
    void everyWordOfTheGlossaryIsInTheCode() throws IOException {
        String glossary = Files.readString(Path.of("src/docs/glossary.md"));
        String code = sources();
        List<String> known = terms(glossary, "");
        assertThat(known).hasSizeGreaterThan(25);
        assertThat(known.stream().filter(term -> !declared(term, code))).isEmpty();
    }

    @Test
    void aStarIsTakenAwayWhenItsWordIsBuilt() throws IOException {
        String code = sources();
        var built = terms(Files.readString(Path.of("src/docs/glossary.md")), "*").stream()
                .filter(term -> Pattern.compile("public \\w+ " + term + "\\(")
                        .matcher(code)
                        .find());
        assertThat(built).isEmpty();
    }

    private static List<String> terms(String glossary, String star) {
        return TERM.matcher(glossary)
                .results()
                .filter(term -> term.group(2).equals(star))
                .map(term -> term.group(1))
                .toList();
    }

    private static boolean declared(String term, String code) {
        return Pattern.compile(
                        "(class|record|interface|enum) " + term + "\\b|\\b" + term + "\\(|\\b[A-Z]?\\w+ " + term
                                + "[,;)]|^    " + term + "\\b",
                        Pattern.MULTILINE)
                .matcher(code)
                .find();
    }

    private static String sources() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(GlossaryTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
