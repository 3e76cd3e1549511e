package it.sioss.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import it.sioss.platform.Refusal;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JustificationTest {

    private static final String OTHER = "altro";
    private static final String FIVE_WORDS = "uno due tre quattro cinque ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\t\r\n",
                "\u00a0\u00a0\u00a0\u2007\u202f",
                "\u200b\u200c\u200d\u2060\ufeff",
                "\u3164\u115f\u1160\uffa0\u2800",
                "\u202e\u2066\u2069",
                "\u0000\u0007",
                "\ue000\uf8ff"
            })
    void whatNobodyCanSeeIsNoJustification(String invisible) {
        refusedWith("MOTIVAZIONE_MANCANTE", OTHER, invisible);
        refusedWith("MOTIVAZIONE_MANCANTE", OTHER, invisible.repeat(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 29, 2001, 4001})
    void tooShortAndTooLongAreRefused(int length) {
        refusedWith("MOTIVAZIONE_INADEGUATA", OTHER, ofLength(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 31, 1999, 2000})
    void theBoundsThemselvesAreAdequate(int length) {
        Justification adequate = Justification.adequate(OTHER, ofLength(length));
        assertThat(adequate.text()).hasSize(length);
    }

    @Test
    void invisibleCharactersDoNotCount() {
        String padded = "\u200b\u00a0 " + ofLength(29).replace(" ", "\u00a0 \u200b ") + " \u200d\ufeff";
        assertThat(padded).hasSizeGreaterThan(30);
        refusedWith("MOTIVAZIONE_INADEGUATA", OTHER, padded);
        assertThat(Justification.adequate(OTHER, " " + ofLength(30) + "\u200b\n")
                        .text())
                .isEqualTo(ofLength(30));
    }

    @Test
    void aCharacterOutsideTheFirstPlaneCountsOnce() {
        String text = FIVE_WORDS + "\ud83d\ude00".repeat(3);
        assertThat(text.codePointCount(0, text.length())).isEqualTo(30);
        assertThat(Justification.adequate(OTHER, text).text()).isEqualTo(text);
        refusedWith("MOTIVAZIONE_INADEGUATA", OTHER, FIVE_WORDS + "\ud83d\ude00".repeat(2));
    }

    @Test
    void fourDifferentWordsAreNotEnough() {
        refusedWith("MOTIVAZIONE_INADEGUATA", OTHER, "manca manca il il servizio servizio Ambito AMBITO manca");
        refusedWith("MOTIVAZIONE_INADEGUATA", OTHER, ".".repeat(40));
        assertThat(Justification.adequate(OTHER, "manca il servizio nell'Ambito manca")
                        .text())
                .isNotBlank();
    }

    @Test
    void theLabelOfTheCategoryAloneIsNotAReason() {
        var category = Justification.Category.NESSUN_SOGGETTO_ATTUATORE_IN_ALLEGATO_1;
        assertThat(category.label().length()).isGreaterThan(30);
        refusedWith("MOTIVAZIONE_INADEGUATA", category.value(), category.label());
        refusedWith(
                "MOTIVAZIONE_INADEGUATA",
                category.value(),
                "  " + category.label().toUpperCase(java.util.Locale.ROOT));
        refusedWith("MOTIVAZIONE_INADEGUATA", category.value(), category.label() + ".");
        assertThat(Justification.adequate(category.value(), category.label() + ", come da delibera")
                        .categoryLabel())
                .isEqualTo(category.label());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Altro", "ALTRO", "pippo", "altro "})
    void theCategoryComesFromTheList(String category) {
        refusedWith("MOTIVAZIONE_MANCANTE", category, ofLength(100));
    }

    @Test
    void compatibleFormsAreFoldedIntoOne() {
        assertThat(Justification.adequate(OTHER, "L\u2019u\uFB03cio non ha ricevuto domande nell\u2019anno")
                        .text())
                .isEqualTo("L\u2019ufficio non ha ricevuto domande nell\u2019anno");
    }

    @Test
    void theFormAndTheCodeKnowTheSameCategories() throws IOException {
        JsonNode form = Json.MAPPER.readTree(new File("forms/justification.form"));
        List<String> drawn = form.findValues("values").stream()
                .flatMap(values -> values.findValuesAsText("value").stream())
                .toList();
        assertThat(drawn)
                .containsExactlyElementsOf(Arrays.stream(Justification.Category.values())
                        .map(Justification.Category::value)
                        .toList());
    }

    private static String ofLength(int length) {
        String text = FIVE_WORDS + "x".repeat(4_000);
        return length < FIVE_WORDS.length() ? text.substring(0, length).strip() : text.substring(0, length);
    }

    private static void refusedWith(String code, String category, String text) {
        assertThatThrownBy(() -> Justification.adequate(category, text))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(422);
                    assertThat(refusal.code()).isEqualTo(code);
                });
    }
}
