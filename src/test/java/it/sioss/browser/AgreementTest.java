package it.sioss.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Evaluation;
import it.sioss.catalogue.Finding;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Option;
import it.sioss.catalogue.SheetContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the server accepts the page accepts, and the reverse; the same questions are asked by both. Two differences are
 * wanted: a row that is not complete yet is no error while one writes it (the server says it of the whole sheet), and a
 * question that depends on a faulty answer is shown by the page, which hides nothing because of a slip, while the
 * server reads the faulty answer as not given; the generated answers on which others depend are therefore good ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementTest {

    private static final int CASES = 20;
    private static final String PLACE = "http://sioss.prova";
    private static final String SHEET = PLACE + "/api/v1/schede/prova";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Option> MUNICIPALITIES =
            List.of(new Option("001272", "Torino"), new Option("001156", "Moncalieri"), new Option("001219", "Rivoli"));
    private static final SheetContext CONTEXT = SheetContext.NONE.withOptions("comuni", MUNICIPALITIES);

    private static final String WHAT_THE_PAGE_SAYS = """
            async () => {
              const { sheet } = document.querySelector('[data-sioss-sheet]');
              sheet.autosave.base = sheet.autosave.read();
              await sheet.refresh();
              await new Promise(done => setTimeout(done, 30));
              await new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)));
              const asked = [], faults = [];
              for (const question of document.querySelectorAll('[data-question]')) {
                const key = question.dataset.question;
                asked.push(key);
                const { columns } = sheet.fields.get(key);
                const ids = (sheet.form._getState().data[key] ?? []).map?.(row => row.__id);
                for (const field of question.querySelectorAll('.fjs-has-errors')) {
                  const cell = field.closest('td');
                  faults.push(cell ? [key, ids[cell.parentElement.dataset.row], columns[cell.dataset.column].key].join('.') : key);
                }
              }
              return JSON.stringify({ asked, faults });
            }""";

    private Answers answers = Answers.NONE;
    private @Nullable ModuleRevision module;

    @BeforeAll
    void begin() {}

    static List<ModuleRevision> modules() {
        return ModuleFixtures.released();
    }

    record Said(Set<String> asked, Set<String> faults) {}

    @ParameterizedTest
    @MethodSource("modules")
    void theServerAndThePageSayTheSameOfAnyAnswers(ModuleRevision revision) throws IOException {
        try (Page page = open(revision)) {
            for (int number = 0; number < CASES; number++) {
                long seed = 31L * revision.module().hashCode() + number;
                answers = new GeneratedAnswers(seed, revision.form(), MUNICIPALITIES).next();
                Said server = server(revision);
                Said seen = seen(page);
                assertThat(seen.asked())
                        .as("questions asked by the page, %s, seed %d", revision.module(), seed)
                        .isEqualTo(server.asked());
                assertThat(seen.faults())
                        .as("faults seen in the page, %s, seed %d: %s", revision.module(), seed, said(server, seen))
                        .isEqualTo(server.faults());
            }
        }
    }

    /** The wanted difference: one does not lose sight of a question because of a slip in another. */
    @Test
    void aQuestionThatDependsOnAFaultyAnswerIsAskedByThePageOnly() throws IOException {
        ModuleRevision revision = ModuleFixtures.module("A5");
        try (Page page = open(revision)) {
            answers = ModuleFixtures.answers("a5_1_7_attivo", "si", "a5_2_4_sportello_sedi", 10_000_000);
            assertThat(server(revision).asked()).doesNotContain("a5_2_4_sportello_ore");
            assertThat(seen(page).asked()).contains("a5_2_4_sportello_ore");
            assertThat(seen(page).faults()).containsExactly("a5_2_4_sportello_sedi");
        }
    }

    private static Said server(ModuleRevision revision, Answers given) {
        Evaluation evaluation = revision.evaluate(given, CONTEXT);
        Set<String> faults = evaluation.findings().stream()
                .filter(finding -> finding.code().equals(Finding.INVALID_VALUE))
                .flatMap(finding -> finding.fields().stream())
                .filter(field -> isWritten(given, field))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Said(new TreeSet<>(evaluation.visible()), faults);
    }

    private Said server(ModuleRevision revision) {
        return server(revision, answers);
    }

    private static boolean isWritten(Answers given, String field) {
        String[] place = field.split("\\.");
        if (place.length == 1) {
            return true;
        }
        Answer cell = Objects.requireNonNull(given.grid(place[0]))
                .row(place[1])
                .orElseThrow()
                .cell(place[2]);
        return cell != null && cell.isTouched();
    }

    private static Said seen(Page page) throws IOException {
        var said = JSON.readTree((String) page.evaluate(WHAT_THE_PAGE_SAYS));
        Set<String> asked = new TreeSet<>();
        said.path("asked").forEach(key -> asked.add(key.asText()));
        Set<String> faults = new TreeSet<>();
        said.path("faults").forEach(key -> faults.add(key.asText()));
        return new Said(asked, faults);
    }

    /** Only what one of the two finds, with the answer. */
    private String said(Said server, Said seen) {
        Set<String> apart = new TreeSet<>(server.faults());
        apart.addAll(seen.faults());
        apart.removeIf(field -> server.faults().contains(field) && seen.faults().contains(field));
        return apart.stream()
                .map(field -> field + " = " + answers.get(field.split("\\.")[0]))
                .toList()
                .toString();
    }

    private Page open(ModuleRevision revision) {
        module = revision;
        answers = Answers.NONE;
        Page page = SystemBrowser.shared().newPage();
        page.route("**/*", this::answer);
        page.navigate(PLACE + "/schede/prova");
        assertThat(page.locator("[data-sioss-sheet][data-ready=yes]")).isVisible();
        return page;
    }

    private void answer(Route route) {
        String url = route.request().url();
        String path = URI.create(url).getPath();
        if (path.equals("/schede/prova")) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html; charset=utf-8")
                    .setBody("""
                    <!doctype html><html lang="it"><link rel="stylesheet" href="/vendor/form-js/form-js.css">
                    <div data-sioss-sheet data-id="prova" data-mode="edit"></div>
                    <script type="module" src="/vendor/forms.js"></script>"""));
        } else if (path.startsWith("/api/")) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setHeaders(Map.of("Content-Type", "application/json", "ETag", "\"1\""))
                    .setBody(body(path.substring(URI.create(SHEET).getPath().length()))));
        } else {
            file(route, path);
        }
    }

    private String body(String resource) {
        try {
            return switch (resource) {
                case "/modulo" ->
                    new String(Objects.requireNonNull(module).formBytes(), java.nio.charset.StandardCharsets.UTF_8);
                case "/opzioni" -> JSON.writeValueAsString(Map.of("comuni", MUNICIPALITIES));
                case "/somme" -> "[]";
                default ->
                    JSON.writeValueAsString(Map.of(
                            "stato",
                            "IN_COMPILAZIONE",
                            "risposte",
                            answers.toJson(),
                            "azioni",
                            List.of(Map.of("azione", "salvataggio", "consentita", true))));
            };
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void file(Route route, String path) {
        try (InputStream bytes = AgreementTest.class.getResourceAsStream("/static" + path)) {
            if (bytes == null) {
                route.fulfill(new Route.FulfillOptions().setStatus(404));
            } else {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType(path.endsWith(".js") ? "text/javascript" : "text/css")
                        .setBodyBytes(bytes.readAllBytes()));
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
