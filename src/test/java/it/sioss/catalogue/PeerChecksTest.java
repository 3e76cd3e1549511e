package it.sioss.catalogue;

import static it.sioss.catalogue.JudgedSheet.aSheetOf;
import static it.sioss.catalogue.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Far from districts of similar size: five times the median or a fifth of it, beyond how far apart they usually are. */
class PeerChecksTest {

    private static final String TOTAL = "a5_3_3_totale";

    private static JudgedSheet among(int districts, String median, String deviation, long value) {
        return aSheetOf("A5")
                .in(SheetContext.NONE.withPeers(
                        Map.of(TOTAL, new Peers(districts, new BigDecimal(median), new BigDecimal(deviation)))))
                .where("totale", value);
    }

    private static String label() {
        return Objects.requireNonNull(ModuleFixtures.module("A5").form().item(TOTAL))
                .label();
    }

    @Test
    void farAboveTheMedianIsSaidInTimes() {
        JudgedSheet sheet = among(34, "100", "20", 1200);
        sheet.finds(
                "G15",
                WARNING,
                label() + ": 1.200, 12 volte il valore mediano di 34 ambiti simili. Confermate o spiegate.");
        sheet.findsOn("G15", TOTAL);
    }

    @Test
    void timesAreSaidWhole() {
        among(6, "100", "0", 541)
                .finds(
                        "G15",
                        WARNING,
                        label() + ": 541, 5 volte il valore mediano di 6 ambiti simili. Confermate o spiegate.");
    }

    @Test
    void farBelowTheMedianNamesIt() {
        among(34, "1000", "20", 100)
                .finds(
                        "G15",
                        WARNING,
                        label()
                                + ": 100, mentre il valore mediano di 34 ambiti simili è 1.000. Confermate o spiegate.");
    }

    @ParameterizedTest
    @CsvSource({
        // median, deviation, value, remarked
        "100, 0, 501, true",
        "100, 0, 500, false",
        "500, 0, 99, true",
        "500, 0, 100, false",
        "100, 100, 545, true",
        "100, 100, 544, false",
        "500, 90, 99, true",
        "500, 91, 99, false",
        "2, 0, 13, true",
        "2, 0, 12, false",
        "10, 0, 0, false",
        "11, 0, 0, true",
        "0, 0, 5000, false"
    })
    void itIsRemarkedFromTheBoundaryOn(String median, String deviation, long value, boolean remarked) {
        assertThat(among(5, median, deviation, value).evaluation().findings())
                .filteredOn(finding -> finding.code().equals("G15"))
                .hasSize(remarked ? 1 : 0);
    }

    @Test
    void withoutPeersOrWithoutAnAnswerNothingIsSaid() {
        aSheetOf("A5").where("totale", 1_000_000).findsNo("G15");
        among(34, "100", "20", 1200).without("totale").findsNo("G15");
    }

    @Test
    void aFigureThatIsNotComparedIsNotRemarked() {
        SheetContext context =
                SheetContext.NONE.withPeers(Map.of("a5_3_3_donne", new Peers(34, BigDecimal.ONE, BigDecimal.ZERO)));
        aSheetOf("A5").in(context).where("donne", 40).findsNo("G15");
    }
}
