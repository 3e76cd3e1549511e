package it.sioss.catalogue;

import static it.sioss.catalogue.ModuleFixtures.complete;
import static it.sioss.catalogue.ModuleFixtures.grid;
import static it.sioss.catalogue.ModuleFixtures.professional;
import static it.sioss.catalogue.ModuleFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's own judgement of each kind of answer, by the limits that stand in the form. */
class FormValidatorTest {

    private static final SheetContext TURIN =
            SheetContext.NONE.withOptions("comuni", List.of(new Option("001272", "Torino")));

    static Stream<Arguments> goodAnswers() {
        return Stream.of(
                Arguments.of("A5", "a5_3_3_donne", 0),
                Arguments.of("A5", "a5_3_3_donne", 9_999_999),
                Arguments.of("A5", "a5_1_8_mesi", 1),
                Arguments.of("A5", "a5_1_8_mesi", 12),
                Arguments.of("A5", "a5_6_2_giorni_medi", new BigDecimal("30.25")),
                Arguments.of("A5", "a5_7_1_spesa_impegnata", new BigDecimal("9999999999.99")),
                Arguments.of("A5", "a5_1_8_avvio", "2024-02-29"),
                Arguments.of("A5", "a5_1_9_atto", "x".repeat(200)),
                Arguments.of("A5", "a5_9_2_note", "x".repeat(2000)),
                Arguments.of("A5", "a5_2_2_indirizzo", "sede_comunale"),
                Arguments.of("A5", "a5_1_6_comuni", List.of("001272")),
                Arguments.of("A5", "a5_1_10_telefono", "+39 011 1234567"),
                Arguments.of("A1", "a1_2_5_canali", List.of("e_mail", "sportello")));
    }

    @ParameterizedTest
    @MethodSource("goodAnswers")
    void anAnswerWithinItsLimitsIsAccepted(String module, String key, Object value) {
        assertThat(fault(module, key, value)).isNull();
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                Arguments.of(
                        "A5",
                        "a5_3_3_donne",
                        -1,
                        "«Donne»: avete scritto «-1», serve un numero intero da 0 a 9.999.999."),
                Arguments.of(
                        "A5",
                        "a5_3_3_donne",
                        10_000_000,
                        "«Donne»: avete scritto «10.000.000», serve un numero intero"),
                Arguments.of(
                        "A5", "a5_3_3_donne", new BigDecimal("1.5"), "avete scritto «1,50», serve un numero intero"),
                Arguments.of("A5", "a5_3_3_donne", "dodici", "avete scritto «dodici», serve un numero intero"),
                Arguments.of("A5", "a5_3_3_donne", List.of("12"), "avete scritto «12», serve un numero intero"),
                Arguments.of(
                        "A5",
                        "a5_3_3_donne",
                        Answer.unreadable("12,3,4"),
                        "avete scritto «12,3,4», serve un numero intero"),
                Arguments.of("A5", "a5_1_8_mesi", 0, "serve un numero intero da 1 a 12."),
                Arguments.of("A5", "a5_1_8_mesi", 13, "serve un numero intero da 1 a 12."),
                Arguments.of(
                        "A5",
                        "a5_7_1_spesa_impegnata",
                        new BigDecimal("10.001"),
                        "serve un numero da 0 a 9.999.999.999,99 con al massimo 2 decimali, per esempio 1.234,50."),
                Arguments.of("A5", "a5_1_8_avvio", "2024-02-30", "serve una data, per esempio 15/03/2024."),
                Arguments.of("A5", "a5_1_8_avvio", "15/03/2024", "serve una data"),
                Arguments.of("A5", "a5_1_8_avvio", 20240315, "serve una data"),
                Arguments.of("A5", "a5_1_9_atto", "x".repeat(201), "serve un testo di al massimo 200 caratteri."),
                Arguments.of("A5", "a5_1_9_atto", 5, "serve un testo di al massimo 200 caratteri."),
                Arguments.of("A5", "a5_9_2_note", "x".repeat(2001), "serve un testo di al massimo 2.000 caratteri."),
                Arguments.of(
                        "A5",
                        "a5_1_10_email",
                        "maria",
                        "serve un indirizzo e-mail, per esempio maria.rossi@comune.it."),
                Arguments.of(
                        "A5",
                        "a5_2_2_indirizzo",
                        "casa_mia",
                        "«Quale indirizzo si usa»: avete scritto «casa_mia», serve una voce"),
                Arguments.of("A5", "a5_2_3_regolamento", "forse", "serve una voce dell'elenco."),
                Arguments.of(
                        "A5",
                        "a5_1_6_comuni",
                        List.of("058091"),
                        "avete scritto «058091», serve una o più voci dell'elenco"),
                Arguments.of("A5", "a5_1_6_comuni", List.of("001272", "001272"), "ognuna una volta sola."),
                Arguments.of("A1", "a1_2_5_canali", List.of("piccione"), "serve una o più voci dell'elenco"),
                Arguments.of("A1", "a1_2_5_canali", "sportello", "serve una o più voci dell'elenco"));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void anAnswerBeyondItsLimitsIsNamedWithWhatIsExpected(String module, String key, Object value, String message) {
        assertThat(fault(module, key, value)).isNotNull().contains(message).doesNotContain("»«");
    }

    @Test
    void aCellIsNamedByGridRowAndColumn() {
        Finding finding = onlyFault(
                "A5", "a5_5_1", grid(professional("r1", "medico"), professional("r2", "psicologo", "fte", -1)));
        assertThat(finding.fields()).containsExactly("a5_5_1.r2.fte");
        assertThat(finding.message())
                .isEqualTo(
                        "«Professionisti», riga 2, «Tempo pieno equivalente (FTE)»: avete scritto «-1», serve un numero"
                                + " da 0 a 99.999.999 con al massimo 2 decimali, per esempio 1.234,50.");
    }

    @Test
    void aListThatNobodyGaveIsNotJudged() {
        ModuleRevision a5 = ModuleFixtures.module("A5");
        Answers elsewhere = with(complete(a5), "a5_1_6_comuni", List.of("058091"));
        assertThat(a5.evaluate(elsewhere, SheetContext.NONE).findings()).isEmpty();
    }

    @Test
    void everyComponentUsedInTheFormsIsOneTheValidatorKnows() throws IOException {
        Set<String> judged = new TreeSet<>();
        for (Path file : forms()) {
            FormDefinition form = FormDefinition.parse(Files.readAllBytes(file));
            form.items()
                    .values()
                    .forEach(item -> judged.add(
                            item instanceof Question question ? question.type().name() : "GRID"));
        }
        assertThat(judged)
                .contains("GRID")
                .containsAll(Stream.of(QuestionType.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkbox", "filepicker", "table", "iframe", "expression", "button", "documentPreview", ""})
    void aFormWithAnotherComponentIsRefusedWhole(String type) {
        String form = """
                {"id":"x","components":[{"type":"group","id":"s1","properties":{"sezione":"s1"},"components":[
                  {"type":"%s","id":"strano","key":"x_1"}]}]}""".formatted(type);
        assertThatThrownBy(() -> FormDefinition.parse(form.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnknownComponent.class)
                .hasMessageContaining("strano");
    }

    @Test
    void aRuleOfAComponentThatTheValidatorCannotJudgeIsRefusedToo() {
        String form = """
                {"id":"x","components":[{"type":"group","id":"s1","properties":{"sezione":"s1"},"components":[
                  {"type":"textfield","id":"posta","key":"x_1","validate":{"validationType":"email"}}]}]}""";
        assertThatThrownBy(() -> FormDefinition.parse(form.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnknownComponent.class);
    }

    static List<Path> forms() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("forms"))) {
            return files.filter(file -> file.toString().endsWith(".form"))
                    .sorted()
                    .toList();
        }
    }

    static JsonNode json(Path form) throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(form));
    }

    private static @Nullable String fault(String module, String key, Object value) {
        List<Finding> faults = faults(module, key, value);
        return faults.isEmpty() ? null : faults.get(0).message();
    }

    private static Finding onlyFault(String module, String key, Object value) {
        return faults(module, key, value).get(0);
    }

    private static List<Finding> faults(String module, String key, Object value) {
        ModuleRevision revision = ModuleFixtures.module(module);
        return revision.evaluate(with(complete(revision), key, value), TURIN).findings().stream()
                .filter(finding -> finding.code().equals(Finding.INVALID_VALUE))
                .toList();
    }
}
