package it.sioss.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import it.sioss.access.Mandate;
import it.sioss.access.Role;
import it.sioss.access.Viewer;
import it.sioss.catalogue.Answers;
import it.sioss.catalogue.Entry;
import it.sioss.exchange.ConflictChoice;
import it.sioss.exchange.Exchange;
import it.sioss.exchange.ExchangeOutcome;
import it.sioss.exchange.Workbooks;
import it.sioss.sheet.SheetView;
import it.sioss.sheet.Sheets;
import it.sioss.support.Cases;
import it.sioss.support.House;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Six hundred sheets in one workbook: how long they take to come back, and how much memory stays taken meanwhile. */
@Tag("benchmark")
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"sioss.demonstration=false", "sioss.db.embedded-port=0", "sioss.db.embedded-directory="})
@Import({House.class, GeneratedBodies.class})
class ExchangeBenchmarkTest {

    private static final int YEAR = 2036;
    private static final int SHEETS = 600;
    private static final String REGION = "0300";
    private static final String MODULE = "A5";

    @Autowired
    House house;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sheets sheets;

    @Autowired
    Exchange exchange;

    @Test
    void sixHundredSheetsComeBackInOneWorkbook() throws Exception {
        house.openCampaign(YEAR, REGION, MODULE);
        List<UUID> chosen = jdbc.sql("select id from sheet where year = ? order by ats, body limit ?")
                .params(YEAR, SHEETS)
                .query(UUID.class)
                .list();
        assertThat(chosen).hasSize(SHEETS);
        Viewer viewer = operatorOfAll();
        byte[] workbook = filled(chosen, viewer);

        long start = System.nanoTime();
        ExchangeOutcome preview = upload(workbook, true, viewer);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(preview.sheetsChanged()).isEqualTo(SHEETS);

        AtomicLong peak = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        long before = live();
        Thread sampler = new Thread(() -> {
            while (!over.get()) {
                peak.accumulateAndGet(live(), Math::max);
            }
        });
        sampler.start();
        ExchangeOutcome applied = upload(workbook, false, viewer);
        over.set(true);
        sampler.join(60_000);
        assertThat(applied.changeCount()).isEqualTo(preview.changeCount());

        Measures measures = new Measures("XLSX, %d sheets in one workbook of %d KiB, %d answers changed"
                .formatted(SHEETS, workbook.length / 1024, applied.changeCount()));
        measures.add("import of 600 sheets", "≤ 30 s", String.format(Locale.ROOT, "%.1f s", seconds), "–", "–");
        measures.add(
                "heap growth during the import",
                "≤ 64 MiB",
                String.format(Locale.ROOT, "%.1f MiB", (peak.get() - before) / 1024.0 / 1024.0),
                "–",
                "–");
        measures.printTo(Path.of("target", "benchmark-exchange.md"));
    }

    private ExchangeOutcome upload(byte[] workbook, boolean simulation, Viewer viewer) {
        return exchange.upload(
                workbook,
                null,
                ConflictChoice.ASK,
                simulation,
                null,
                viewer,
                house.clock().instant());
    }

    private byte[] filled(List<UUID> chosen, Viewer viewer) throws Exception {
        List<SheetView> views =
                chosen.stream().map(id -> sheets.view(id, viewer)).toList();
        Map<String, Entry> complete = new LinkedHashMap<>();
        Cases.complete().changes().forEach((key, entry) -> {
            if (entry != null) {
                complete.put(key, entry);
            }
        });
        return Workbooks.filled(views, Answers.of(complete));
    }

    /** As if one person worked for every ATS of the region. */
    private Viewer operatorOfAll() {
        Viewer somebody = house.somebody(Role.ATS_OPERATOR, "03-001");
        List<Mandate> mandates =
                jdbc
                        .sql("select distinct ats from sheet where year = ?")
                        .param(YEAR)
                        .query(String.class)
                        .list()
                        .stream()
                        .map(ats -> house.somebody("scambio-" + ats, Role.ATS_OPERATOR, ats)
                                .mandates())
                        .flatMap(List::stream)
                        .toList();
        return new Viewer(somebody.accountId(), somebody.username(), somebody.displayName(), false, 0, mandates);
    }

    /** What is reachable: garbage is no growth. */
    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
