package it.sioss.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import it.sioss.catalogue.Section.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms as people correct them: keys, codes, sources, help and labels of every question. */
class FormFilesTest {

    static List<ModuleRevision> modules() {
        return ModuleFixtures.released();
    }

    @Test
    void theModulesOfThisReleaseAreFound() {
        assertThat(modules())
                .extracting(ModuleRevision::module, ModuleRevision::title, ModuleRevision::editionYear)
                .containsExactly(
                        tuple("A1", "Pronto intervento sociale", 2024),
                        tuple("A2", "Supervisione del personale dei servizi sociali", 2024),
                        tuple("A3.1", "Dimissioni protette a domicilio", 2024),
                        tuple("A3.2", "Dimissioni protette in residenza", 2024),
                        tuple("A4", "Prevenzione dell'allontanamento familiare", 2024),
                        tuple("A5", "Residenza fittizia", 2024),
                        tuple("A6", "Progetto dopo di noi", 2024),
                        tuple("A7", "Vita indipendente", 2024));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theIdOfTheFormCarriesModuleAndYear(ModuleRevision module) {
        String file = module.module().toLowerCase(Locale.ROOT).replace(".", "");
        assertThat(module.form().id()).isEqualTo(file + "-" + module.editionYear());
        assertThat(module.form().items().keySet())
                .allSatisfy(key -> assertThat(key).matches(file + "_[0-9](_[a-z0-9]+)+"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyQuestionHasCodeSourceAndHelp(ModuleRevision module) {
        for (FormItem item : allItems(module)) {
            assertThat(item.officialCode()).as(item.key()).matches(module.module() + "\\.[1-9]\\.([0-9]+|[a-e])");
            assertThat(item.source()).as(item.key()).matches("circolare.*|ricostruito: .+");
            assertThat(item.label()).as(item.key()).isNotBlank();
            assertThat(item.help().split("[.!?»](\\s|$)").length)
                    .as(item.key() + ": " + item.help())
                    .isGreaterThanOrEqualTo(2);
            assertThat(item.help().length()).as(item.key()).isBetween(40, 320);
        }
    }

    /** The last sentence of a help says a case and what to answer: "Due notti in struttura: 2." */
    @ParameterizedTest
    @MethodSource("modules")
    void everyHelpEndsWithAnExample(ModuleRevision module) {
        Pattern example =
                Pattern.compile("(?i)esempio|»|: [^.:]{1,60}\\.$|\\d|\\b(vale|valgono|scrivete|rispondete|indicat\\w+"
                        + "|conta(no)?( qui| in)|lasciate|stanno|sono|basta(no)?|due voci)\\b");
        assertThat(allItems(module))
                .hasSizeGreaterThan(40)
                .filteredOn(item -> {
                    String[] sentences = item.help().split("(?<=[.!?»])\\s+");
                    return sentences.length < 2
                            || !example.matcher(sentences[sentences.length - 1]).find();
                })
                .extracting(FormItem::key)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theSectionsStandInOrderAndFollowTheActiveService(ModuleRevision module) {
        assertThat(module.form().sections())
                .extracting(Section::code)
                .containsExactly("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s9");
        for (Section section : module.form().sections()) {
            boolean always = section.code().equals("s1") || section.code().equals("s9");
            assertThat(section.hiddenWhen()).as(section.code()).hasSize(always ? 0 : 1);
            assertThat(section.isIdentification()).isEqualTo(section.code().equals("s1"));
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void zeroesAreOfferedOnlyWhereEveryQuestionIsACount(ModuleRevision module) {
        List<Block> blocks = module.form().sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Block::zeroFill)
                .toList();
        assertThat(blocks).hasSizeGreaterThan(5);
        for (Block block : blocks) {
            assertThat(block.keys()).isNotEmpty().allSatisfy(key -> {
                Question question = Objects.requireNonNull(module.form().question(key));
                assertThat(question.type()).isEqualTo(QuestionType.NUMBER);
            });
        }
    }

    /** Module, addressees, classes of age, of citizenship, figures compared with last year, other parts. */
    @ParameterizedTest
    @CsvSource({
        "A1,   1, 5, 4, 3, in_carico_ssp professionisti",
        "A2,   6, 3, 0, 7, totale",
        "A3.1, 1, 5, 4, 2, gia_in_carico nuovi conclusi in_carico_31_12 professionisti",
        "A3.2, 1, 5, 4, 2, gia_in_carico nuovi conclusi in_carico_31_12 professionisti",
        "A4,   1, 6, 4, 3, totale",
        "A5,   1, 5, 4, 3, in_carico_ssp gia_in_carico nuovi conclusi in_carico_31_12 professionisti",
        "A6,   1, 7, 4, 2, in_carico_ssp gia_in_carico nuovi conclusi in_carico_31_12 professionisti",
        "A7,   1, 8, 4, 2, in_carico_ssp gia_in_carico nuovi conclusi in_carico_31_12 professionisti"
    })
    void theCommonPartsAreAllPlayed(
            String code, int addressees, int ages, int citizenships, int compared, String others) {
        ModuleRevision module = ModuleFixtures.module(code);
        assertPlayed(module, "destinatari", addressees);
        assertPlayed(module, "eta", ages);
        assertPlayed(module, "cittadinanza", citizenships);
        for (String role : "attivo comuni totale donne uomini sesso_nd spesa spesa_liquidata fonti".split(" ")) {
            assertPlayed(module, role, 1);
        }
        for (String role : others.split(" ")) {
            assertPlayed(module, role, 1);
        }
        assertThat(allItems(module))
                .filteredOn(item -> item.comparisonThreshold() != null)
                .hasSize(compared);
    }

    private static void assertPlayed(ModuleRevision module, String role, int times) {
        assertThat(module.form().withRole(role))
                .as(module.module() + " " + role)
                .hasSize(times);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyNumberHasItsLimits(ModuleRevision module) {
        assertThat(allItems(module))
                .filteredOn(item -> item instanceof Question question && question.type() == QuestionType.NUMBER)
                .allSatisfy(item -> {
                    Question question = (Question) item;
                    assertThat(question.limits().min()).as(item.key()).isNotNull();
                    assertThat(question.limits().max()).as(item.key()).isNotNull();
                    assertThat(question.limits().decimals()).as(item.key()).isIn(0, 2);
                    assertThat(question.unit()).as(item.key()).isNotBlank();
                });
    }

    @Test
    void componentIdsAreMeaningfulAndUniqueAndTheSchemaIsStock() throws IOException {
        for (Path file : FormValidatorTest.forms()) {
            JsonNode form = FormValidatorTest.json(file);
            assertThat(form.path("schemaVersion").asInt()).isEqualTo(16);
            assertThat(form.path("executionPlatformVersion").asText()).isEqualTo("7.24.0");
            assertThat(form.findValuesAsText("id"))
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(id).matches("[a-z][a-z0-9_-]*"));
            for (JsonNode component : components(form)) {
                if (component.has("values")) {
                    assertThat(component.findValuesAsText("value")).doesNotHaveDuplicates();
                }
            }
        }
    }

    @Test
    void theFormsSayTheyAreReconstructed() throws IOException {
        for (Path file : FormValidatorTest.forms()) {
            if (!file.equals(Path.of("forms", "justification.form"))) {
                assertThat(components(FormValidatorTest.json(file)))
                        .filteredOn(component -> component.path("type").asText().equals("text"))
                        .anySatisfy(
                                text -> assertThat(text.path("text").asText()).contains("ricostruiti"));
            }
        }
    }

    private static List<FormItem> allItems(ModuleRevision module) {
        return module.form().items().values().stream()
                .flatMap(item -> item instanceof QuestionGrid grid
                        ? Stream.concat(Stream.of(item), grid.columns().stream())
                        : Stream.of(item))
                .toList();
    }

    private static List<JsonNode> components(JsonNode parent) {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode component : parent.path("components")) {
            all.add(component);
            all.addAll(components(component));
        }
        return all;
    }
}
