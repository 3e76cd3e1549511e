package it.sioss.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.benchmark.Measures;
import it.sioss.benchmark.Sample;
import it.sioss.catalogue.Answer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Grid;
import it.sioss.catalogue.GridRow;
import it.sioss.catalogue.ModuleFixtures;
import it.sioss.catalogue.ModuleRevision;
import it.sioss.catalogue.Question;
import it.sioss.catalogue.QuestionGrid;
import it.sioss.sheet.DemonstrationAnswers;
import it.sioss.sheet.Sheets;
import it.sioss.support.House;
import it.sioss.support.SiossTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How soon a sheet can be worked on, and what a keystroke costs in its largest grid, in Chromium. */
@Tag("benchmark")
@SiossTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserBenchmarkTest {

    private static final int YEAR = 2085;
    private static final String ATS = "14-003";
    private static final int KEYSTROKES = 200;
    private static final String WHEN_READY = """
            new MutationObserver((changes, observer) => {
              if (document.querySelector('[data-sioss-sheet][data-ready]')) {
                observer.disconnect();
                requestAnimationFrame(() => { window.usableAfter = performance.now(); });
              }
            }).observe(document, { subtree: true, childList: true, attributes: true });""";

    @Autowired
    House house;

    @Autowired
    Sheets sheets;

    @Autowired
    DemonstrationAnswers demonstration;

    @LocalServerPort
    int port;

    private final Measures measures = new Measures(
            "Chromium, %d processors".formatted(Runtime.getRuntime().availableProcessors()));
    private final QuestionGrid largest = ModuleFixtures.released().stream()
            .flatMap(module -> module.form().items().values().stream())
            .filter(QuestionGrid.class::isInstance)
            .map(QuestionGrid.class::cast)
            .max(Comparator.comparing(BrowserBenchmarkTest::cells))
            .orElseThrow();
    private UUID sheet;

    @BeforeAll
    void begin() {
        house.clear();
        ModuleRevision module = ModuleFixtures.released().stream()
                .filter(one -> largest.equals(one.form().item(largest.key())))
                .findFirst()
                .orElseThrow();
        house.openCampaign(YEAR, "1400", module.module());
        Viewer person = house.somebody("cronometro", Role.ATS_OPERATOR, ATS);
        sheet = house.sheet(YEAR, ATS, module.module());
        Answers answers = Answers.NONE.with(demonstration.plausible(module, 2)).with(largest.key(), full(largest));
        sheets.answer(
                sheet,
                sheets.view(sheet, person).sheet().answersVersion(),
                Answers.parsePatch(answers.toJson()),
                person,
                house.clock().instant());
    }

    @AfterAll
    void end() throws IOException {
        measures.printTo(Path.of("target", "benchmark-browser.md"));
    }

    private static int cells(QuestionGrid grid) {
        return grid.columns().size() * rows(grid);
    }

    private static int rows(QuestionGrid grid) {
        return grid.columns().get(0).options().size();
    }

    /** One row for each thing a grid may speak of. */
    private static Grid full(QuestionGrid grid) {
        return new Grid(IntStream.range(0, rows(grid))
                .mapToObj(row -> {
                    Map<String, Answer> cells = new LinkedHashMap<>();
                    for (Question column : grid.columns()) {
                        switch (column.type()) {
                            case NUMBER -> cells.put(column.key(), Answer.of(row));
                            case SINGLE_CHOICE ->
                                cells.put(
                                        column.key(),
                                        Answer.of(column.options().get(row).value()));
                            default -> {}
                        }
                    }
                    return new GridRow("b" + row, cells);
                })
                .toList());
    }

    @Test
    void aSheetCanBeWorkedOnSoonAlsoTheFirstTime() {
        try (Person person = person()) {
            String session = person.context().storageState();
            Sample sample = sample(3, 12, () -> {
                try (BrowserContext empty =
                        SystemBrowser.shared().newContext(new Browser.NewContextOptions().setStorageState(session))) {
                    Page page = empty.newPage();
                    page.addInitScript(WHEN_READY);
                    page.navigate("http://localhost:" + port + "/schede/" + sheet);
                    page.waitForFunction("() => window.usableAfter");
                    return ((Number) page.evaluate("window.usableAfter")).doubleValue();
                }
            });
            measures.add("sheet usable, empty cache, warm server", "≤ 1,500 ms", sample);
            assertThat(sample.millis(50)).isLessThanOrEqualTo(1_500);
        }
    }

    @Test
    void aKeystrokeInTheLargestGridCostsLittle() {
        try (Person person = person()) {
            person.open(sheet);
            Page page = person.page();
            CDPSession devtools = person.context().newCDPSession(page);
            devtools.send("Performance.enable");
            var cells = person.question(largest.key()).locator("input.number");
            int count = cells.count();
            int[] key = {0};
            double[] script = new double[10 + KEYSTROKES];
            Sample sample = sample(10, KEYSTROKES, () -> {
                int number = key[0]++;
                if (number % 4 == 0) {
                    cells.nth(number / 4 * 7 % count).focus();
                    page.keyboard().press("Control+a");
                    page.waitForTimeout(200);
                }
                double before = spent(devtools, "TaskDuration");
                double scriptBefore = spent(devtools, "ScriptDuration");
                page.keyboard().press(String.valueOf(1 + number % 9));
                page.waitForTimeout(200);
                script[number] = spent(devtools, "ScriptDuration") - scriptBefore;
                return spent(devtools, "TaskDuration") - before;
            });
            int[] next = {0};
            Sample scripts = sample(10, KEYSTROKES, () -> script[next[0]++]);
            measures.add(
                    "script per keystroke, %d cells, %d keystrokes".formatted(count, KEYSTROKES),
                    "p95 ≤ 100 ms",
                    scripts);
            measures.add("the same with style, layout and paint", "–", sample);
            assertThat(scripts.millis(95)).isPositive().isLessThanOrEqualTo(100);
        }
    }

    private Person person() {
        return new Person(SystemBrowser.shared(), "http://localhost:" + port, "cronometro");
    }

    /** What the page's main thread has spent on something since it began, in milliseconds. */
    private static double spent(CDPSession devtools, String what) {
        for (var metric : devtools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject one = metric.getAsJsonObject();
            if (one.get("name").getAsString().equals(what)) {
                return one.get("value").getAsDouble() * 1_000;
            }
        }
        throw new IllegalStateException("the browser does not tell its work");
    }

    private static Sample sample(int warmUp, int runs, java.util.function.DoubleSupplier millis) {
        double[] all = IntStream.range(0, warmUp + runs)
                .mapToDouble(run -> millis.getAsDouble())
                .toArray();
        return new Sample(Arrays.stream(all, warmUp, all.length)
                .mapToLong(one -> (long) (one * 1e6))
                .toArray());
    }
}
